/** Chooses an address for a port. */
import { greatest, type Ip, least, plus } from '../network-address/ip.ts'
import { contains, type Range } from '../network-address/range.ts'
import { firstFree } from './free.ts'
import type { AddressHints } from './hints.ts'
import type { Subnet } from './subnet.ts'
import type { Taken } from './taken.ts'

/** What the choice of addresses goes by. */
export interface Choosing {
  readonly taken: Taken
  readonly hints: AddressHints
  /** What must not be chosen though no port has it. */
  readonly isBarred: (ip: Ip) => boolean
}

async function greatestTaken(pools: readonly Range[], taken: Taken): Promise<Ip | undefined> {
  for (const pool of pools.toReversed()) {
    const last = await taken.last(pool)
    if (last !== undefined) return last
  }
  return undefined
}

/** The pools from an address on, and what is in front of it. */
function around(pools: readonly Range[], ip: Ip): { readonly ahead: Range[]; readonly before: Range[] } {
  const ahead = pools.flatMap(({ first, last }) => (last < ip ? [] : [{ first: greatest(first, ip), last }]))
  const end = plus(ip, -1)
  const before = pools.flatMap(({ first, last }) => (first > end ? [] : [{ first, last: least(last, end) }]))
  return { ahead, before }
}

async function firstFreeOf(ranges: readonly Range[], { taken, isBarred }: Choosing): Promise<Ip | undefined> {
  for (const range of ranges) {
    const free = await firstFree(range, taken, isBarred)
    if (free !== undefined) return free
  }
  return undefined
}

/** One of those that were given back not long ago, if it is still free. */
async function givenBack({ id, pools }: Subnet, { taken, hints, isBarred }: Choosing): Promise<Ip | undefined> {
  for (let ip = hints.released(id); ip !== undefined; ip = hints.released(id)) {
    const candidate = ip
    const isOpen = !isBarred(candidate) && pools.some(pool => contains(pool, candidate))
    if (isOpen && (await taken.first({ first: candidate, last: candidate })) === undefined) return candidate
  }
  return undefined
}

/**
 * Chooses a free address of the subnet's pools: the next one behind the one that was chosen last, or behind the greatest
 * that is taken, so that an address is not used again soon after it was released; at the end of the pools those that were
 * released, then any gap.
 * @returns undefined when all are taken
 */
export async function chooseAddress(subnet: Subnet, choosing: Choosing): Promise<Ip | undefined> {
  const { id, pools } = subnet
  const { hints, taken } = choosing
  const last = hints.last(id) ?? (await greatestTaken(pools, taken))
  const { ahead, before } = last === undefined ? { ahead: [...pools], before: [] } : around(pools, plus(last, 1))
  const next = await firstFreeOf(ahead, choosing)
  if (next !== undefined) {
    hints.chosen(id, next)
    return next
  }
  const again = await givenBack(subnet, choosing)
  if (again !== undefined) return again
  const gap = await firstFreeOf(before, choosing)
  if (gap !== undefined) hints.chosen(id, gap)
  return gap
}
