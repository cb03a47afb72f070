import type { Clock, Fault, Json, Logger } from '@baryon/kit'
import type { CircuitBreaker } from './breaker.ts'
import { reconcileErrors } from './errors.ts'
import type { Mode } from './ledger.ts'
import type { Phase } from './report.ts'
import type { Bell } from './wait.ts'

export interface ConditionOptions {
  readonly target: string
  readonly clock: Clock
  readonly logger: Logger
  readonly breaker: Pick<CircuitBreaker, 'state'>
  /** Rung when the target should be asked how it is, and when it may be time to repair it. */
  readonly health: Bell
  readonly repair: Bell
  /** Why nobody answered, the last time that nobody did. */
  reasonAway(): Fault | undefined
  event(event: 'phase' | 'breaker', detail: Json): void
}

/** A repair that is under way. */
interface Repair {
  readonly abort: AbortController
  /** Nobody asked for it. */
  readonly isOwn: boolean
  /** Whether it began knowing that the target diverged. */
  readonly knows: boolean
  /** What the target said of that since, if it did not. */
  heard?: Fault
}

/** How a target is served: how somebody wants it, what hinders that, and the phase that follows from both. */
export class Condition {
  readonly #options: ConditionOptions
  mode: Mode = 'running'
  #denied: Fault | undefined
  #diverged: Fault | undefined
  #braked: Fault | undefined
  #repair: Repair | undefined
  #phase: Phase = 'starting'
  #since: number
  #breakerSeen = 'closed'

  constructor(options: ConditionOptions) {
    this.#options = options
    this.#since = options.clock.now()
  }

  /** It does not know us. */
  get denied(): Fault | undefined {
    return this.#denied
  }

  /** It says that it has another state than it was told. */
  get diverged(): Fault | undefined {
    return this.#diverged
  }

  /** A repair was stopped by the brake, and waits for somebody. */
  get braked(): Fault | undefined {
    return this.#braked
  }

  /** Nobody answers there. */
  get away(): boolean {
    return this.#options.breaker.state === 'open'
  }

  get repairing(): boolean {
    return this.#repair !== undefined
  }

  get phase(): Phase {
    return this.#phase
  }

  /** Since when it is in its phase (milliseconds since the epoch). */
  get since(): number {
    return this.#since
  }

  /** Whether things may be told. */
  get tells(): boolean {
    return this.mode !== 'paused' && !this.away && this.#denied === undefined && this.#diverged === undefined
  }

  /** Whether it may be repaired without being asked. */
  get mends(): boolean {
    return this.mode !== 'paused' && !this.away && this.#denied === undefined && this.#braked === undefined
  }

  /** Nothing more is told before somebody looks. */
  hinder(why: 'denied' | 'braked', fault: Fault): void {
    const known = why === 'denied' ? this.#denied : this.#braked
    if (why === 'denied') this.#denied = fault
    else this.#braked = fault
    this.interrupt()
    this.observe()
    if (known === undefined) this.#options.health.ring()
  }

  /** Nothing more is told before it is repaired. */
  diverge(fault: Fault): void {
    const { logger, target, repair } = this.#options
    if (this.#diverged === undefined)
      logger.warn({ target, fault: fault.message }, 'a target has another state than it was told')
    this.#diverged = fault
    this.interrupt()
    this.observe()
    repair.ring()
  }

  /**
   * It says that it has another state, and may have been asked before the repair that is under way. One that does not know this does not mend it:
   * it begins anew, or, where somebody waits for it, goes on to its end.
   */
  hears(fault: Fault): void {
    if (this.#repair?.knows === true) return
    if (this.#repair?.isOwn === false) this.#repair.heard = fault
    else this.diverge(fault)
  }

  /** A repair that began did not help, or not with everything. */
  stillDiverged(fault: Fault): void {
    this.#diverged ??= fault
    this.#options.repair.ring()
  }

  /** It knows us, as far as is known; or somebody wants it to be tried. */
  known(): void {
    this.#denied = undefined
  }

  /** It was looked at, or somebody looked. */
  released(): void {
    this.#braked = undefined
  }

  /** Its state is what it was told, or is about to be. */
  agrees(): void {
    this.#diverged = undefined
  }

  /** A repair begins; it ends when the signal aborts. */
  repairs(isOwn: boolean): AbortSignal {
    const abort = new AbortController()
    this.#repair = { abort, isOwn, knows: this.#diverged !== undefined }
    this.observe()
    return abort.signal
  }

  /** @returns what the target said meanwhile */
  repaired(): Fault | undefined {
    const heard = this.#repair?.heard
    this.#repair = undefined
    this.observe()
    return heard
  }

  /** Ends the repair under way. */
  interrupt(): void {
    this.#repair?.abort.abort()
  }

  /** Why it cannot be told anything by somebody who asks for it. */
  refusal(): Fault | undefined {
    const { target, reasonAway } = this.#options
    if (this.mode !== 'running') return reconcileErrors.fault('resync.paused', { target, mode: this.mode })
    if (this.#denied !== undefined) return this.#denied
    if (!this.away) return
    return reconcileErrors.fault('target.away', { target, reason: reasonAway()?.message ?? 'nobody answers' })
  }

  /** Why it is in its phase. */
  get reason(): Fault | undefined {
    if (this.#phase === 'denied') return this.#denied
    if (this.#phase === 'braked') return this.#braked
    if (this.#phase === 'resyncing') return this.#diverged
    return this.#phase === 'away' ? this.#options.reasonAway() : undefined
  }

  #phaseNow(): Phase {
    if (this.mode === 'paused') return 'paused'
    if (this.#denied !== undefined) return 'denied'
    if (this.away) return 'away'
    if (this.#braked !== undefined) return 'braked'
    if (this.#diverged !== undefined || this.repairing) return 'resyncing'
    return this.mode === 'draining' ? 'draining' : 'following'
  }

  /** Tells of what changed. */
  observe(): void {
    const { event, clock, logger, target } = this.#options
    this.#observeBreaker()
    const phase = this.#phaseNow()
    if (phase === this.#phase) return
    this.#phase = phase
    this.#since = clock.now()
    const reason = this.reason?.message
    logger.info({ target, phase, reason }, 'a target is served otherwise')
    event('phase', { phase, reason: reason ?? null })
  }

  #observeBreaker() {
    const { breaker, event, health, repair } = this.#options
    if (breaker.state === this.#breakerSeen) return
    this.#breakerSeen = breaker.state
    event('breaker', { breaker: breaker.state })
    if (this.away) this.interrupt()
    health.ring()
    repair.ring()
  }
}
