import type { Entry, Revision } from './contract.ts'

/** Where the journal ends and begins, kept in memory. The commit lane and compaction alone change it, after the database has. */
export class JournalState {
  /** Newest revision that is on disk. */
  head: Revision
  /** Newest revision that is committed; it is on disk a moment later. */
  committed: Revision
  /** Time of what was committed last. */
  time: number
  /** Entries up to this revision may be gone. */
  horizon: Revision
  /** Time of the horizon. */
  horizonTime: number
  readonly #lastOf = new Map<string, Revision>()

  constructor(head: Revision, time: number, horizon: Revision, horizonTime: number) {
    this.head = head
    this.committed = head
    this.time = time
    this.horizon = horizon
    this.horizonTime = horizonTime
  }
  /** The last entry about a kind that this process committed, or tried to. */
  lastOf(service: string, kind: string): Revision {
    return this.#lastOf.get(`${service}/${kind}`) ?? 0
  }

  /** To be called before they are committed. */
  writes(entries: readonly Entry[]): void {
    for (const { service, kind, revision } of entries) this.#lastOf.set(`${service}/${kind}`, revision)
  }
}
