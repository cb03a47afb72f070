/** Finds free addresses. */
import { type Ip, least, plus } from '../network-address/ip.ts'
import { type Range, sizeOf } from '../network-address/range.ts'
import type { Taken } from './taken.ts'

const isFull = async (range: Range, taken: Taken) => (await taken.count(range)) >= sizeOf(range)

const half = ({ first, last }: Range): Ip =>
  typeof first === 'number' ? first + Math.floor((Number(last) - first) / 2) : first + (BigInt(last) - first) / 2n

/** The first free address of a range that has one. */
async function firstGap(range: Range, taken: Taken): Promise<Ip> {
  let { first, last } = range
  while (first < last) {
    const middle = half({ first, last })
    if (await isFull({ first, last: middle }, taken)) first = plus(middle, 1)
    else last = middle
  }
  return first
}

/**
 * The first address behind those that are taken in a row from the start of the range on. Looks at ever greater pieces, so
 * that it counts every one of the row once or twice and asks only as often as the row has binary digits.
 */
async function behindRow(range: Range, taken: Taken): Promise<Ip | undefined> {
  let { first } = range
  for (let size = 1; first <= range.last; size *= 2) {
    const end = plus(first, size - 1)
    const piece: Range = { first, last: least(end, range.last) }
    if (!(await isFull(piece, taken))) return firstGap(piece, taken)
    first = plus(piece.last, 1)
  }
  return undefined
}

/**
 * The smallest free address of a range; undefined when there is none. Where the start of the range is free, that is one
 * look at the index.
 * @param isBarred addresses that must not be chosen though no port has them
 */
export async function firstFree(range: Range, taken: Taken, isBarred: (ip: Ip) => boolean): Promise<Ip | undefined> {
  let next: Ip | undefined = range.first
  while (next !== undefined && next <= range.last) {
    if (isBarred(next)) {
      next = plus(next, 1)
      continue
    }
    const rest: Range = { first: next, last: range.last }
    if ((await taken.first(rest)) !== next) return next
    next = await behindRow(rest, taken)
  }
  return undefined
}
