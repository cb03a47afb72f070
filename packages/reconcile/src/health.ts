import type { Clock, Json, Logger } from '@baryon/kit'
import type { Aviary } from './aviary.ts'
import type { Limits } from './backend.ts'
import type { CircuitBreaker } from './breaker.ts'
import type { Calls } from './calls.ts'
import type { Condition } from './condition.ts'
import type { Queue } from './queue.ts'
import type { Outcome, Target } from './target.ts'
import { type Bell, jitter } from './wait.ts'

/** A target that does not know us is asked so much less often than one that is away. */
const deniedPatience = 10

export interface HealthOptions {
  readonly target: Target
  readonly limits: Pick<Limits, 'intactEvery' | 'probeEvery'>
  readonly condition: Condition
  readonly breaker: CircuitBreaker
  readonly calls: Pick<Calls, 'away'>
  readonly canaries: Aviary
  readonly queue: Pick<Queue, 'length' | 'hurry'>
  readonly clock: Clock
  readonly logger: Logger
  readonly random: () => number
  /** Rung when the target is to be asked. */
  readonly bell: Bell
  /** Ends every question. */
  readonly signal: AbortSignal
  /** It has what it was told. */
  intact(): void
  /** Something is otherwise than it was: everything that waits for it looks again. */
  wake(): void
  event(event: 'endpoint', detail: Json): void
}

/** Asks a target how it is: whether it is back, whether it knows us again, whether it still has what it was told. */
export class Health {
  readonly #options: HealthOptions
  #endpointsSeen = ''
  #askedAt = Number.NEGATIVE_INFINITY

  constructor(options: HealthOptions) {
    this.#options = options
  }

  /** Asks what is to be asked now. @returns in how many milliseconds it is to be asked again */
  async turn(): Promise<number> {
    const { target, limits, condition, random } = this.#options
    const { intactEvery, probeEvery } = limits
    const patience = intactEvery > 0 && target.intact !== undefined ? intactEvery : Number.POSITIVE_INFINITY
    if (condition.mode === 'paused') return Number.POSITIVE_INFINITY
    if (condition.denied !== undefined || condition.away) {
      await this.#probe()
      if (condition.denied !== undefined) return jitter(probeEvery * deniedPatience, random)
      if (condition.away) return jitter(probeEvery, random)
    }
    if (patience < Number.POSITIVE_INFINITY && !condition.repairing) {
      // One that ends every connection is not asked all the time
      const soon = Math.min(probeEvery, patience)
      const rest = this.#askedAt + soon - this.#options.clock.now()
      if (rest > 0 && rest <= soon) return rest
      this.#askedAt = this.#options.clock.now()
      const answered = await this.#askIntact()
      // One that is being restarted is asked again soon
      if (!answered) return jitter(soon, random)
    }
    return condition.away ? jitter(probeEvery, random) : patience
  }

  /** Endpoints changed, or one of them may have been restarted and have forgotten what it was told. */
  stirred(): void {
    const { target, event, bell } = this.#options
    const endpoints = target.endpoints()
    const seen = JSON.stringify(endpoints.map(({ name, active, health }) => [name, active, health]))
    const shown = () => endpoints.map(endpoint => ({ ...endpoint }))
    if (seen !== this.#endpointsSeen) event('endpoint', shown())
    this.#endpointsSeen = seen
    bell.ring()
  }

  async #probe(): Promise<void> {
    const { target, condition, breaker, queue, wake } = this.#options
    const outcome = await this.#ask(signal => target.probe(signal))
    if (outcome === undefined || (outcome.result === 'again' && outcome.away)) return
    if (outcome.result === 'denied') return condition.hinder('denied', outcome.fault)
    breaker.probed()
    condition.known()
    if (queue.length === 0 || condition.diverged !== undefined) breaker.answered()
    queue.hurry()
    wake()
  }

  /** @returns whether somebody answered */
  async #askIntact(): Promise<boolean> {
    const { target, canaries, breaker, condition, intact, wake } = this.#options
    const [kind] = target.describe().readable
    const asked = kind === undefined ? undefined : await canaries.next(kind)
    const outcome = await this.#ask(signal => target.intact?.(signal, asked) ?? Promise.resolve({ result: 'done' }))
    if (outcome === undefined) return false
    const away = outcome.result === 'again' && outcome.away
    if (away) breaker.unanswered()
    else breaker.answered()
    if (outcome.result === 'denied') condition.hinder('denied', outcome.fault)
    if (outcome.result === 'diverged') condition.hears(outcome.fault)
    if (outcome.result === 'done') intact()
    wake()
    return !away
  }

  /** Asks the target something of itself; undefined: stopped meanwhile. */
  async #ask(question: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome | undefined> {
    const { target, calls, signal, logger } = this.#options
    try {
      const outcome = await question(signal)
      if (outcome.result === 'again' && outcome.away) calls.away = outcome.fault
      return signal.aborted ? undefined : outcome
    } catch (error) {
      if (signal.aborted) return
      logger.error({ err: error, target: target.name }, 'a target could not be asked how it is')
      return
    }
  }
}
