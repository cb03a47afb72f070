import { Readable } from 'node:stream'
import { Places } from '@baryon/kit'
import { type Dispatcher, Pool } from 'undici'
import type { Controller } from '../config/load.ts'
import { call, type Leaving } from './call.ts'
import { ConnectError, connectorOf } from './connector.ts'
import { gathered } from './gathered.ts'
import { Material } from './material.ts'

export interface Sending {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** Name, value, name, value: sent in this order and spelling. */
  readonly headers: readonly string[]
  readonly body: string | AsyncIterable<string>
  /** Milliseconds until the answer begins; without it what the client was made with. */
  readonly patience?: number
  /** Takes long by nature: it is not left because others get no answer meanwhile. */
  readonly lasting?: boolean
}

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** As much of it as was asked for. */
  readonly body: string
  /** Milliseconds until it began. */
  readonly latency: number
}

/**
 * Nothing came back. `connect` and `untrusted`: nothing was sent. `lost`: it was sent, and the connection broke; `late`: it was sent, and no answer
 * came in time. `stopped`: the caller does not want it any more.
 */
export interface Silence {
  readonly phase: 'connect' | 'untrusted' | 'lost' | 'late' | 'stopped'
  readonly reason: string
}

export type Reply = Answer | Silence

export interface Deadlines {
  /** Milliseconds. */
  readonly connect: number
  readonly answer: number
  readonly body: number
}

/** The other side ended a connection. */
const broken: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

const lateCodes: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

function silence(error: unknown, signal: AbortSignal, deadlines: Deadlines): Silence {
  if (error instanceof ConnectError) return { phase: error.phase, reason: error.message }
  if (error instanceof LeftError) return { phase: 'late', reason: error.message }
  if (signal.aborted) return { phase: 'stopped', reason: 'nobody waits for it any more' }
  const { code, message } = error as { code?: string; message?: string }
  if (lateCodes.has(code ?? ''))
    return {
      phase: 'late',
      reason: `no answer within ${code === 'UND_ERR_BODY_TIMEOUT' ? deadlines.body : deadlines.answer} ms`,
    }
  if (code !== undefined && /^ERR_SSL_.*(CERTIFICATE|UNKNOWN_CA)/.test(code))
    return { phase: 'untrusted', reason: `it refuses our certificate: ${message}` }
  return { phase: 'lost', reason: message || code || 'the connection broke' }
}

/** Of an error that HTTP itself does not explain: a bug of ours, or what made the body failed. */
class BodyError extends Error {}

/** Nobody waits for its answers any more. */
class LeftError extends Error {}

/** Connections to one controller. Every call ends: by an answer, by a deadline or by its signal. */
export class Client {
  readonly #controller: Controller
  readonly #deadlines: Deadlines
  readonly #connections: number
  readonly #material: Material
  readonly #broken: () => void
  readonly #leaving: Leaving = new Places()
  #pool: Pool

  /**
   * @param connections open at a time at most
   * @param broken called when the other side ends a connection: it may have been restarted
   */
  constructor(controller: Controller, deadlines: Deadlines, connections: number, broken = () => {}) {
    this.#broken = broken
    this.#controller = controller
    this.#deadlines = deadlines
    this.#connections = connections
    this.#material = new Material(controller)
    this.#pool = this.#open()
  }

  #open(): Pool {
    const { connect, answer, body } = this.#deadlines
    const pool = new Pool(this.#controller.url, {
      connect: connectorOf(this.#controller, this.#material, connect),
      connections: this.#connections,
      pipelining: 1,
      headersTimeout: answer,
      bodyTimeout: body,
      allowH2: false,
    })
    // A connection that we end because it is idle is another case
    pool.on('disconnect', (_url, _targets, error) => {
      if (broken.has((error as { code?: string }).code ?? '')) this.#broken()
    })
    return pool
  }

  /** @param most characters of the answer's body that are kept; what is longer is cut */
  async send(sending: Sending, signal: AbortSignal, most = 1_000_000): Promise<Reply> {
    const leaving = sending.lasting === true ? undefined : this.#leaving
    const started = performance.now()
    try {
      const { status, headers, body, begun } = await this.#calling(sending, options =>
        call(this.#pool, options, { signal, most, leaving }),
      )
      return { status, headers, body, latency: begun - started }
    } catch (error) {
      if (error instanceof BodyError) throw error.cause
      return silence(error, signal, { ...this.#deadlines, answer: sending.patience ?? this.#deadlines.answer })
    }
  }

  /** The same, with the answer's body as it comes; a silence that comes in the middle of it is thrown as {@link BrokenOff}. */
  async read(
    sending: Sending,
    signal: AbortSignal,
  ): Promise<Silence | (Answer & { readonly chunks: AsyncIterable<string> })> {
    const started = performance.now()
    try {
      const answer = await this.#calling(sending, options => this.#pool.request({ ...options, signal }))
      const latency = performance.now() - started
      const chunks = textChunks(answer.body, error => silence(error, signal, this.#deadlines))
      return { status: answer.statusCode, headers: answer.headers, body: '', latency, chunks }
    } catch (error) {
      return silence(error, signal, this.#deadlines)
    }
  }

  async #calling<T>(
    { method, path, headers, body, patience }: Sending,
    call: (options: Dispatcher.DispatchOptions) => Promise<T>,
  ): Promise<T> {
    let broken: BodyError | undefined
    const failing = (error: unknown) => {
      broken = new BodyError('the body', { cause: error })
    }
    try {
      return await call({
        method,
        path,
        headers: headers as string[],
        body: typeof body === 'string' ? body : Readable.from(gathered(body, failing), { objectMode: false }),
        // A body with GET or DELETE would close the connection otherwise
        reset: false,
        ...(patience === undefined ? {} : { headersTimeout: patience }),
      })
    } catch (error) {
      throw broken ?? error
    }
  }

  /** Goes on with certificates that changed since; calls that are under way end as they began. */
  async refresh(): Promise<void> {
    if (!this.#controller.url.startsWith('https:')) return
    if (!(await this.#material.refresh().catch(() => false))) return
    const old = this.#pool
    this.#pool = this.#open()
    old.close().catch(() => {})
  }

  /** Calls that are under way end as if their answers were late; those that last long by nature go on. */
  abandon(reason: string): void {
    for (const leave of this.#leaving.all()) leave(new LeftError(reason))
  }

  /** Calls that are under way end at once. */
  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}

/** An answer that ended before it was complete. */
export class BrokenOff extends Error {
  readonly silence: Silence

  constructor(silence: Silence) {
    super(silence.reason)
    this.name = 'BrokenOff'
    this.silence = silence
  }
}

async function* textChunks(body: AsyncIterable<Buffer>, silent: (error: unknown) => Silence): AsyncIterable<string> {
  const decoder = new TextDecoder()
  const iterator = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await iterator.next().catch(error => {
        throw new BrokenOff(silent(error))
      })
      if (next.done) return
      yield decoder.decode(next.value, { stream: true })
    }
  } finally {
    await iterator.return?.()
  }
}
