import type { Json } from '@baryon/kit'
import type { Filter } from '@baryon/model'
import type { SqlValue } from '../driver.ts'
import type { Shape } from '../shape/shape.ts'

type Test = 'null' | 'equal' | 'among' | 'least' | 'most' | 'below' | 'holds'

/**
 * A filter without its values: those are in a list beside it, and `slot` says where.
 * Written as JSON it names the shape of a filter, under which its SQL is kept.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly test: Test; readonly column: number; readonly slot: number }

/** Collects values and answers where they are. */
export type Slots = (value: SqlValue) => number

const isNull = (column: number): Condition => ({ test: 'null', column, slot: -1 })

function oneOf(shape: Shape, index: number, values: readonly Json[], slots: Slots): Condition {
  const column = shape.columns[index]!
  const encoded = values.filter(value => value !== null).map(value => column.encode(value))
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

function between(shape: Shape, index: number, from: Json | undefined, to: Json | undefined, slots: Slots): Condition {
  const column = shape.columns[index]!
  const tests: Condition[] = []
  if (from !== undefined) tests.push({ test: 'least', column: index, slot: slots(column.encode(from)) })
  if (to !== undefined) tests.push({ test: 'most', column: index, slot: slots(column.encode(to)) })
  return { all: tests }
}

/** A list is kept as JSON, and what is found in it is compared as that. */
function elementOf(value: Json): SqlValue {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

/** @throws Error when the filter names an attribute that the kind does not have */
export function toCondition(shape: Shape, filter: Filter, slots: Slots): Condition {
  if ('all' in filter) return { all: filter.all.map(each => toCondition(shape, each, slots)) }
  if ('any' in filter) return { any: filter.any.map(each => toCondition(shape, each, slots)) }
  if ('not' in filter) return { not: toCondition(shape, filter.not, slots) }
  const column = shape.index(filter.attribute)
  if ('in' in filter) return oneOf(shape, column, filter.in, slots)
  if ('prefix' in filter) return startsWith(column, filter.prefix, slots)
  if ('holds' in filter) return { test: 'holds', column, slot: slots(elementOf(filter.holds)) }
  return between(shape, column, filter.from, filter.to, slots)
}
