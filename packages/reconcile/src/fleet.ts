import { type Clock, type Fault, type Json, type Logger, Refusal } from '@baryon/kit'
import type { Backend } from './backend.ts'
import { reconcileErrors } from './errors.ts'
import type { Change, Key, Revision, RowStatus, Source } from './intent.ts'
import type { Delivery, Ledger } from './ledger.ts'
import type { PathAsked, PathSeen } from './path.ts'
import { Reconciler } from './reconciler.ts'
import type { Drift, Report, Resynced, Scope } from './report.ts'
import { Statuses } from './statuses.ts'
import { realWait, type Wait } from './wait.ts'
import { type Delivered, Waiters } from './waiters.ts'

/** Something that operators want to see at once. */
export interface TargetEvent {
  readonly target: string
  readonly event: 'phase' | 'endpoint' | 'breaker' | 'refused' | 'drift' | 'resync'
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly detail: Json
}

export interface FleetOptions {
  readonly backend: Backend
  readonly source: Source
  readonly ledger: Ledger
  readonly clock: Clock
  readonly logger: Logger
  /**
   * Writes statuses to the status plane of the store, as observed at that revision; what is there already is not written again. A refusal is
   * logged; with any other error the cursor of the target stays where it is, and the status is said again.
   */
  note(statuses: readonly RowStatus[], revision: Revision): Promise<readonly (Fault | undefined)[]>
  /** A target has reached a revision. */
  progress(target: string, cursor: Revision): void
  /** Between 0 and 1. Simulations have their own, as they have their own `wait`. */
  readonly random?: () => number
  readonly wait?: Wait
}

/** All loops of one backend. */
export class Fleet {
  readonly #options: FleetOptions
  readonly #reconcilers: ReadonlyMap<string, Reconciler>
  readonly #waiters: Waiters
  readonly #listeners = new Set<(event: TargetEvent) => void>()

  constructor(options: FleetOptions) {
    this.#options = options
    const { backend, source, logger } = options
    const statuses = new Statuses({
      projection: backend.projection,
      source,
      logger,
      note: (said, revision) => options.note(said, revision),
      standings: (kind, keys) =>
        Promise.all([...this.#reconcilers.values()].filter(one => one.takes(kind)).map(one => one.standing(keys))),
    })
    this.#reconcilers = new Map(backend.targets.map(target => [target.name, this.#reconciler(target, statuses)]))
    this.#waiters = new Waiters([...this.#reconcilers.values()], backend.projection, source)
  }

  #reconciler(target: Backend['targets'][number], statuses: Statuses): Reconciler {
    const { backend, source, ledger, clock, logger, progress, random = Math.random, wait = realWait } = this.#options
    return new Reconciler({
      ...{ backend, target, source, ledger, clock, logger, random, wait },
      say: keys => statuses.say(keys),
      progress: cursor => progress(target.name, cursor),
      moved: text => this.#waiters.moved(text),
      event: (event, detail) => {
        for (const listener of this.#listeners) listener({ target: target.name, event, time: clock.now(), detail })
      },
    })
  }

  async start(): Promise<void> {
    for (const reconciler of this.#reconcilers.values()) await reconciler.start()
  }

  /** Calls under way get a moment to end. What was not told is told after the next start. */
  async stop(): Promise<void> {
    await Promise.all([...this.#reconcilers.values()].map(reconciler => reconciler.stop()))
  }

  get targets(): readonly string[] {
    return [...this.#reconcilers.keys()]
  }

  report(): Promise<readonly Report[]> {
    return Promise.all([...this.#reconcilers.values()].map(reconciler => reconciler.report()))
  }

  /** Taken as soon as one target took every thing that these changes concern; refused when all refuse; late when the signal aborts before. */
  delivered(changes: readonly Change[], signal: AbortSignal): Promise<Delivered> {
    return this.#waiters.wait(changes, signal)
  }

  /** The most revisions that any running target is behind. */
  backlog(): number {
    const running = [...this.#reconcilers.values()].filter(({ mode }) => mode === 'running')
    return Math.max(0, ...running.map(({ behind }) => behind))
  }

  /** Nothing more is told, over restarts too. What is under way ends. */
  async pause(target: string): Promise<void> {
    await this.#of(target).setMode('paused')
  }

  /** Goes on, also where the target did not know us, or the brake stopped a repair. */
  async resume(target: string): Promise<void> {
    await this.#of(target).setMode('running')
  }

  /** What is wanted until now is told, then it is paused. */
  async drain(target: string): Promise<void> {
    await this.#of(target).setMode('draining')
  }

  /** Returns when everything that was put on its way is told or set aside, or could not be. */
  async resync(
    target: string,
    scope: Scope,
    options: { readonly dryRun: boolean; readonly force: boolean },
  ): Promise<Resynced> {
    return this.#of(target).resync(scope, options)
  }

  /** Compares with what the target has; nothing is changed. Throws a refusal where that cannot be said. */
  diff(target: string, signal: AbortSignal): AsyncIterable<Drift> {
    return this.#of(target).diff(signal)
  }

  /** @throws Refusal `target.pathless` where the target has no such question, else with what kept it from answering */
  async testPath(target: string, asked: PathAsked, signal: AbortSignal): Promise<PathSeen> {
    const { backend, source } = this.#options
    const { name } = this.#of(target)
    const found = backend.targets.find(one => one.name === name)
    if (found?.testPath === undefined) throw new Refusal(reconcileErrors.fault('target.pathless', { target: name }))
    const answer = await found.testPath(asked, key => backend.projection.desired(key, source.newest()), signal)
    if ('fault' in answer) throw new Refusal(answer.fault)
    return answer.seen
  }

  async deliveries(
    target: string,
    query: { readonly state?: Delivery['state']; readonly after?: Key; readonly limit: number },
  ): Promise<readonly Delivery[]> {
    return this.#options.ledger.list(this.#of(target).name, query)
  }

  /** Tells a thing again, whatever came of it before. */
  async retry(target: string, key: Key): Promise<void> {
    await this.#of(target).retry(key)
  }

  /** @returns how to stop listening */
  onEvent(listener: (event: TargetEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #of(target: string): Reconciler {
    const reconciler = this.#reconcilers.get(target)
    if (reconciler !== undefined) return reconciler
    const targets = this.targets.map(name => `"${name}"`).join(', ')
    throw new Refusal(reconcileErrors.fault('target.unknown', { target, targets }))
  }
}
