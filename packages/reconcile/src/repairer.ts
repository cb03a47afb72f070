import type { Clock, Json } from '@baryon/kit'
import type { Condition } from './condition.ts'
import type { DriftSummary, Resynced, Scope } from './report.ts'
import { Resync } from './resync/resync.ts'
import type { Site } from './resync/site.ts'
import { backoff } from './wait.ts'

export interface RepairerOptions {
  readonly site: Site
  readonly condition: Condition
  readonly clock: Clock
  readonly random: () => number
  /** Nothing is repaired any more. */
  readonly stopping: AbortSignal
  event(event: 'drift' | 'resync', detail: Json): void
}

/** Whether a resync mends everything, whatever the target lost. */
const isWhole = ({ what }: Scope): boolean => ['auto', 'diff', 'bulk'].includes(what)

/** Brings a target back to what is wanted, when it says that its state is another, at the start, or when somebody asks for it: one repair at a time. */
export class Repairer {
  readonly #options: RepairerOptions
  /** It was told things by a process before this one, and nobody looked since whether it still has them. */
  #unseen = false
  /** Repairs in a row that did not help, and when the next is tried. */
  #rounds = 0
  #dueAt = 0
  #going: Promise<unknown> | undefined
  #drift: DriftSummary | undefined

  constructor(options: RepairerOptions) {
    this.#options = options
  }

  /** The newest comparison. */
  get drift(): DriftSummary | undefined {
    return this.#drift
  }

  /** The target was told things by a process before this one: it is looked whether it still has them. */
  begins(holds: boolean): void {
    const { target } = this.#options.site
    this.#unseen = holds && target.read !== undefined && target.describe().readable.length > 0
  }

  /** The target has what it was told. */
  helped(): void {
    this.#rounds = 0
  }

  /** Repairs what is to be repaired now. @returns in how many milliseconds it is to be tried again */
  async turn(): Promise<number> {
    const { condition, clock, random, site } = this.#options
    const { diverged } = condition
    if ((diverged === undefined && !this.#unseen) || !condition.mends) return Number.POSITIVE_INFINITY
    if (clock.now() < this.#dueAt) return this.#dueAt - clock.now()
    const again = this.#rounds > 0 && site.target.describe().bulk
    const scope: Scope = again ? { what: 'bulk' } : { what: 'auto' }
    const { fault } = await this.resync(scope, { dryRun: false, force: false }, true)
    if (fault?.code === 'resync.brake') {
      condition.hinder('braked', fault)
      return Number.POSITIVE_INFINITY
    }
    const isOver = fault === undefined || fault.code === 'resync.left'
    if (isOver) this.#unseen = false
    if (condition.diverged === undefined && isOver) {
      this.#rounds = site.target.intact === undefined ? 0 : this.#rounds + 1
      return Number.POSITIVE_INFINITY
    }
    this.#rounds += 1
    this.#dueAt = clock.now() + backoff(this.#rounds, random)
    return this.#dueAt - clock.now()
  }

  /** @param isOwn nobody asked for it */
  async resync(
    scope: Scope,
    options: { readonly dryRun: boolean; readonly force: boolean },
    isOwn = false,
  ): Promise<Resynced> {
    while (this.#going !== undefined) await this.#going
    const { condition, site, event, stopping } = this.#options
    const { diverged } = condition
    const signal = condition.repairs(isOwn)
    const run = {
      ...options,
      diverged: diverged !== undefined,
      signal,
      resume: () => this.#resume(signal),
      compared: (summary: DriftSummary) => {
        this.#drift = summary
        event('drift', { ...summary })
      },
    }
    if (stopping.aborted) condition.interrupt()
    const going = new Resync(site, scope, run).go()
    this.#going = going.catch(() => {})
    let isMended = false
    try {
      const { updates, removals, dryRun, fault } = await going
      isMended = isWhole(scope) && (fault === undefined || fault.code === 'resync.left')
      event('resync', { scope: scope.what, dryRun, updates, removals, fault: fault?.message ?? null })
      return await going
    } finally {
      this.#going = undefined
      if (diverged !== undefined && !isMended) condition.stillDiverged(diverged)
      const heard = condition.repaired()
      if (heard !== undefined && !(isMended && scope.what === 'bulk')) condition.diverge(heard)
      site.dispatch()
    }
  }

  /** Returns when no repair is under way. */
  async ended(): Promise<void> {
    await this.#going
  }

  #resume(signal: AbortSignal): void {
    const { condition, site } = this.#options
    // What interrupted it may be that the target diverged since
    if (!signal.aborted) condition.agrees()
    condition.released()
    site.queue.hurry()
    site.dispatch()
  }
}
