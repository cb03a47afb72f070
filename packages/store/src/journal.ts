import { failure, type Result, success } from '@baryon/kit'
import { sql } from 'kysely'
import type { CommitLane } from './commit.ts'
import { compactJournal } from './compact.ts'
import type { Entry, Journal, JournalFilter, Revision } from './contract.ts'
import type { Session, SqlValue } from './driver.ts'
import { decodeEntry, entryColumns } from './entry.ts'
import { storeErrors } from './errors.ts'
import type { JournalState } from './journal-state.ts'
import { orThrow } from './or-throw.ts'
import type { Queries } from './query/queries.ts'
import { slot } from './query/source.ts'
import { and } from './query/where.ts'

const selectAt = 'select revision from baryon_journal where time <= ? order by time desc, revision desc limit 1'
const selectCursor = 'select revision from baryon_cursor where reader = ?'
const advanceCursor = `insert into baryon_cursor (reader, revision) values (?, ?)
  on conflict (reader) do update set revision = excluded.revision`

/** Conditions of a filter and their values; the name is that of its shape. */
function conditionsOf(filter: JournalFilter, values: SqlValue[]) {
  const bind = (value: SqlValue) => slot(values.push(value) - 1)
  const { plane, kinds, project, id } = filter
  const oneKind = (each: { service: string; kind: string }) =>
    sql`(${sql.ref('service')} = ${bind(each.service)} and ${sql.ref('kind')} = ${bind(each.kind)})`
  return [
    ...(plane === undefined ? [] : [sql`plane = ${bind(plane)}`]),
    ...(kinds === undefined
      ? []
      : [kinds.length === 0 ? sql`1 = 0` : sql`(${sql.join(kinds.map(oneKind), sql` or `)})`]),
    ...(project === undefined ? [] : [sql`project = ${bind(project)}`]),
    ...(id === undefined ? [] : [sql`id = ${bind(id)}`]),
  ]
}

const shapeOf = ({ plane, kinds, project, id }: JournalFilter) =>
  `journal ${plane !== undefined} ${kinds?.length} ${project !== undefined} ${id !== undefined}`

/** The journal as its readers see it. */
export class SqlJournal implements Journal {
  readonly #queries: Queries
  readonly #session: Session
  readonly #state: JournalState
  readonly #lane: CommitLane

  constructor(queries: Queries, session: Session, state: JournalState, lane: CommitLane) {
    this.#queries = queries
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
    const values: SqlValue[] = [revision, limit]
    const conditions = conditionsOf(filter, values)
    const { text, bind } = this.#queries.prepared(
      shapeOf(filter),
      () =>
        sql`select ${sql.raw(entryColumns)} from baryon_journal where ${and([sql`revision > ${slot(0)}`, ...conditions])}
          order by revision limit ${slot(1)}`,
    )
    const rows = await this.#session.all(text, bind(values))
    // Asked after reading: the journal may have been compacted meanwhile.
    const { horizon } = this.#state
    if (revision < horizon) return failure(storeErrors.fault('revision.compacted', { horizon, revision }))
    return success(rows.map(decodeEntry))
  }

  async at(time: number): Promise<Revision> {
    const row = await this.#session.get(selectAt, [time])
    const newest = Number(row?.[0] ?? 0)
    return time < this.#state.horizonTime ? newest : Math.max(newest, this.#state.horizon)
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
