import type { Pool } from '../rows.ts'
import { formatIp, greatest, type Ip, ipOf, plus, versionOf } from './ip.ts'

/** Addresses from the first to the last, both included. */
export interface Range {
  readonly first: Ip
  readonly last: Ip
}

export const rangeOf = ({ start, end }: Pool): Range => ({ first: ipOf(start), last: ipOf(end) })
export const poolOf = ({ first, last }: Range) => ({ start: formatIp(first), end: formatIp(last) })

/** False for an address of the other version. */
export const contains = (range: Range, ip: Ip): boolean =>
  versionOf(range.first) === versionOf(ip) && range.first <= ip && ip <= range.last

/** Whether all addresses of the inner range are in the outer one. */
export const encloses = (outer: Range, inner: Range): boolean =>
  contains(outer, inner.first) && contains(outer, inner.last)

export const overlaps = (left: Range, right: Range): boolean =>
  versionOf(left.first) === versionOf(right.first) && left.first <= right.last && right.first <= left.last

/** How many addresses there are; of more than 2^53 the nearest number. */
export function sizeOf({ first, last }: Range): number {
  return typeof first === 'number' ? Number(last) - first + 1 : Number(BigInt(last) - first) + 1
}

/** How many addresses there are, whatever their number. */
export const countOf = ({ first, last }: Range): bigint => BigInt(last) - BigInt(first) + 1n

/** What is left of a range without one address. */
export function without(range: Range, ip: Ip | undefined): Range[] {
  if (ip === undefined || !contains(range, ip)) return [range]
  const before: Range = { first: range.first, last: plus(ip, -1) }
  const after: Range = { first: plus(ip, 1), last: range.last }
  return [before, after].filter(({ first, last }) => first <= last)
}

/** What is left of a range without others, in order. */
export function gaps(range: Range, taken: readonly Range[]): Range[] {
  const inside = taken.filter(other => overlaps(range, other)).sort((a, b) => (a.first < b.first ? -1 : 1))
  const left: Range[] = []
  let next = range.first
  for (const { first, last } of inside) {
    if (next < first) left.push({ first: next, last: plus(first, -1) })
    next = greatest(next, plus(last, 1))
  }
  if (next <= range.last) left.push({ first: next, last: range.last })
  return left
}
