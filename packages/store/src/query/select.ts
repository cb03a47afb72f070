import { type RawBuilder, sql } from 'kysely'
import type { SqlLanguage } from '../driver.ts'
import type { Condition } from './condition.ts'
import type { Bound, Segment, Step } from './order.ts'
import { limitOf, type Source, slot } from './source.ts'
import { and, where } from './where.ts'

type Fragment = RawBuilder<unknown>

/** What a list asks for, without values. */
export interface ListShape {
  readonly condition?: Condition
  /** Several of which one has to be true too, each a walk of an index in the order of the list. */
  readonly walks?: readonly Condition[]
  readonly order: readonly Step[]
  /** What comes behind a marker; without one everything. */
  readonly segments?: readonly Segment[]
  /** For each column index that the order names, where its value at the marker is. */
  readonly marker: Readonly<Record<number, number>>
  readonly limit?: number
}

const tests = {
  equal: (column: Fragment, value: Fragment) => sql`${column} = ${value}`,
  less: (column: Fragment, value: Fragment) => sql`${column} < ${value}`,
  more: (column: Fragment, value: Fragment) => sql`${column} > ${value}`,
  null: (column: Fragment) => sql`${column} is null`,
  some: (column: Fragment) => sql`${column} is not null`,
} satisfies Record<Bound['is'], (column: Fragment, value: Fragment) => Fragment>

function within(source: Source, segment: Segment, marker: ListShape['marker']): Fragment {
  const value = (column: number) => slot(marker[column] ?? -1)
  const bounds = segment.bounds.map(({ column, is }) => tests[is](source.column(column), value(column)))
  if (segment.tail === undefined) return and(bounds)
  const { columns, descending } = segment.tail
  const left = sql.join(columns.map(column => source.column(column)))
  const right = sql.join(columns.map(value))
  return and([...bounds, descending ? sql`(${left}) < (${right})` : sql`(${left}) > (${right})`])
}

const directed = (column: Fragment, { descending }: Step) => (descending ? sql`${column} desc` : column)

const limited = ({ limit }: ListShape) => (limit === undefined ? sql`` : sql` limit ${limitOf(limit)}`)

/**
 * Rows of a list that several walks find, each in the order of the key, by which the list is ordered: the database goes them side by side
 * as far as the page goes, and an object that two of them find counts once.
 */
function selectWalks(
  source: Source,
  list: ListShape,
  walks: readonly Fragment[],
  parts: readonly Fragment[],
): Fragment {
  const step = list.order[0]!
  const key = source.column(step.column)
  const found = sql.ref('_found')
  const order = directed(found, step)
  const each = walks.map(walk => sql`select ${key} as ${found} from ${source.from} where ${and([walk, ...parts])}`)
  const page = sql`${sql.join(each, sql` union `)} order by ${order}${limited(list)}`
  return sql`select ${sql.join(source.selected)} from (${page}) as page join ${source.from} on ${key} = ${found} order by ${order}`
}

/**
 * Rows of a list. Behind a marker there may be several segments: each is one walk of an index and at most a page long,
 * so that the last page of a table costs what the first does.
 */
export function selectList(language: SqlLanguage, source: Source, list: ListShape): Fragment {
  const condition = list.condition === undefined ? [] : [where(language, source, list.condition)]
  const segments = (list.segments ?? []).map(segment => [within(source, segment, list.marker), ...condition])
  if (list.walks !== undefined) {
    const bounds = list.walks.map(walk => where(language, source, walk))
    return selectWalks(source, list, bounds, segments[0] ?? condition)
  }
  const limit = limited(list)
  const order = sql.join(list.order.map(step => directed(source.column(step.column), step)))
  const select = (selected: readonly Fragment[], parts: readonly Fragment[]) =>
    sql`select ${sql.join(selected)} from ${source.from} where ${and(parts)} order by ${order}${limit}`
  if (segments.length < 2) return select(source.selected, segments[0] ?? condition)
  const name = (index: number) => sql.ref(`_order${index}`)
  const sorted = list.order.map((step, index) => sql`${source.column(step.column)} as ${name(index)}`)
  const walks = segments.map(parts => sql`select * from (${select([...source.selected, ...sorted], parts)})`)
  const whole = sql.join(list.order.map((step, index) => directed(name(index), step)))
  return sql`select * from (${sql.join(walks, sql` union all `)}) order by ${whole}${limit}`
}
