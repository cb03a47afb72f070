import type { Json } from '@baryon/kit'
import { elementOwner } from '@baryon/model'
import { type RawBuilder, sql } from 'kysely'
import type { ElementQuery } from '../contract.ts'
import type { SqlValue } from '../driver.ts'
import type { Elements } from '../shape/elements.ts'
import { limitOf, slot } from './source.ts'
import { and } from './where.ts'

/** What is asked of an element index, without values: those are in a list beside it. */
export interface ElementShape {
  /** For each of the first columns where its value is; none for a null. */
  readonly equal: readonly (number | null)[]
  readonly from?: number
  readonly to?: number
  readonly limit?: number
  readonly descending: boolean
}

/** @throws Error for more values than the index has, or bounds behind its last one */
export function toElementShape(elements: Elements, query: ElementQuery, values: SqlValue[]): ElementShape {
  const { equal, from, to, limit, descending = false } = query
  const { columns, name } = elements
  const isBounded = from !== undefined || to !== undefined
  if (equal.length + Number(isBounded) > columns.length)
    throw new Error(`the element index "${name}" has ${columns.length} values: fewer can be asked for`)
  const put = (value: SqlValue) => values.push(value) - 1
  const bound = (value: Json) => put(columns[equal.length]!.encode(value))
  return {
    equal: equal.map((value, at) => (value === null ? null : put(columns[at]!.encode(value)))),
    ...(from === undefined ? {} : { from: bound(from) }),
    ...(to === undefined ? {} : { to: bound(to) }),
    ...(limit === undefined ? {} : { limit: put(limit) }),
    descending,
  }
}

function conditionOf({ columns }: Elements, { equal, from, to }: ElementShape): RawBuilder<unknown> {
  const column = (at: number) => sql.ref(columns[at]!.stored)
  return and([
    ...equal.map((value, at) => (value === null ? sql`${column(at)} is null` : sql`${column(at)} = ${slot(value)}`)),
    ...(from === undefined ? [] : [sql`${column(equal.length)} >= ${slot(from)}`]),
    ...(to === undefined ? [] : [sql`${column(equal.length)} <= ${slot(to)}`]),
  ])
}

/** The rows in the order of the index, which is walked from the first one on. */
export function selectElements(elements: Elements, shape: ElementShape): RawBuilder<unknown> {
  const names = elements.columns.map(({ stored }) => stored)
  const ordered = elements.unique ? names : [...names, elementOwner]
  const open = ordered.slice(shape.equal.length)
  const direction = shape.descending ? sql` desc` : sql``
  const order =
    open.length === 0 ? sql`` : sql` order by ${sql.join(open.map(name => sql`${sql.ref(name)}${direction}`))}`
  const limit = shape.limit === undefined ? sql`` : sql` limit ${limitOf(shape.limit)}`
  return sql`select ${sql.join([...names, elementOwner].map(name => sql.ref(name)))} from ${sql.table(elements.table)}
    where ${conditionOf(elements, shape)}${order}${limit}`
}

export const countElements = (elements: Elements, shape: ElementShape): RawBuilder<unknown> =>
  sql`select count(*) from ${sql.table(elements.table)} where ${conditionOf(elements, shape)}`
