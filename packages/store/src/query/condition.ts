import type { Json } from '@baryon/kit'
import { column, type Filter } from '@baryon/model'
import type { SqlValue } from '../driver.ts'
import type { Field, Fields } from '../shape/field.ts'

type Test = 'null' | 'equal' | 'among' | 'least' | 'most' | 'below' | 'contains' | 'holds'

/**
 * A filter without its values: those are in a list beside it, and `slot` says where.
 * Written as JSON it names the shape of a filter, under which its SQL is kept.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly test: Test; readonly column: number; readonly slot: number }
  /** The list of this column has an element of which `where` is true. */
  | { readonly list: number; readonly where: Condition }
  /** The same, looked up in the element index of this name. */
  | { readonly index: string; readonly where: Condition }

/** Collects values and answers where they are. */
export type Slots = (value: SqlValue) => number

/** What a filter is made into a condition with. */
interface Making {
  readonly slots: Slots
  /** Whether element indexes have what is asked for: they are of the newest state alone. */
  readonly indexed: boolean
}

const isNull = (column: number): Condition => ({ test: 'null', column, slot: -1 })

function oneOf(fields: Fields, index: number, values: readonly Json[], slots: Slots): Condition {
  const field = fields.columns[index]!
  const encoded = values.filter(value => value !== null).map(value => field.encode(value))
  const tests: Condition[] = encoded.length < values.length ? [isNull(index)] : []
  if (encoded.length === 1) tests.push({ test: 'equal', column: index, slot: slots(encoded[0]!) })
  else if (encoded.length > 1) tests.push({ test: 'among', column: index, slot: slots(JSON.stringify(encoded)) })
  return tests.length === 1 ? tests[0]! : { any: tests }
}

const firstSurrogate = 0xd800
const afterSurrogates = 0xe000
const lastCodePoint = 0x10ffff

/** The least text that is greater than every text with this prefix, in the order of code points; undefined if there is none. */
export function endOfPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, character => character.codePointAt(0)!)
  while (points.at(-1) === lastCodePoint) points.pop()
  const last = points.pop()
  if (last === undefined) return undefined
  const next = last + 1 >= firstSurrogate && last < afterSurrogates ? afterSurrogates : last + 1
  return String.fromCodePoint(...points, next)
}

function startsWith(column: number, prefix: string, slots: Slots): Condition {
  const end = endOfPrefix(prefix)
  const least: Condition = { test: 'least', column, slot: slots(prefix) }
  return end === undefined ? least : { all: [least, { test: 'below', column, slot: slots(end) }] }
}

function between(fields: Fields, index: number, from: Json | undefined, to: Json | undefined, slots: Slots): Condition {
  const field = fields.columns[index]!
  const tests: Condition[] = []
  if (from !== undefined) tests.push({ test: 'least', column: index, slot: slots(field.encode(from)) })
  if (to !== undefined) tests.push({ test: 'most', column: index, slot: slots(field.encode(to)) })
  return { all: tests }
}

/** A list is kept as JSON, and what is found in it is compared as that. */
function elementOf(value: Json): SqlValue {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

function some(fields: Fields, list: number, where: Filter, making: Making): Condition {
  const elements = making.indexed ? fields.indexFor(list, where) : undefined
  if (elements !== undefined) return { index: elements.name, where: make(elements, where, making) }
  return { list, where: make(fields.within(list), where, making) }
}

/** Whether it is a list of values without a structure. */
const isOfScalars = ({ type }: Field) =>
  type.name === 'list' && (type.items.name === 'reference' || column(type.items) !== 'json')

function holds(fields: Fields, list: number, value: Json, making: Making): Condition {
  if (isOfScalars(fields.columns[list]!)) return some(fields, list, { attribute: '', in: [value] }, making)
  return { test: 'holds', column: list, slot: making.slots(elementOf(value)) }
}

function make(fields: Fields, filter: Filter, making: Making): Condition {
  const inner = (each: Filter) => make(fields, each, making)
  if ('all' in filter) return { all: filter.all.map(inner) }
  if ('any' in filter) return { any: filter.any.map(inner) }
  if ('not' in filter) return { not: inner(filter.not) }
  if ('list' in filter) return some(fields, fields.index(filter.list), filter.where, making)
  const { slots } = making
  const column = fields.index(filter.attribute)
  if ('in' in filter) return oneOf(fields, column, filter.in, slots)
  if ('prefix' in filter) return startsWith(column, filter.prefix, slots)
  if ('contains' in filter) return { test: 'contains', column, slot: slots(filter.contains) }
  if ('holds' in filter) return holds(fields, column, filter.holds, making)
  return between(fields, column, filter.from, filter.to, slots)
}

/** @throws Error when the filter names an attribute that the kind does not have */
export const toCondition = (fields: Fields, filter: Filter, slots: Slots, indexed: boolean): Condition =>
  make(fields, filter, { slots, indexed })
