/** Pages: `limit`, `marker`, `page_reverse`, and the links to the neighbours of a page. */
import { type Json, Refusal } from '@baryon/kit'
import { openstackErrors } from '../errors.ts'
import { lastValue, type Parameters, queryText } from './parameters.ts'

export interface Page {
  /** 0: everything at once. */
  readonly limit: number
  readonly marker: string | undefined
  readonly reverse: boolean
}

const integer = /^\s*[+-]?\d{1,15}\s*$/

/** @throws Refusal `openstack.limit` */
export function readPage(parameters: Parameters): Page {
  const text = lastValue(parameters, 'limit') ?? '0'
  const limit = integer.test(text) ? Number(text) : -1
  if (limit < 0) throw new Refusal(openstackErrors.fault('openstack.limit', { limit: text }))
  const marker = limit === 0 ? undefined : lastValue(parameters, 'marker') || undefined
  return { limit, marker, reverse: (lastValue(parameters, 'page_reverse') ?? '').toLowerCase() === 'true' }
}

const place = ['marker', 'page_reverse']

interface Shown {
  /** Of the collection, with the origin. */
  readonly url: string
  readonly parameters: Parameters
  readonly page: Page
  /** Ids of the objects of the page. */
  readonly first: string | undefined
  readonly last: string | undefined
  readonly count: number
}

/** The links of a page, as OpenStack gives them: the side from which the walk came has one whether or not there is more. */
export function linksOf({ url, parameters, page, first, last, count }: Shown): readonly Json[] {
  const others = parameters.filter(([name]) => !place.includes(name))
  const href = (marker: string | undefined, more: Parameters) =>
    `${url}?${queryText([...others, ...(marker === undefined ? [] : [['marker', marker] as const]), ...more])}`
  const ended = count < page.limit
  return [
    ...(ended && !page.reverse ? [] : [{ rel: 'next', href: href(last, []) }]),
    ...(ended && page.reverse ? [] : [{ rel: 'previous', href: href(first, [['page_reverse', 'True']]) }]),
  ]
}
