import type { Filter, Row } from '@baryon/model'
import { type RawBuilder, sql } from 'kysely'
import type { ElementQuery, Query, Revision } from '../contract.ts'
import type { SqlLanguage, SqlValue } from '../driver.ts'
import { Lru } from '../lru.ts'
import { markColumns, type Shape } from '../shape/shape.ts'
import { type Condition, toCondition } from './condition.ts'
import { countElements, selectElements, toElementShape } from './elements.ts'
import { historySource, pastId } from './history.ts'
import { orderOf, segmentsOf } from './order.ts'
import { type ListShape, selectList } from './select.ts'
import { type Prepared, prepare, type Source, slot } from './source.ts'
import { isIndexed, tableSource } from './table.ts'
import { walksOf } from './walks.ts'
import { and, where } from './where.ts'

/** A statement ready to run. */
export interface Statement {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/** Texts of queries by their shape; more than this many shapes at a time come from nobody's client. */
const keptQueries = 1000

/** Where a marker's row is. */
type Marker = Row | undefined

/** Turns questions into statements. The text of a question's shape is made once. */
export class Queries {
  readonly #language: SqlLanguage
  readonly #prepared = new Lru<string, Prepared>(keptQueries)
  readonly #tables = new WeakMap<Shape, Source>()
  readonly #histories = new WeakMap<Shape, Source>()

  constructor(language: SqlLanguage) {
    this.#language = language
  }

  #source(shape: Shape, past: boolean): Source {
    const sources = past ? this.#histories : this.#tables
    let source = sources.get(shape)
    if (source === undefined) {
      source = past ? historySource(this.#language, shape) : tableSource(this.#language, shape)
      sources.set(shape, source)
    }
    return source
  }

  /** Keeps statements that have slots alone, by name. */
  prepared(name: string, build: () => RawBuilder<unknown>): Prepared {
    return this.#prepared.getOrMake(name, () => prepare(this.#language, build()))
  }

  #statement(shape: Shape, name: string, values: readonly SqlValue[], build: () => RawBuilder<unknown>): Statement {
    const { kind } = shape
    const prepared = this.prepared(`${name} ${kind.service}/${kind.name}`, build)
    return { text: prepared.text, values: prepared.bind(values) }
  }

  /** One object by the values of its key. */
  get(shape: Shape, key: readonly SqlValue[]): Statement {
    return this.#statement(shape, 'get', key, () => {
      const source = this.#source(shape, false)
      const bounds = shape.key.map((index, position) => sql`${source.column(index)} = ${slot(position)}`)
      return sql`select ${sql.join(source.selected)} from ${source.from} where ${and(bounds)}`
    })
  }

  /** Objects by the values of their keys, at most `most`; places that are left over have the last one. */
  some(shape: Shape, keys: readonly (readonly SqlValue[])[], most: number): Statement {
    return this.#statement(shape, `some ${most}`, filled(keys, most), () => {
      const source = this.#source(shape, false)
      return sql`select ${sql.join(source.selected)} from ${source.from} where ${isOneOf(shape, source, most)}`
    })
  }

  /** Of one object by the values of its key what it takes to note a status, then the marks, then the revision at which its life began. */
  noted(shape: Shape, key: readonly SqlValue[]): Statement {
    return this.#statement(shape, 'noted', key, () => {
      const source = this.#source(shape, false)
      const bounds = shape.key.map((index, position) => sql`${source.column(index)} = ${slot(position)}`)
      return sql`select ${sql.join(columnsNoted(shape))} from ${source.from} where ${and(bounds)}`
    })
  }

  /** The same of several, at most `most`, and then the values of their keys. */
  notedOfSome(shape: Shape, keys: readonly (readonly SqlValue[])[], most: number): Statement {
    return this.#statement(shape, `noted of some ${most}`, filled(keys, most), () => {
      const source = this.#source(shape, false)
      const columns = [...columnsNoted(shape), ...shape.key.map(index => source.column(index))]
      return sql`select ${sql.join(columns)} from ${source.from} where ${isOneOf(shape, source, most)}`
    })
  }

  /** The revisions of the last changes in plane `intent` of several, at most `most`. */
  intentsOfSome(shape: Shape, keys: readonly (readonly SqlValue[])[], most: number): Statement {
    return this.#statement(shape, `intents of some ${most}`, filled(keys, most), () => {
      const source = this.#source(shape, false)
      return sql`select ${sql.ref('_intent')} from ${source.from} where ${isOneOf(shape, source, most)}`
    })
  }

  /** One object as it was. */
  getPast(shape: Shape, id: string, at: Revision): Statement {
    return this.#statement(shape, 'get past', [...this.#past(shape, at), id], () => {
      const source = this.#source(shape, true)
      return sql`select ${sql.join(source.selected)} from ${source.from} where ${pastId(3)}`
    })
  }

  #past({ kind }: Shape, at: Revision): SqlValue[] {
    return [kind.service, kind.name, at]
  }

  count(shape: Shape, filter: Filter | undefined): Statement {
    const values: SqlValue[] = []
    const condition = filter === undefined ? undefined : this.#condition(shape, filter, values, false)
    return this.#statement(shape, `count ${JSON.stringify(condition)}`, values, () => {
      const source = this.#source(shape, false)
      const bounds = condition === undefined ? [] : [where(this.#language, source, condition)]
      return sql`select count(*) from ${source.from} where ${and(bounds)}`
    })
  }

  #condition(shape: Shape, filter: Filter, values: SqlValue[], past: boolean): Condition {
    return toCondition(shape, filter, value => values.push(value) - 1, !past && isIndexed(shape))
  }

  /** Rows of an element index: their values, then the ids of the objects. */
  elements(shape: Shape, name: string, query: ElementQuery): Statement {
    const values: SqlValue[] = []
    const shaped = toElementShape(shape.elementIndex(name), query, values)
    return this.#statement(shape, `elements ${name} ${JSON.stringify(shaped)}`, values, () =>
      selectElements(shape.elementIndex(name), shaped),
    )
  }

  countElements(shape: Shape, name: string, { equal, from, to }: ElementQuery): Statement {
    const values: SqlValue[] = []
    const elements = shape.elementIndex(name)
    const query = { equal, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    const shaped = toElementShape(elements, query, values)
    return this.#statement(shape, `count elements ${name} ${JSON.stringify(shaped)}`, values, () =>
      countElements(elements, shaped),
    )
  }

  /** @param marker the row behind which the list begins */
  list(shape: Shape, query: Query, marker: Marker, at?: Revision): Statement {
    const past = at !== undefined
    const values: SqlValue[] = past ? this.#past(shape, at) : []
    const list = this.#listShape(shape, query, marker, values, past)
    return this.#statement(shape, `list ${past} ${JSON.stringify(list)}`, values, () =>
      selectList(this.#language, this.#source(shape, past), list),
    )
  }

  #listShape(shape: Shape, query: Query, marker: Marker, values: SqlValue[], past: boolean): ListShape {
    const order = orderOf(shape, query.sort ?? [], query.backwards ?? false)
    const slots: Record<number, number> = {}
    const nulls: boolean[] = []
    for (const { column } of marker === undefined ? [] : order) {
      const { name, encode } = shape.columns[column]!
      const value = encode(marker?.[name] ?? null)
      nulls.push(value === null)
      slots[column] = values.push(value) - 1
    }
    const condition = (filter: Filter) => this.#condition(shape, filter, values, past)
    const { filter, limit } = query
    const found = past || filter === undefined || limit === undefined ? undefined : walksOf(shape, filter, order)
    const narrowing = found?.rest ?? filter
    return {
      order,
      marker: slots,
      ...(found === undefined ? {} : { walks: found.walks.map(condition) }),
      ...(narrowing === undefined ? {} : { condition: condition(narrowing) }),
      ...(marker === undefined ? {} : { segments: segmentsOf(shape, order, nulls) }),
      ...(limit === undefined ? {} : { limit: values.push(limit) - 1 }),
    }
  }
}

/** The values of keys one after the other, for `most` places. */
function filled(keys: readonly (readonly SqlValue[])[], most: number): SqlValue[] {
  const last = keys.length - 1
  return Array.from({ length: most }, (_, at) => keys[Math.min(at, last)]!).flat()
}

/** Whether an object is one of so many by the values of their keys. */
function isOneOf(shape: Shape, source: Source, most: number): RawBuilder<unknown> {
  const columns = shape.key.map(index => source.column(index))
  const places = Array.from({ length: most }, (_, at) =>
    sql.join(columns.map((_, position) => slot(at * columns.length + position))),
  )
  return columns.length === 1
    ? sql`${columns[0]} in (${sql.join(places)})`
    : sql`(${sql.join(columns)}) in (values ${sql.join(places.map(place => sql`(${place})`))})`
}

const columnsNoted = ({ noted }: Shape): RawBuilder<unknown>[] => [
  ...[...noted.map(({ stored }) => stored), ...markColumns].map(name => sql.ref(name)),
  sql`(select born from baryon_journal where revision = ${sql.ref('_intent')})`,
]
