import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Entry, JournalFilter, Revision } from './contract.ts'
import type { Session, SqlLanguage, SqlValue } from './driver.ts'
import { decodeEntry, entryColumns } from './entry.ts'
import type { Queries } from './query/queries.ts'
import { slot } from './query/source.ts'
import { and } from './query/where.ts'

/** So many revisions are looked through before others have their turn; some milliseconds. */
const stretch = 10_000

const shapeOf = ({ plane, kinds, project, id }: JournalFilter) =>
  `journal ${plane !== undefined} ${kinds?.length} ${project !== undefined} ${id !== undefined}`

const isOfOneObject = ({ kinds, id }: JournalFilter) => id !== undefined && kinds?.length === 1

/** Reads the journal's lines in order. */
export class EntryReader {
  readonly #language: SqlLanguage
  readonly #queries: Queries
  readonly #session: Session

  constructor(language: SqlLanguage, queries: Queries, session: Session) {
    this.#language = language
    this.#queries = queries
    this.#session = session
  }

  /**
   * At most `limit` entries behind `after` and up to `last`. What was said of one object is found by its index;
   * otherwise the journal is walked in its order, in stretches, because few entries may pass the filter.
   */
  async read(after: Revision, last: Revision, limit: number, filter: JournalFilter): Promise<readonly Entry[]> {
    if (isOfOneObject(filter)) return this.#select(after, last, limit, filter)
    const entries: Entry[] = []
    for (let from = after; from < last && entries.length < limit; from += stretch) {
      if (from > after) await nextTurn()
      const found = await this.#select(from, Math.min(from + stretch, last), limit - entries.length, filter)
      entries.push(...found)
    }
    return entries
  }

  async #select(after: Revision, last: Revision, limit: number, filter: JournalFilter): Promise<readonly Entry[]> {
    const values: SqlValue[] = [after, last, limit]
    const conditions = this.#conditions(filter, values)
    const { text, bind } = this.#queries.prepared(
      shapeOf(filter),
      () => sql`select ${sql.raw(entryColumns)} from baryon_journal
        where ${and([sql`revision > ${slot(0)}`, sql`revision <= ${slot(1)}`, ...conditions])}
        order by revision limit ${slot(2)}`,
    )
    const rows = await this.#session.all(text, bind(values))
    return rows.map(decodeEntry)
  }

  #conditions(filter: JournalFilter, values: SqlValue[]): RawBuilder<unknown>[] {
    const { plane, kinds, project, id } = filter
    const isOf = (name: string, value: SqlValue) => {
      const column = isOfOneObject(filter) ? sql.ref(name) : this.#language.unindexed(sql.ref(name))
      return sql`${column} = ${slot(values.push(value) - 1)}`
    }
    const oneOf = (each: { readonly service: string; readonly kind: string }) =>
      and([isOf('service', each.service), isOf('kind', each.kind)])
    return [
      ...(plane === undefined ? [] : [isOf('plane', plane)]),
      ...(kinds === undefined
        ? []
        : [kinds.length === 0 ? sql`1 = 0` : sql`(${sql.join(kinds.map(oneOf), sql` or `)})`]),
      ...(project === undefined ? [] : [isOf('project', project)]),
      ...(id === undefined ? [] : [isOf('id', id)]),
    ]
  }
}
