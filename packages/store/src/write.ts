import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { sql } from 'kysely'
import type { Revision } from './contract.ts'
import { type Session, SqlFailure, type SqlValue } from './driver.ts'
import { ElementWriter, elementChanges } from './element-writer.ts'
import type { Queries } from './query/queries.ts'
import { slot } from './query/source.ts'
import { and } from './query/where.ts'
import type { Column } from './shape/column.ts'
import { type Marks, markColumns, type Shape } from './shape/shape.ts'

const encodeOf = (columns: readonly Column[], row: Row) => columns.map(({ name, encode }) => encode(row[name] ?? null))

const encodeMarks = (marks: Marks): SqlValue[] => [
  marks.revision,
  marks.intent,
  marks.observed,
  marks.created,
  marks.updated,
]

/** Writes rows and those of their element indexes. What is refused leaves nothing behind. The journal is not its business. */
export class TableWriter {
  readonly #queries: Queries
  readonly #session: Session
  readonly #elements: ElementWriter

  constructor(queries: Queries, session: Session) {
    this.#queries = queries
    this.#session = session
    this.#elements = new ElementWriter(queries, session)
  }

  async insert(shape: Shape, id: string, row: Row, marks: Marks): Promise<void> {
    const names = [...shape.own.map(({ stored }) => stored), ...markColumns]
    const { text } = this.#queries.prepared(`insert ${shape.kind.table}`, () => {
      const columns = sql.join(names.map(name => sql.ref(name)))
      const values = sql.join(names.map((_, index) => slot(index)))
      return sql`insert into ${sql.table(shape.kind.table)} (${columns}) values (${values})`
    })
    await this.#session.run(text, [...encodeOf(shape.own, row), ...encodeMarks(marks)])
    try {
      await this.#elements.apply(shape.kind, elementChanges(shape, id, undefined, row))
    } catch (error) {
      if (error instanceof Refusal) await this.#delete(shape, row)
      throw error
    }
  }

  /** Indexes of columns and elements that do not change are not touched, so only what changed is set. */
  async update(
    shape: Shape,
    id: string,
    before: Row,
    row: Row,
    changed: readonly Column[],
    marks: Marks,
  ): Promise<void> {
    const elements = elementChanges(shape, id, before, row, ({ list }) => changed.includes(list))
    await this.#elements.apply(shape.kind, elements)
    const names = [...changed.map(({ stored }) => stored), ...markColumns]
    const { text } = this.#queries.prepared(`update ${shape.kind.table} ${JSON.stringify(names)}`, () => {
      const sets = names.map((name, index) => sql`${sql.ref(name)} = ${slot(index)}`)
      return sql`update ${sql.table(shape.kind.table)} set ${sql.join(sets)} where ${this.#isKey(shape, names.length)}`
    })
    const values = [...encodeOf(changed, row), ...encodeMarks(marks), ...shape.keyValuesOf(row)]
    try {
      await this.#session.run(text, values)
    } catch (error) {
      if (error instanceof SqlFailure && !error.isTrouble) await this.#elements.undo(elements)
      throw error
    }
  }

  /** Sets nothing but the intent revision that the status was observed at. */
  async observe(shape: Shape, row: Row, observed: Revision): Promise<void> {
    const { text } = this.#queries.prepared(
      `observe ${shape.kind.table}`,
      () =>
        sql`update ${sql.table(shape.kind.table)} set ${sql.ref('_status')} = ${slot(0)} where ${this.#isKey(shape, 1)}`,
    )
    await this.#session.run(text, [observed, ...shape.keyValuesOf(row)])
  }

  async remove(shape: Shape, id: string, row: Row): Promise<void> {
    await this.#delete(shape, row)
    await this.#elements.apply(shape.kind, elementChanges(shape, id, row, undefined))
  }

  async #delete(shape: Shape, row: Row): Promise<void> {
    const { text } = this.#queries.prepared(
      `delete ${shape.kind.table}`,
      () => sql`delete from ${sql.table(shape.kind.table)} where ${this.#isKey(shape, 0)}`,
    )
    await this.#session.run(text, shape.keyValuesOf(row))
  }

  #isKey(shape: Shape, first: number) {
    return and(
      shape.key.map((index, position) => sql`${sql.ref(shape.columns[index]!.stored)} = ${slot(first + position)}`),
    )
  }
}
