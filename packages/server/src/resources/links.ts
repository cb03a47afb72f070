/** Links to the neighbouring pages of a page. */
import type { Json } from '@baryon/kit'
import { idOf, type Kind, type Row } from '@baryon/model'
import type { Query } from '@baryon/store'
import { parseRaw } from '../query/raw.ts'

interface Page {
  readonly kind: Kind
  readonly path: string
  /** As it was written. */
  readonly query: string
  readonly asked: Query
  readonly rows: readonly Row[]
  /** Whether there are more objects in the direction of the walk. */
  readonly more: boolean
}

const paging = ['marker', 'page_reverse']

/** The query without its place in the list, which is then put behind it. */
function otherParameters(query: string): string {
  const raw = parseRaw(query)
  if (!raw.ok) return ''
  return [...raw.value]
    .filter(([name]) => !paging.includes(name))
    .flatMap(([name, values]) => values.map(value => `${encodeURIComponent(name)}=${value}&`))
    .join('')
}

/** Where the list begins and ends is told by the links that are not there. */
export function linksOf({ kind, path, query, asked, rows, more }: Page): Json[] {
  const { marker, backwards = false } = asked
  const hasNext = backwards ? marker !== undefined : more
  const hasPrevious = backwards ? more : marker !== undefined
  const base = `${path}?${otherParameters(query)}`
  const markerOf = (row: Row | undefined) => (row === undefined ? '' : `marker=${encodeURIComponent(idOf(kind, row))}`)
  const next = { rel: 'next', href: (base + markerOf(rows.at(-1))).replace(/&$/, '') }
  const reverse = [markerOf(rows[0]), 'page_reverse=true'].filter(text => text !== '').join('&')
  return [...(hasNext ? [next] : []), ...(hasPrevious ? [{ rel: 'previous', href: base + reverse }] : [])]
}
