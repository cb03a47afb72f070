import type { Fault, Json } from '@baryon/kit'
import { ApiError } from './api-error.ts'
import { clientErrors } from './errors.ts'
import type { Transport } from './transport.ts'

/** One door of a controller. */
export interface ControllerEndpoint {
  readonly name: string
  readonly url: string
  /** Whether it is the one that is told. */
  readonly active: boolean
  readonly health: 'up' | 'down' | 'unknown'
  /** ISO 8601, UTC: since when its health is this. */
  readonly since: string
  readonly reason?: string
  /** Milliseconds of its last answer. */
  readonly latency?: number
}

type ShownFault = Pick<Fault, 'code' | 'message' | 'cause' | 'next' | 'retry'>

/** How a controller is served. */
export interface Controller {
  /** Written `backend/name`. */
  readonly name: string
  readonly backend: string
  readonly mode: 'running' | 'paused' | 'draining'
  readonly phase: 'starting' | 'following' | 'resyncing' | 'away' | 'denied' | 'braked' | 'paused' | 'draining'
  readonly since: string
  readonly reason?: ShownFault
  readonly endpoints: readonly ControllerEndpoint[]
  readonly breaker: 'closed' | 'open' | 'half-open'
  /** Everything up to this revision was told or set aside; the newest there is. */
  readonly cursor: number
  readonly head: number
  readonly waiting: number
  readonly behind: number
  /** Milliseconds since the oldest change that is not acknowledged; 0: none. */
  readonly oldest: number
  readonly there: number
  readonly refused: number
  readonly sent: number
  readonly retries: number
  readonly concurrency: number
  /** Milliseconds. */
  readonly latency: { readonly p50: number; readonly p99: number }
  readonly drift?: {
    readonly time: string
    readonly missing: number
    readonly different: number
    readonly surplus: number
  }
}

/** One thing that a controller is told of. */
export interface ControllerThing {
  readonly kind: string
  readonly id: string
}

/** What is known of one thing at a controller. */
export interface ControllerDelivery extends ControllerThing {
  readonly state: 'there' | 'refused'
  readonly revision: number
  readonly time: string
  readonly address: Json
  readonly parents: readonly ControllerThing[]
  readonly fault?: ShownFault
}

/** One difference between what should be at a controller and what is. */
export interface ControllerDrift extends ControllerThing {
  readonly drift: 'missing' | 'different' | 'surplus'
  /** JSON pointers into what it is told; a side that is not there has no member. */
  readonly fields?: readonly { readonly pointer: string; readonly wanted?: Json; readonly found?: Json }[]
  /** It is not known as ours, and is never removed. */
  readonly foreign?: boolean
}

/** How much of a controller is told again. Without a scope: the least that is known to be enough. */
export type ResyncScope =
  | { readonly scope: 'auto' | 'diff' | 'bulk' }
  | ({ readonly scope: 'object'; readonly parents?: boolean } & ControllerThing)
  | { readonly scope: 'network' | 'project'; readonly id: string }

export interface ControllerOptions {
  /** Answers what it would do, and does nothing. */
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
}

export interface ControllerResynced {
  readonly controller: string
  readonly scope: string
  readonly dry_run: boolean
  readonly updates: number
  readonly removals: number
  readonly examples: readonly ControllerDrift[]
  /** Why it did not go through. */
  readonly fault?: ShownFault
}

export interface ControllerSwitched {
  readonly controller: string
  readonly dry_run: boolean
  readonly before: Controller['mode']
  readonly after: Controller['mode']
  readonly phase: Controller['phase']
  readonly waiting: number
  readonly behind: number
}

export interface ControllerRetried {
  readonly controller: string
  readonly dry_run: boolean
  readonly count: number
  /** The first of them. */
  readonly things: readonly ControllerThing[]
}

/** Between which points a path is asked for: ids, and IP addresses. */
export interface ControllerPathAsked {
  readonly project: string
  readonly network: string
  readonly source: string
  readonly destination: string
}

/** The way of a packet, as a controller sees it. */
export interface ControllerPath extends ControllerPathAsked {
  readonly controller: string
  /** In the word of the controller; null: it does not say. */
  readonly result: string | null
  readonly error: string | null
  readonly logical_path: readonly Json[]
  readonly physical_path: readonly Json[]
}

/** What happened to a controller. */
export interface ControllerEvent {
  readonly controller: string
  readonly event: 'phase' | 'endpoint' | 'breaker' | 'refused' | 'drift' | 'resync'
  readonly time: string
  readonly detail: Json
}

const root = '/v1/controllers'

/** A name may be `backend/name`. */
const pathOf = (name: string, ...more: readonly string[]) =>
  [root, ...name.split('/').map(encodeURIComponent), ...more].join('/')

/** The controllers that a server tells about its networks. For administrators. */
export class Controllers {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  async list(signal?: AbortSignal): Promise<readonly Controller[]> {
    const { body } = await this.#transport.send({ method: 'GET', path: root, signal })
    return (body as unknown as { controllers: readonly Controller[] }).controllers
  }

  async show(name: string, signal?: AbortSignal): Promise<Controller> {
    const { body } = await this.#transport.send({ method: 'GET', path: pathOf(name), signal })
    return body as unknown as Controller
  }

  /** What it has acknowledged or refuses, in the order of kind and id, page by page. */
  async *deliveries(
    name: string,
    query: {
      readonly state?: ControllerDelivery['state']
      readonly pageSize?: number
      readonly signal?: AbortSignal
    } = {},
  ): AsyncGenerator<readonly ControllerDelivery[], void, undefined> {
    const { state, pageSize = 500, signal } = query
    let after: string | undefined
    for (;;) {
      const parameters = new URLSearchParams({ limit: String(pageSize) })
      if (state !== undefined) parameters.set('state', state)
      if (after !== undefined) parameters.set('after', after)
      const call = { method: 'GET', path: pathOf(name, 'deliveries'), query: parameters, signal } as const
      const { body } = await this.#transport.send(call)
      const { deliveries } = body as unknown as { deliveries: readonly ControllerDelivery[] }
      if (deliveries.length > 0) yield deliveries
      const last = deliveries.at(-1)
      if (last === undefined || deliveries.length < pageSize) return
      after = `${last.kind}/${last.id}`
    }
  }

  /**
   * What a controller lacks, has otherwise or has too much, as it is found. Nothing is changed.
   * @throws ApiError also when the comparison breaks off: what was told then is not all
   */
  async *diff(name: string, signal?: AbortSignal): AsyncGenerator<ControllerDrift, void, undefined> {
    const headers = { accept: 'application/x-ndjson, application/problem+json' }
    const response = await this.#transport.open({ method: 'GET', path: pathOf(name, 'diff'), headers, signal })
    for await (const line of linesOf(response)) {
      const told = JSON.parse(line) as ControllerDrift | { readonly complete: boolean; readonly fault?: ShownFault }
      if (!('complete' in told)) yield told
      else if (told.complete) return
      else if (told.fault !== undefined) throw new ApiError(503, [{ status: 503, ...told.fault }])
    }
    const values = { url: this.#transport.url, status: response.status, reason: 'the comparison broke off' }
    throw new ApiError(0, [clientErrors.fault('server.answer', values)])
  }

  /** Which way a packet would take. @throws ApiError 501 where the controller cannot be asked */
  async testPath(name: string, asked: ControllerPathAsked, signal?: AbortSignal): Promise<ControllerPath> {
    const query = new URLSearchParams({ ...asked })
    const { body } = await this.#transport.send({ method: 'GET', path: pathOf(name, 'testpath'), query, signal })
    return body as unknown as ControllerPath
  }

  resync(
    name: string,
    scope: ResyncScope = { scope: 'auto' },
    { force = false, ...options }: ControllerOptions & { readonly force?: boolean } = {},
  ): Promise<ControllerResynced> {
    return this.#act(name, 'resync', { ...scope, ...(force ? { force } : {}) }, options)
  }

  /** Tries again what it refused: one thing, or all without one. */
  retry(name: string, thing?: ControllerThing, options: ControllerOptions = {}): Promise<ControllerRetried> {
    return this.#act(name, 'retry', { ...thing }, options)
  }

  pause(name: string, options: ControllerOptions = {}): Promise<ControllerSwitched> {
    return this.#act(name, 'pause', {}, options)
  }

  resume(name: string, options: ControllerOptions = {}): Promise<ControllerSwitched> {
    return this.#act(name, 'resume', {}, options)
  }

  drain(name: string, options: ControllerOptions = {}): Promise<ControllerSwitched> {
    return this.#act(name, 'drain', {}, options)
  }

  async #act<T>(name: string, verb: string, body: Json, { dryRun, signal }: ControllerOptions): Promise<T> {
    const query = new URLSearchParams(dryRun ? { dry_run: 'true' } : {})
    const answer = await this.#transport.send({ method: 'POST', path: pathOf(name, verb), query, body, signal })
    return answer.body as unknown as T
  }
}

/** The whole lines of an answer, as they come. */
async function* linesOf(response: Response): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    const lines = (text + decoder.decode(chunk, { stream: true })).split('\n')
    text = lines.pop() ?? ''
    yield* lines
  }
}
