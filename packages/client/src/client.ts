import type { Json } from '@baryon/kit'
import type { Service } from '@baryon/model'
import { type Backoff, defaultBackoff } from './backoff.ts'
import type { ChangeRequest, ChangesAnswer } from './changes.ts'
import { type ControllerEvent, Controllers } from './controllers.ts'
import type { Services } from './generated/index.ts'
import { type AnyKind, KindClient, type KindTypes, type Place, placeBelow } from './kind.ts'
import { kindOf, type Models, readModels } from './models.ts'
import { type Answer, type Call, type Fetch, Transport } from './transport.ts'
import {
  type Entry,
  type JournalQuery,
  journalParameters,
  type WatchEvent,
  type WatchOptions,
  watch,
  watchControllers,
} from './watch.ts'

export interface ClientOptions {
  /** Where the server is, for example `http://127.0.0.1:9696`; a path in front of the API is kept. */
  readonly url: string
  readonly token?: string
  /** Sends the requests; the default is the `fetch` of the platform. `nodeFetch` makes one with a certificate authority of its own. */
  readonly fetch?: Fetch
  /** Milliseconds for one attempt; 30,000 without it. */
  readonly timeout?: number
  /** How often a request is repeated; 3 without it. Writes carry an idempotency key, so that repeating them is safe. */
  readonly retries?: number
  readonly backoff?: Backoff
  /** The models, when they are known already; otherwise they are read when they are needed first. */
  readonly models?: readonly Service[]
  readonly random?: () => number
  readonly now?: () => number
  readonly newId?: () => string
}

export interface JournalPage {
  readonly entries: readonly Entry[]
  /** The newest revision. */
  readonly head: number
  /** Entries up to this revision may be gone. */
  readonly horizon: number
}

type Shipped<ServiceName> = ServiceName extends keyof Services ? Services[ServiceName] : Record<never, never>

/** The generated types of a kind of a shipped service; of any other what is known without them. */
export type TypesOf<ServiceName, KindName> = KindName extends keyof Shipped<ServiceName>
  ? Shipped<ServiceName>[KindName] extends KindTypes
    ? Shipped<ServiceName>[KindName]
    : AnyKind
  : AnyKind

/** The API of one server. It holds no connection and needs no closing. */
export class Client {
  readonly transport: Transport
  #models: Promise<Models> | undefined

  constructor(options: ClientOptions) {
    this.transport = new Transport({
      url: options.url.replace(/\/+$/, ''),
      token: options.token,
      fetch: options.fetch ?? ((url, init) => fetch(url, init)),
      timeout: options.timeout ?? 30_000,
      retries: options.retries ?? 3,
      backoff: options.backoff ?? defaultBackoff,
      random: options.random ?? Math.random,
      now: options.now ?? Date.now,
      newId: options.newId ?? (() => crypto.randomUUID()),
    })
    if (options.models !== undefined) this.#models = Promise.resolve({ services: options.models, etag: undefined })
  }

  /**
   * The objects of any kind. Those of the shipped services have their generated types; other types can be given:
   * `client.kind<'eline', 'Line', LineTypes>('eline', 'Line')`.
   */
  kind<ServiceName extends string, KindName extends string, Types extends KindTypes = TypesOf<ServiceName, KindName>>(
    service: ServiceName,
    kind: KindName,
  ): KindClient<Types> {
    return new KindClient<Types>(this.transport, parents => this.#place(service, kind, parents))
  }

  /** The models as the server runs them, read once. */
  async models(): Promise<readonly Service[]> {
    this.#models ??= readModels(this.transport).catch(error => {
      this.#models = undefined
      throw error
    })
    return (await this.#models).services
  }

  /** Reads the models anew, or learns with next to no traffic that those known are still right. */
  readModels(known?: Models, signal?: AbortSignal): Promise<Models> {
    return readModels(this.transport, known, signal)
  }

  /** Several changes in one transaction, all or nothing. @throws ApiError with pointers that begin with `/operations/<n>` */
  async changes(
    operations: readonly ChangeRequest[],
    options: { dryRun?: boolean; idempotencyKey?: string; signal?: AbortSignal } = {},
  ): Promise<ChangesAnswer> {
    const answer = await this.transport.send({
      method: 'POST',
      path: '/v1/changes',
      query: new URLSearchParams(options.dryRun ? { dry_run: 'true' } : {}),
      body: { dry_run: options.dryRun ?? false, operations: operations as unknown as Json },
      headers: options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey },
      signal: options.signal,
    })
    return answer.body as unknown as ChangesAnswer
  }

  /** The changes as they happen; see {@link watch}. */
  watch(options: WatchOptions = {}): AsyncGenerator<WatchEvent, void, undefined> {
    return watch(this.transport, options)
  }

  /** The controllers that are told about the networks. */
  get controllers(): Controllers {
    return new Controllers(this.transport)
  }

  /** What happens to controllers from now on. What happened while the connection was lost is not told. */
  watchControllers(
    options: Pick<WatchOptions, 'signal' | 'silence' | 'onLost'> = {},
  ): AsyncGenerator<ControllerEvent, void, undefined> {
    return watchControllers(this.transport, options)
  }

  /** One page of the journal: the entries after the revision `from`. */
  async journal(
    options: JournalQuery & { from?: number; limit?: number; signal?: AbortSignal } = {},
  ): Promise<JournalPage> {
    const query = journalParameters(options)
    if (options.from !== undefined) query.set('from', String(options.from))
    if (options.limit !== undefined) query.set('limit', String(options.limit))
    const answer = await this.transport.send({ method: 'GET', path: '/v1/journal', query, signal: options.signal })
    return answer.body as unknown as JournalPage
  }

  /** Any request of the API, for what has no method here. */
  request(call: Call): Promise<Answer> {
    return this.transport.send(call)
  }

  async #place(service: string, kind: string, parents: readonly string[]): Promise<Place> {
    const found = kindOf(await this.models(), service, kind)
    return placeBelow(found.service, found.kind, parents)
  }
}

export const createClient = (options: ClientOptions): Client => new Client(options)
