import type { Row } from '@baryon/model'
import { sql } from 'kysely'
import type { Revision } from './contract.ts'
import type { Session, SqlValue } from './driver.ts'
import type { Queries } from './query/queries.ts'
import { slot } from './query/source.ts'
import { and } from './query/where.ts'
import type { Column } from './shape/column.ts'
import { type Links, type Marks, markColumns, type Shape } from './shape/shape.ts'

const encodeOf = (columns: readonly Column[], row: Row) => columns.map(({ name, encode }) => encode(row[name] ?? null))

const encodeMarks = (marks: Marks): SqlValue[] => [
  marks.revision,
  marks.intent,
  marks.observed,
  marks.created,
  marks.updated,
]

/** Writes rows and their links. The journal is not its business. */
export class TableWriter {
  readonly #queries: Queries
  readonly #session: Session

  constructor(queries: Queries, session: Session) {
    this.#queries = queries
    this.#session = session
  }

  async insert(shape: Shape, id: string, row: Row, marks: Marks): Promise<void> {
    const names = [...shape.own.map(({ stored }) => stored), ...markColumns]
    const { text } = this.#queries.prepared(`insert ${shape.kind.table}`, () => {
      const columns = sql.join(names.map(name => sql.ref(name)))
      const values = sql.join(names.map((_, index) => slot(index)))
      return sql`insert into ${sql.table(shape.kind.table)} (${columns}) values (${values})`
    })
    await this.#session.run(text, [...encodeOf(shape.own, row), ...encodeMarks(marks)])
    for (const links of shape.links) await this.#link(links, id, row)
  }

  /** Indexes of columns that do not change are not touched, so only what changed is set. */
  async update(shape: Shape, id: string, row: Row, changed: readonly Column[], marks: Marks): Promise<void> {
    const names = [...changed.map(({ stored }) => stored), ...markColumns]
    const { text } = this.#queries.prepared(`update ${shape.kind.table} ${JSON.stringify(names)}`, () => {
      const sets = names.map((name, index) => sql`${sql.ref(name)} = ${slot(index)}`)
      return sql`update ${sql.table(shape.kind.table)} set ${sql.join(sets)} where ${this.#isKey(shape, names.length)}`
    })
    await this.#session.run(text, [...encodeOf(changed, row), ...encodeMarks(marks), ...shape.keyValuesOf(row)])
    for (const links of shape.links.filter(({ column }) => changed.includes(column))) {
      await this.#unlink(links, id)
      await this.#link(links, id, row)
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
    const { text } = this.#queries.prepared(
      `delete ${shape.kind.table}`,
      () => sql`delete from ${sql.table(shape.kind.table)} where ${this.#isKey(shape, 0)}`,
    )
    await this.#session.run(text, shape.keyValuesOf(row))
    for (const links of shape.links) await this.#unlink(links, id)
  }

  #isKey(shape: Shape, first: number) {
    return and(
      shape.key.map((index, position) => sql`${sql.ref(shape.columns[index]!.stored)} = ${slot(first + position)}`),
    )
  }

  async #link({ column, table }: Links, id: string, row: Row): Promise<void> {
    const targets = row[column.name]
    if (!Array.isArray(targets)) return
    const { text } = this.#queries.prepared(
      `link ${table}`,
      () => sql`insert into ${sql.table(table)} (id, target, position) values (${slot(0)}, ${slot(1)}, ${slot(2)})`,
    )
    for (const [position, target] of targets.entries()) await this.#session.run(text, [id, String(target), position])
  }

  async #unlink({ table }: Links, id: string): Promise<void> {
    const { text } = this.#queries.prepared(
      `unlink ${table}`,
      () => sql`delete from ${sql.table(table)} where id = ${slot(0)}`,
    )
    await this.#session.run(text, [id])
  }
}
