import { type Fault, Refusal } from '@baryon/kit'
import { Engine, type EngineOptions } from './engine.ts'
import { reconcileErrors } from './errors.ts'
import type { Key, Revision } from './intent.ts'
import { textOf } from './key.ts'
import type { Ledger, Mode } from './ledger.ts'
import type { Drift, Report, Resynced, Scope } from './report.ts'
import { drifts } from './resync/drift.ts'
import { standingOf, verdictOn } from './standing.ts'
import type { StandingAtTarget } from './statuses.ts'

/** Counting takes longer the more there is: from so many things on they are counted once in as many milliseconds as there are thousands. */
const manyThings = 10_000

/** Keeps one target in step with what is wanted: reads the journal, tells the target, keeps what it acknowledged, repairs. This is its door. */
export class Reconciler {
  readonly #options: EngineOptions
  readonly #engine: Engine
  #counted: { readonly counts: Awaited<ReturnType<Ledger['counts']>>; readonly until: number } | undefined

  constructor(options: EngineOptions) {
    this.#options = options
    this.#engine = new Engine(options)
  }

  get name(): string {
    return this.#options.target.name
  }

  get mode(): Mode {
    return this.#engine.condition.mode
  }

  get cursor(): Revision {
    return this.#engine.book.cursor
  }

  takes(kind: string): boolean {
    return this.#engine.takes(kind)
  }

  start(): Promise<void> {
    return this.#engine.start()
  }

  /** Calls under way may end within a moment; what is acknowledged is kept. */
  stop(): Promise<void> {
    return this.#engine.stop()
  }

  setMode(mode: Mode): Promise<void> {
    return this.#engine.setMode(mode)
  }

  async resync(scope: Scope, options: { readonly dryRun: boolean; readonly force: boolean }): Promise<Resynced> {
    const fault = options.dryRun ? undefined : this.#engine.condition.refusal()
    if (fault === undefined) return this.#engine.repairer.resync(scope, options)
    return { target: this.name, scope: scope.what, dryRun: false, updates: 0, removals: 0, examples: [], fault }
  }

  diff(signal: AbortSignal): AsyncIterable<Drift> {
    return drifts(this.#engine.site(), signal)
  }

  async retry(key: Key): Promise<void> {
    const { backend, source, clock } = this.#options
    const { book, queue, condition } = this.#engine
    const [row] = await book.get([key])
    const known = row !== undefined || queue.has(textOf(key))
    if (!this.takes(key.kind) || (!known && (await backend.projection.desired(key, source.newest())) === undefined))
      throw new Refusal(reconcileErrors.fault('target.thing.unknown', { target: this.name, ...key }))
    condition.known()
    queue.add({ key, from: Number.POSITIVE_INFINITY, since: clock.now(), force: true })
    queue.hurry(textOf(key))
    this.#engine.wake()
  }

  /** Whether things, as they are at a revision, were taken; the fault if one is set aside. */
  verdict(keys: readonly Key[], revision: Revision): Promise<'pending' | 'taken' | Fault> {
    const { queue, book, intake } = this.#engine
    const own = keys.filter(({ kind }) => this.takes(kind))
    return verdictOn({ queue, book, hasSeen: to => intake.hasSeen(to) }, own, revision)
  }

  /** What is known of things, and whether they wait to be told. */
  standing(keys: readonly Key[]): Promise<readonly StandingAtTarget[]> {
    return standingOf(this.#engine, keys)
  }

  get behind(): number {
    return Math.max(0, this.#options.source.head() - this.cursor)
  }

  async report(): Promise<Report> {
    const { source, target, clock } = this.#options
    const { condition, calls, breaker, concurrency, queue } = this.#engine
    const { mode, phase, since, reason } = condition
    const { sent, retries, latency } = calls
    const { drift } = this.#engine.repairer
    const { there, refused } = await this.#counts()
    const oldest = await this.#oldest()
    return {
      ...{ target: this.name, mode, phase, since },
      ...(reason === undefined ? {} : { reason }),
      ...{ endpoints: target.endpoints(), breaker: breaker.state, cursor: this.cursor, head: source.head() },
      ...{ waiting: queue.length, behind: this.behind, there, refused },
      oldest: oldest === undefined ? 0 : Math.max(0, clock.now() - oldest),
      ...{ sent, retries, concurrency: concurrency.limit, latency: latency.percentiles() },
      ...(drift === undefined ? {} : { drift }),
    }
  }

  async #counts() {
    const { ledger, clock } = this.#options
    if (this.#counted !== undefined && clock.now() < this.#counted.until) return this.#counted.counts
    const counts = await ledger.counts(this.name)
    const things = counts.there + counts.refused
    this.#counted = { counts, until: things < manyThings ? 0 : clock.now() + things / 1000 }
    return counts
  }

  async #oldest(): Promise<number | undefined> {
    if (this.behind === 0) return
    const stretch = await this.#options.source.after(this.cursor, 1)
    return stretch?.changes[0]?.time ?? this.#engine.queue.oldest()
  }
}
