/** Targets in a thread of their own, so that what they do (bodies, TLS, HTTP) takes no time from who waits for an answer of the API. */
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Logger } from '@baryon/kit'
import { Line } from './line.ts'
import { RemoteTarget } from './remote-target.ts'
import { type Introduced, type Served, type Shown, serve } from './serve.ts'

/** Milliseconds until a thread that ended by itself is begun again. */
const recovery = 1000

/** Milliseconds that targets have to close. */
const grace = 2000

export interface ThreadOptions {
  /** The module that calls {@link serveThread}. */
  readonly module: URL
  /** What that is given. */
  readonly data: unknown
  readonly logger: Logger
}

/** In the thread: has the targets that the thread which began it sees. */
export function serveThread(make: (data: unknown) => Served): void {
  const port = parentPort
  if (port === null) throw new Error('this module runs in a thread of its own')
  const receive = serve({ post: text => port.postMessage(text) }, make(workerData))
  port.on('message', receive)
}

/** A thread with targets. When it ends by itself, it is begun again. */
export class TargetThread {
  readonly #options: ThreadOptions
  readonly #targets = new Map<string, RemoteTarget>()
  #worker!: Worker
  #line!: Line
  #isStarted = false
  #isClosed = false
  #again: NodeJS.Timeout | undefined

  private constructor(options: ThreadOptions) {
    this.#options = options
  }

  /** Returns when the targets are there. */
  static async open(options: ThreadOptions): Promise<TargetThread> {
    const thread = new TargetThread(options)
    try {
      await thread.#begin()
      return thread
    } catch (error) {
      await thread.close()
      throw error
    }
  }

  get targets(): readonly RemoteTarget[] {
    return [...this.#targets.values()]
  }

  start(): void {
    this.#isStarted = true
    this.#line.tell('start')
  }

  /** Something of the others that it answers. @throws LineError */
  ask(name: string, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    return this.#line.ask(name, args, signal)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#again)
    const closed = this.#line.ask('close', []).catch(() => {})
    await Promise.race([closed, sleep(grace, undefined, { ref: false })])
    this.#line.cut('it was closed')
    await this.#worker.terminate()
  }

  async #begin(): Promise<void> {
    const { module, data } = this.#options
    const worker = new Worker(module, { workerData: data })
    const line = new Line(
      { post: text => worker.postMessage(text) },
      {
        shown: ([name, shown]) => this.#targets.get(String(name))?.show(shown as Shown),
        changed: ([name]) => this.#targets.get(String(name))?.changed(),
      },
    )
    worker.on('message', text => line.receive(text))
    let failure: unknown
    worker.on('error', error => {
      failure = error
    })
    worker.on('exit', () => this.#ended(line, failure))
    this.#worker = worker
    this.#line = line
    const introduced = (await line.ask('open', [])) as readonly Introduced[]
    for (const one of introduced) this.#meet(line, one)
    if (this.#isStarted) line.tell('start')
  }

  #meet(line: Line, introduced: Introduced) {
    const known = this.#targets.get(introduced.name)
    if (known === undefined) this.#targets.set(introduced.name, new RemoteTarget(line, introduced))
    else known.join(line, introduced)
  }

  #ended(line: Line, error: unknown) {
    const { logger } = this.#options
    line.cut(error instanceof Error ? error.message : 'the thread of the target ended')
    if (this.#isClosed) return
    logger.error({ err: error }, 'the thread of the targets ended: it is begun again')
    for (const target of this.#targets.values()) target.changed()
    this.#again = setTimeout(() => {
      this.#begin().catch(again => {
        if (!this.#isClosed) logger.error({ err: again }, 'the thread of the targets did not begin')
      })
    }, recovery)
  }
}
