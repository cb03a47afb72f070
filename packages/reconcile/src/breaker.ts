import type { Clock } from '@baryon/kit'
import type { Breaker } from './report.ts'

/** Calls in a row that nobody answered, after which a target is left alone. */
const tolerated = 3

/** Keeps calls from a target that is away: open after some that nobody answered, half open after a probe that somebody did, closed by a call. */
export class CircuitBreaker {
  readonly #clock: Clock
  #state: Breaker = 'closed'
  #failures = 0
  #since: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#since = clock.now()
  }

  get state(): Breaker {
    return this.#state
  }

  /** Milliseconds since the epoch. */
  get since(): number {
    return this.#since
  }

  /** Somebody answered a call. */
  answered(): void {
    this.#failures = 0
    this.#become('closed')
  }

  /** Nobody answered a call, or a probe. */
  unanswered(): void {
    this.#failures += 1
    if (this.#state !== 'closed' || this.#failures >= tolerated) this.#become('open')
  }

  /** Somebody answered a probe: one call may try. */
  probed(): void {
    this.#failures = 0
    if (this.#state === 'open') this.#become('half-open')
  }

  #become(state: Breaker) {
    if (state === this.#state) return
    this.#state = state
    this.#since = this.#clock.now()
  }
}
