import { blockOf } from '../network-address/block.ts'
import { ipOf, plus, versionOf, versionOfText } from '../network-address/ip.ts'
import { encloses, overlaps, poolOf, type Range, rangeOf, without } from '../network-address/range.ts'
import { pythonic } from '../python.ts'
import { refuse } from '../refuse.ts'
import type { Pool, SubnetRow } from '../rows.ts'

/** The addresses that ports may have: all but that of an IPv4 network, its broadcast address, and the anycast address of IPv6 routers. */
function usable(cidr: string): Range {
  const { first, last, prefix } = blockOf(cidr)
  if (versionOf(first) === 6) return { first: first === last ? first : plus(first, 1), last }
  return prefix > 30 ? { first, last } : { first: plus(first, 1), last: plus(last, -1) }
}

/** The pools of a subnet that says none: all around the gateway. */
export function usualPools(cidr: string, gateway: string | null): Pool[] {
  const range = usable(cidr)
  if (range.first === range.last) return [poolOf(range)]
  return without(range, gateway === null ? undefined : ipOf(gateway)).map(poolOf)
}

const named = ({ start, end }: Pool) => `${start}-${end}`

function rangeIn(pool: Pool, { ip_version, cidr }: SubnetRow): Range {
  const range = rangeOf(pool)
  if (versionOfText(pool.start) !== versionOfText(pool.end) || range.first > range.last)
    refuse('subnet.pool_invalid', { pool: pythonic({ start: pool.start, end: pool.end }) })
  if (versionOfText(pool.start) !== ip_version) refuse('subnet.pool_invalid', { pool: named(pool) })
  if (!encloses(usable(cidr), range)) refuse('subnet.pool_out_of_bounds', { pool: named(pool), cidr })
  return range
}

/** @throws Refusal when the pools that were given are not ranges of the subnet that are apart */
export function requirePools(subnet: SubnetRow) {
  const pools = subnet.allocation_pools
  const ranges = pools.map(pool => rangeIn(pool, subnet))
  for (const [at, range] of ranges.entries()) {
    const other = ranges.findIndex((one, index) => index > at && overlaps(range, one))
    if (other > at)
      refuse('subnet.pools_overlap', { first: named(pools[at]!), second: named(pools[other]!), cidr: subnet.cidr })
  }
}
