import type { Clock, Fault, Json, Logger } from '@baryon/kit'
import type { Backend } from './backend.ts'
import type { Change, Key, Revision, RowStatus, Source } from './intent.ts'
import type { Delivery, Ledger } from './ledger.ts'
import type { Drift, Report, Resynced, Scope } from './report.ts'

/** What came of changes: a target has them, every target refuses them, or nobody said so in time. */
export type Delivered =
  | { readonly state: 'taken' }
  | { readonly state: 'refused'; readonly fault: Fault }
  | { readonly state: 'late' }

/** Something that operators want to see at once. */
export interface TargetEvent {
  readonly target: string
  readonly event: 'phase' | 'endpoint' | 'breaker' | 'refused' | 'drift' | 'resync'
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly detail: Json
}

/** Waits so many milliseconds, or until the signal aborts; it never throws. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export interface FleetOptions {
  readonly backend: Backend
  readonly source: Source
  readonly ledger: Ledger
  readonly clock: Clock
  readonly logger: Logger
  /** Writes a status to the status plane of the store, as observed at that revision. */
  note(status: RowStatus, revision: Revision): Promise<void>
  /** A target has reached a revision. */
  progress(target: string, cursor: Revision): void
  readonly random?: () => number
  readonly wait?: Wait
}

/** All loops of one backend. */
export class Fleet {
  constructor(_options: FleetOptions) {}

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  get targets(): readonly string[] {
    return []
  }
  async report(): Promise<readonly Report[]> {
    return []
  }
  /** taken: as soon as ONE target took every thing these changes concern; refused: when all refuse; late: aborted. */
  async delivered(_changes: readonly Change[], _signal: AbortSignal): Promise<Delivered> {
    throw new Error('not built yet')
  }
  /** The most revisions that any running target is behind. */
  backlog(): number {
    return 0
  }
  async pause(_target: string): Promise<void> {}
  async resume(_target: string): Promise<void> {}
  async drain(_target: string): Promise<void> {}
  async resync(
    _target: string,
    _scope: Scope,
    _options: { readonly dryRun: boolean; readonly force: boolean },
  ): Promise<Resynced> {
    throw new Error('not built yet')
  }
  /** Compares with what the target has; nothing is changed. */
  diff(_target: string, _signal: AbortSignal): AsyncIterable<Drift> {
    throw new Error('not built yet')
  }
  async deliveries(
    _target: string,
    _query: { readonly state?: Delivery['state']; readonly after?: Key; readonly limit: number },
  ): Promise<readonly Delivery[]> {
    return []
  }
  /** Tries a refused thing again. */
  async retry(_target: string, _key: Key): Promise<void> {}
  /** @returns how to stop listening */
  onEvent(_listener: (event: TargetEvent) => void): () => void {
    return () => {}
  }
}
