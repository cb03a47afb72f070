import type { Json } from '@baryon/kit'
import type { Row } from './ir.ts'

/** Which objects, as a value: what a list asks for, what a policy lets a caller see, what a store turns into SQL. */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  /** The value is one of these; null is a value. */
  | { readonly attribute: string; readonly in: readonly Json[] }
  /** Of text: starts with this, case-sensitive. */
  | { readonly attribute: string; readonly prefix: string }
  /** Bounds are inclusive; at least one is given. A null is never within. */
  | { readonly attribute: string; readonly from?: Json; readonly to?: Json }
  /** Of text: has this in it, case-sensitive. */
  | { readonly attribute: string; readonly contains: string }
  /** A list that holds this value. */
  | { readonly attribute: string; readonly holds: Json }
  /** A list of objects with an element of which `where` is true; of a list of scalars, the element's attribute is ''. */
  | { readonly list: string; readonly where: Filter }

const sameMembers = (left: Readonly<Record<string, Json>>, right: Readonly<Record<string, Json>>): boolean => {
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every(name => Object.hasOwn(right, name) && sameJson(left[name]!, right[name]!))
  )
}

/** Whether two values are the same JSON; the order of an object's members does not count. */
export function sameJson(left: Json, right: Json): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((item: Json, at) => sameJson(item, right[at] as Json))
  }
  return sameMembers(left as Readonly<Record<string, Json>>, right as Readonly<Record<string, Json>>)
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff

/** Orders text by code points, as databases order UTF-8 bytes. Negative, zero or positive. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at)
    const b = right.charCodeAt(at)
    if (a === b) continue
    return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1
  }
  return left.length - right.length
}

/** Orders two values of the same scalar type; undefined where they have no order. */
function compare(left: Json, right: Json): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  return undefined
}

function isWithin(value: Json, from: Json | undefined, to: Json | undefined): boolean {
  const low = from === undefined ? 0 : compare(value, from)
  const high = to === undefined ? 0 : compare(value, to)
  return value !== null && low !== undefined && low >= 0 && high !== undefined && high <= 0
}

/** The elements of a list as rows; a scalar is a row with the one attribute ''. */
function elementsOf(value: Json | undefined): readonly Row[] {
  if (!Array.isArray(value)) return []
  return value.map((item: Json) => (typeof item === 'object' && item !== null ? (item as Row) : { '': item }))
}

/** Whether an object is one of those the filter means. It is either so or not: there is no third answer for null. */
export function matches(filter: Filter, row: Row): boolean {
  if ('all' in filter) return filter.all.every(one => matches(one, row))
  if ('any' in filter) return filter.any.some(one => matches(one, row))
  if ('not' in filter) return !matches(filter.not, row)
  if ('list' in filter) return elementsOf(row[filter.list]).some(element => matches(filter.where, element))
  const value = row[filter.attribute] ?? null
  if ('in' in filter) return filter.in.some(one => sameJson(one, value))
  if ('prefix' in filter) return typeof value === 'string' && value.startsWith(filter.prefix)
  if ('contains' in filter) return typeof value === 'string' && value.includes(filter.contains)
  if ('holds' in filter) return Array.isArray(value) && value.some((item: Json) => sameJson(item, filter.holds))
  return isWithin(value, filter.from, filter.to)
}
