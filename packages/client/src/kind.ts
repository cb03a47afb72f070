import type { Json } from '@baryon/kit'
import type { Kind, Row, Service } from '@baryon/model'
import { ApiError } from './api-error.ts'
import { clientErrors } from './errors.ts'
import { List, type ListOptions, revisionOf } from './list.ts'
import type { Answer, Call, Transport } from './transport.ts'

/** Where a kind is in the API. */
export interface Place {
  readonly path: string
  readonly plural: string
  /** Whether the key has several attributes. */
  readonly composite: boolean
  /** Methods of the actions that are not run by POST, by name. */
  readonly methods: Readonly<Record<string, 'GET' | 'PUT'>>
}

export const placeOf = (service: Service, kind: Kind): Place => ({
  path: `/proton/${encodeURIComponent(service.name)}/v${encodeURIComponent(service.version)}/${encodeURIComponent(kind.plural)}`,
  plural: kind.plural,
  composite: kind.key.length > 1,
  methods: Object.fromEntries(
    kind.actions.flatMap(({ name, method }) => (method === undefined ? [] : [[name, method]])),
  ),
})

/**
 * Where a kind is below an object.
 * @param parents ids from the outermost to the direct parent; none is the root
 * @throws ApiError `parent.unknown`
 */
export function placeBelow(service: Service, kind: Kind, parents: readonly string[]): Place {
  const own = placeOf(service, kind)
  const segments: string[] = []
  let child: Kind = kind
  for (const id of parents.toReversed()) {
    const parent = service.kinds.find(one => one.name === child.parent?.kind)
    if (parent === undefined) throw new ApiError(0, [clientErrors.fault('parent.unknown', { kind: child.name })])
    segments.unshift(encodeURIComponent(parent.plural), pathSegment(id, parent.key.length > 1))
    child = parent
  }
  const root = own.path.slice(0, own.path.lastIndexOf('/'))
  return { ...own, path: [root, ...segments, encodeURIComponent(kind.plural)].join('/') }
}

/** An object as it is after the request. */
export interface Kept<Item = Row> {
  readonly object: Item
  /** Of a write: the last revision it made. Of a read: a revision that it includes. */
  readonly revision: number
  /** The revision of the object's last change, quoted: what `ifMatch` takes. */
  readonly etag: string | undefined
  /** The server had done this request before, and answers again what it answered then. */
  readonly replayed: boolean
}

export interface WriteOptions {
  /** Answers what it would be, and keeps nothing. */
  readonly dryRun?: boolean
  /** Refuses the write (412) when the object has changed since: an ETag or a revision. */
  readonly ifMatch?: string | number
  /** Made up for each write when it is not given. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** Types of one kind, as the generated ones have them. */
export interface KindTypes {
  readonly object: object
  readonly create: object
  readonly update: object
  readonly patch: object
  readonly actions: object
  /** Names of the actions that answer something of their own instead of the object. */
  readonly behaviours: string
}

/** What is known of a kind without generated types. */
export interface AnyKind extends KindTypes {
  readonly object: Row
  readonly create: Row
  readonly update: Row
  readonly patch: Row
  readonly actions: Readonly<Record<string, Row>>
  readonly behaviours: never
}

export const quoted = (revision: string | number): string => {
  const text = String(revision)
  return text.startsWith('"') || text.startsWith('W/') || text === '*' ? text : `"${text}"`
}

function keptOf<Item>(answer: Answer): Kept<Item> {
  return {
    object: answer.body as Item,
    revision: revisionOf(answer.headers),
    etag: answer.headers.get('etag') ?? undefined,
    replayed: answer.headers.get('idempotency-replayed') === 'true',
  }
}

/**
 * The objects of one kind. Every method throws an ApiError when the server refuses or does not answer.
 * An id is the key as text; of a key with several attributes: their values, percent-encoded and joined by commas.
 */
export class KindClient<Types extends KindTypes = AnyKind> {
  readonly #transport: Transport
  readonly #placeBelow: (parents: readonly string[]) => Promise<Place>
  readonly #parents: readonly string[]

  constructor(
    transport: Transport,
    placeBelow: (parents: readonly string[]) => Promise<Place>,
    parents: readonly string[] = [],
  ) {
    this.#transport = transport
    this.#placeBelow = placeBelow
    this.#parents = parents
  }

  /**
   * The same for the children of one object: lists have these alone, and what is created becomes one of them.
   * @param parents the id of the parent, behind those of the parents above it as far as the URL is to name them
   */
  below(...parents: readonly string[]): KindClient<Types> {
    return new KindClient(this.#transport, this.#placeBelow, parents)
  }

  list(options: ListOptions = {}): List<Types['object']> {
    return new List(this.#transport, () => this.#place(), options)
  }

  async show(id: string, options: { at?: string | number; signal?: AbortSignal } = {}): Promise<Kept<Types['object']>> {
    const query = new URLSearchParams(options.at === undefined ? {} : { at: String(options.at) })
    return keptOf(await this.#send({ method: 'GET', query, signal: options.signal }, id))
  }

  async create(body: Types['create'], options: WriteOptions = {}): Promise<Kept<Types['object']>> {
    return keptOf(await this.#write('POST', body, options))
  }

  /** Creates all of them or none. */
  async createAll(
    bodies: readonly Types['create'][],
    options: WriteOptions = {},
  ): Promise<{ objects: readonly Types['object'][]; revision: number }> {
    const { plural } = await this.#place()
    const answer = await this.#write('POST', { [plural]: bodies }, options)
    const envelope = (answer.body ?? {}) as { readonly [key: string]: readonly Types['object'][] }
    return { objects: envelope[plural] ?? [], revision: revisionOf(answer.headers) }
  }

  /** Changes what the body has (`PUT`). */
  async update(id: string, body: Types['update'], options: WriteOptions = {}): Promise<Kept<Types['object']>> {
    return keptOf(await this.#write('PUT', body, options, id))
  }

  /** Merges the body into the object (RFC 7396): null clears, maps and objects are merged. */
  async patch(id: string, body: Types['patch'], options: WriteOptions = {}): Promise<Kept<Types['object']>> {
    return keptOf(await this.#write('PATCH', body, options, id))
  }

  /** @returns the revision of the deletion */
  async delete(id: string, options: WriteOptions = {}): Promise<number> {
    return revisionOf((await this.#write('DELETE', undefined, options, id)).headers)
  }

  /** Runs an action. What it answers is the object after it, or what its behaviour says: of nothing (204) `object` is undefined. */
  async action<Name extends string & keyof Types['actions']>(
    id: string,
    name: Name,
    input: Types['actions'][Name],
    options: WriteOptions = {},
  ): Promise<Kept<Name extends Types['behaviours'] ? Json : Types['object']>> {
    const { methods } = await this.#place()
    const method = methods[name] ?? 'POST'
    return keptOf(await this.#write(method, method === 'GET' ? undefined : (input as object), options, id, name))
  }

  #place(): Promise<Place> {
    return this.#placeBelow(this.#parents)
  }

  #write(method: Call['method'], body: object | undefined, options: WriteOptions, id?: string, action?: string) {
    const { dryRun, ifMatch, idempotencyKey, signal } = options
    const headers = {
      ...(method === 'PATCH' ? { 'content-type': 'application/merge-patch+json' } : {}),
      ...(ifMatch === undefined ? {} : { 'if-match': quoted(ifMatch) }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    }
    const query = new URLSearchParams(dryRun ? { dry_run: 'true' } : {})
    return this.#send({ method, body: body as Json | undefined, query, headers, signal }, id, action)
  }

  async #send(call: Omit<Call, 'path'>, id?: string, action?: string): Promise<Answer> {
    const { path, composite } = await this.#place()
    const below = [id === undefined ? undefined : pathSegment(id, composite), action].filter(part => part !== undefined)
    return this.#transport.send({ ...call, path: [path, ...below].join('/') })
  }
}

const encodedOnce = (value: string): string => {
  try {
    return encodeURIComponent(decodeURIComponent(value))
  } catch {
    return encodeURIComponent(value)
  }
}

/** An id as one segment of a path. The values of a composite key are encoded in the id already, and its commas stay. */
function pathSegment(id: string, composite: boolean): string {
  if (id === '' || id === '.' || id === '..') throw new ApiError(404, [clientErrors.fault('id.unusable', { id })])
  return composite && id.includes(',') ? id.split(',').map(encodedOnce).join(',') : encodeURIComponent(id)
}
