import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { type Conditions, conditionParameters } from './query.ts'
import type { Transport } from './transport.ts'

export interface ListOptions {
  readonly filter?: Conditions | URLSearchParams
  /** Attribute names, `-` in front for descending. */
  readonly sort?: readonly string[]
  readonly fields?: readonly string[]
  /** At most this many objects altogether; the default is all. */
  readonly limit?: number
  /** Starts behind the object with this id. */
  readonly marker?: string
  /** Objects asked for at a time. */
  readonly pageSize?: number
  /** A revision or a time: as it was then. */
  readonly at?: string | number
  readonly signal?: AbortSignal
}

export interface Page<Item = Row> {
  readonly objects: readonly Item[]
  /** A revision that this page includes: where to watch from. */
  readonly revision: number
  /** Whether there are objects behind these. */
  readonly more: boolean
}

export const revisionOf = (headers: Headers): number => Number(headers.get('baryon-revision') ?? 0)

/** The objects of one kind, read page by page while they are consumed. Each iteration reads anew. */
export class List<Item = Row> implements AsyncIterable<Item> {
  readonly #transport: Transport
  readonly #place: () => Promise<{ path: string; plural: string }>
  readonly #options: ListOptions

  constructor(transport: Transport, place: () => Promise<{ path: string; plural: string }>, options: ListOptions) {
    this.#transport = transport
    this.#place = place
    this.#options = options
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Item> {
    for await (const page of this.pages()) yield* page.objects
  }

  /** @throws ApiError */
  async *pages(): AsyncIterable<Page<Item>> {
    const { limit = Number.POSITIVE_INFINITY, pageSize = 1000, signal } = this.#options
    const { path, plural } = await this.#place()
    let marker = this.#options.marker
    for (let left = limit; left > 0; ) {
      const query = this.#query(Math.min(left, pageSize), marker)
      const answer = await this.#transport.send({ method: 'GET', path, query, signal })
      const objects = items(member(answer.body, plural)) as readonly Item[]
      const next = nextMarker(answer.body, plural)
      yield { objects, revision: revisionOf(answer.headers), more: next !== undefined }
      if (next === undefined) return
      left -= objects.length
      marker = next
    }
  }

  async all(): Promise<Item[]> {
    const objects: Item[] = []
    for await (const object of this) objects.push(object)
    return objects
  }

  #query(limit: number, marker: string | undefined): URLSearchParams {
    const { filter = {}, sort, fields, at } = this.#options
    const query = filter instanceof URLSearchParams ? new URLSearchParams(filter) : conditionParameters(filter)
    for (const name of sort ?? []) query.append('sort', name)
    for (const name of fields ?? []) query.append('fields', name)
    if (at !== undefined) query.set('at', String(at))
    if (marker !== undefined) query.set('marker', marker)
    query.set('limit', String(limit))
    return query
  }
}

const member = (body: Json | undefined, name: string): Json | undefined =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as { readonly [key: string]: Json })[name]
    : undefined

const items = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** The marker in the link to the next page. Only that is taken from it: a link's host may be another one than that the caller trusts. */
function nextMarker(body: Json | undefined, plural: string): string | undefined {
  const links = items(member(body, `${plural}_links`))
  const href = member(
    links.find(link => member(link, 'rel') === 'next'),
    'href',
  )
  if (typeof href !== 'string') return undefined
  return new URL(href, 'http://localhost').searchParams.get('marker') ?? undefined
}
