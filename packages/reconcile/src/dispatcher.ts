import type { Clock } from '@baryon/kit'
import type { CircuitBreaker } from './breaker.ts'
import type { Calls } from './calls.ts'
import type { Concurrency } from './concurrency.ts'
import type { Entry } from './entry.ts'
import { readyEnough } from './intake.ts'
import type { Queue } from './queue.ts'
import type { Target } from './target.ts'
import type { Bell } from './wait.ts'

export interface DispatcherOptions {
  readonly target: Pick<Target, 'describe'>
  readonly queue: Queue
  readonly breaker: Pick<CircuitBreaker, 'state'>
  readonly concurrency: Concurrency
  readonly calls: Pick<Calls, 'restUntil'>
  readonly clock: Clock
  /** Things that wait in memory at most. */
  readonly window: number
  /** What is tried rarely: puts those into the queue whose time has come. @returns when the next one's comes */
  due(now: number): number
  /** Rung when something is to be told later. */
  readonly timing: Bell
  /** Whether things may be told. */
  tells(): boolean
  /** The thing is settled, or back in the queue, when this returns. */
  tell(entry: Entry): Promise<void>
  /** A thing was told, whatever came of it. */
  told(): void
  /** There is room in the queue for a stretch of the journal. */
  roomy(): void
}

/** Takes things from the queue and has them told, as many at a time as the target answers well. */
export class Dispatcher {
  readonly #options: DispatcherOptions
  #holds = 0
  #running = 0
  #roomFor: PromiseWithResolvers<void>[] = []
  #idleFor: PromiseWithResolvers<void>[] = []

  constructor(options: DispatcherOptions) {
    this.#options = options
  }

  /** Has told what can be told now. */
  dispatch(): void {
    const { concurrency, target, queue, tell } = this.#options
    concurrency.most = target.describe().concurrency
    while (this.#tells() && this.#running < this.#atOnce()) {
      const entry = queue.take()
      if (entry === undefined) return
      this.#running += 1
      void tell(entry).finally(() => {
        this.#running -= 1
        this.#told(entry)
      })
    }
  }

  #tells(): boolean {
    const { tells, clock, calls } = this.#options
    return this.#holds === 0 && tells() && clock.now() >= calls.restUntil
  }

  #atOnce(): number {
    const { breaker, concurrency, target } = this.#options
    if (breaker.state === 'half-open') return 1
    const { concurrency: most, ahead = 0 } = target.describe()
    return concurrency.limit < most ? concurrency.limit : most + ahead
  }

  #told(entry: Entry): void {
    const { queue, window, timing, told, roomy } = this.#options
    told()
    this.dispatch()
    if (entry.state === 'later') timing.ring()
    // The journal is read in stretches, not an entry for each thing that is told; what waits for more of it must not wait for room.
    const hasRoom = queue.size <= window - Math.ceil(window / 4) && queue.ready <= readyEnough(window) / 2
    if (hasRoom || this.#running === 0) roomy()
    if (queue.size < window) for (const waiter of this.#roomFor.splice(0)) waiter.resolve()
    if (this.#running === 0) for (const waiter of this.#idleFor.splice(0)) waiter.resolve()
  }

  /** Wakes what waits for a time: the next thing that is told again, the end of a rest. @returns milliseconds until then */
  async turn(): Promise<number> {
    const { clock, queue, calls } = this.#options
    const now = clock.now()
    const due = Math.min(this.#options.due(now), queue.due(now))
    this.dispatch()
    const rest = calls.restUntil > now ? calls.restUntil : Number.POSITIVE_INFINITY
    return Math.max(1, Math.min(due, rest) - now)
  }

  /** Returns when there is room in the queue; false: the signal aborted before. */
  async room(signal: AbortSignal): Promise<boolean> {
    this.dispatch()
    while (!signal.aborted && this.#options.queue.size >= this.#options.window) {
      const waiter = Promise.withResolvers<void>()
      const abort = () => waiter.resolve()
      this.#roomFor.push(waiter)
      signal.addEventListener('abort', abort, { once: true })
      await waiter.promise
      signal.removeEventListener('abort', abort)
    }
    return !signal.aborted
  }

  /** Returns when nothing is being told. */
  async idle(): Promise<void> {
    if (this.#running === 0) return
    const waiter = Promise.withResolvers<void>()
    this.#idleFor.push(waiter)
    await waiter.promise
  }

  /** Nothing is told until it is released. @throws the reason of the signal, when it aborts before all calls have ended */
  async hold(signal: AbortSignal): Promise<() => void> {
    this.#holds += 1
    const aborted = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => aborted.resolve(), { once: true })
    if (!signal.aborted) await Promise.race([this.idle(), aborted.promise])
    let held = true
    const release = () => {
      if (held) this.#holds -= 1
      held = false
      this.dispatch()
    }
    // Calls may still be under way then.
    if (signal.aborted) release()
    signal.throwIfAborted()
    return release
  }
}
