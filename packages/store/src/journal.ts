import { failure, type Result, success } from '@baryon/kit'
import type { CommitLane } from './commit.ts'
import { compactJournal } from './compact.ts'
import type { Entry, Journal, JournalFilter, Revision } from './contract.ts'
import type { Session, SqlLanguage } from './driver.ts'
import { EntryReader } from './entry-reader.ts'
import { storeErrors } from './errors.ts'
import type { JournalState } from './journal-state.ts'
import { orThrow } from './or-throw.ts'
import type { Queries } from './query/queries.ts'

/** The newest entry up to a revision: some may be forgotten. */
const selectNear = 'select revision, time from baryon_journal where revision <= ? order by revision desc limit 1'
export const selectCursor = 'select revision from baryon_cursor where reader = ?'
export const advanceCursor = `insert into baryon_cursor (reader, revision) values (?, ?)
  on conflict (reader) do update set revision = excluded.revision`

/** The journal as its readers see it. */
export class SqlJournal implements Journal {
  readonly #entries: EntryReader
  readonly #session: Session
  readonly #state: JournalState
  readonly #lane: CommitLane

  constructor(language: SqlLanguage, queries: Queries, session: Session, state: JournalState, lane: CommitLane) {
    this.#entries = new EntryReader(language, queries, session)
    this.#session = session
    this.#state = state
    this.#lane = lane
  }

  head(): Revision {
    return this.#state.head
  }

  horizon(): Revision {
    return this.#state.horizon
  }

  async after(revision: Revision, limit: number, filter: JournalFilter = {}): Promise<Result<readonly Entry[]>> {
    const entries = await this.#entries.read(revision, this.#state.head, limit, filter)
    // Asked after reading: the journal may have been compacted meanwhile.
    const { horizon } = this.#state
    if (revision < horizon) return failure(storeErrors.fault('revision.compacted', { horizon, revision }))
    return success(entries)
  }

  async at(time: number): Promise<Revision> {
    const newest = await this.#newestAt(time)
    return time < this.#state.horizonTime ? newest : Math.max(newest, this.#state.horizon)
  }

  /** Times never go back, so revisions are in the order of their times. */
  async #newestAt(time: number): Promise<Revision> {
    let newest = 0
    let below = 0
    let above = this.#state.head + 1
    while (below + 1 < above) {
      const middle = Math.floor((below + above) / 2)
      const [revision, then] = (await this.#session.get(selectNear, [middle])) ?? [0, 0]
      if (Number(then) > time) above = Number(revision)
      else [newest, below] = [Number(revision), middle]
    }
    return newest
  }

  subscribe(listener: (entries: readonly Entry[]) => void): () => void {
    return this.#lane.subscribe(listener)
  }

  async cursor(reader: string): Promise<Revision> {
    const row = await this.#session.get(selectCursor, [reader])
    return Number(row?.[0] ?? 0)
  }

  async advance(reader: string, revision: Revision): Promise<void> {
    orThrow(await this.#lane.maintain(async session => session.run(advanceCursor, [reader, revision])))
  }

  compact(revision: Revision): Promise<number> {
    return compactJournal(this.#lane, this.#state, revision)
  }
}
