import type { Clock, Fault, Logger } from '@baryon/kit'
import type { CircuitBreaker } from './breaker.ts'
import type { Concurrency } from './concurrency.ts'
import { reconcileErrors } from './errors.ts'
import type { Key } from './intent.ts'
import { Latency } from './latency.ts'
import type { Outcome, Timed } from './target.ts'

/** No target is left alone longer than that because it asked for it (milliseconds). */
const restAtMost = 300_000

export interface CallsOptions {
  readonly target: string
  readonly clock: Clock
  readonly logger: Logger
  readonly breaker: CircuitBreaker
  readonly concurrency: Concurrency
  /** Ends every call that is under way. */
  readonly signal: AbortSignal
}

/** The calls to one target: counted, timed, and what they say of the target as a whole. */
export class Calls {
  readonly #options: CallsOptions
  readonly latency = new Latency()
  sent = 0
  retries = 0
  /** The target asked to be left alone until then (milliseconds since the epoch). */
  restUntil = 0
  /** Why nobody answered, the last time that nobody did. */
  away: Fault | undefined

  constructor(options: CallsOptions) {
    this.#options = options
  }

  /** Tells a thing. What is thrown is a defect of the backend: the thing is told again later. */
  async tell(key: Key, again: boolean, call: (signal: AbortSignal) => Promise<Outcome & Timed>): Promise<Outcome> {
    const { clock, concurrency, breaker } = this.#options
    this.sent += 1
    if (again) this.retries += 1
    const began = clock.now()
    const number = concurrency.begin()
    const outcome = await this.#guarded(key, call)
    this.latency.add(outcome.took ?? clock.now() - began)
    if (outcome.result !== 'again') concurrency.success()
    else concurrency.failure(number)
    if (outcome.result !== 'again' || !outcome.away) breaker.answered()
    else {
      this.away = outcome.fault
      breaker.unanswered()
    }
    if (outcome.result === 'again' && outcome.after !== undefined)
      this.restUntil = Math.max(this.restUntil, clock.now() + Math.min(outcome.after, restAtMost))
    return outcome
  }

  async #guarded(key: Key, call: (signal: AbortSignal) => Promise<Outcome & Timed>): Promise<Outcome & Timed> {
    const { target, logger, signal } = this.#options
    try {
      return await call(signal)
    } catch (error) {
      if (!signal.aborted) logger.error({ err: error, target, ...key }, 'a backend threw an error')
      const reason = error instanceof Error ? error.message : String(error)
      return { result: 'again', fault: reconcileErrors.fault('target.failed', { target, ...key, reason }), away: false }
    }
  }
}
