import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { type Block, blockAround, blockOf, blocksOf, formatBlock } from '../../network-address/block.ts'
import { encloses, gaps } from '../../network-address/range.ts'
import { refuse } from '../../refuse.ts'
import type { SubnetRow } from '../../rows.ts'

export interface SubnetPoolRow extends Row {
  readonly id: string
  readonly project_id: string
  readonly ip_version: 4 | 6
  readonly prefixes: readonly string[]
  readonly default_prefixlen: number
  readonly min_prefixlen: number
  readonly max_prefixlen: number
  readonly default_quota: number | null
  readonly is_default: boolean
  readonly address_scope_id: string | null
  readonly shared_with: readonly string[]
}

/** The subnets that are from a pool. */
export async function subnetsFrom(pool: string, work: Work): Promise<readonly SubnetRow[]> {
  const stored = await work.list('Subnet', { attribute: 'subnetpool_id', in: [pool] })
  return stored.map(({ row }) => row as SubnetRow)
}

/** How much of a quota a prefix is: addresses of IPv4, networks of length 64 of IPv6. */
const units = (length: number, version: 4 | 6) => 2 ** ((version === 4 ? 32 : 64) - length)

function requireQuota(pool: SubnetPoolRow, length: number, project: string, subnets: readonly SubnetRow[]) {
  if (pool.default_quota === null || pool.default_quota === 0) return
  const used = subnets
    .filter(subnet => subnet.project_id === project)
    .reduce((sum, { cidr }) => sum + units(blockOf(cidr).prefix, pool.ip_version), 0)
  if (used + units(length, pool.ip_version) > pool.default_quota) refuse('subnet_pool.quota')
}

/** What no subnet has, the smallest blocks first. */
function freeBlocks({ prefixes }: SubnetPoolRow, subnets: readonly SubnetRow[]): Block[] {
  const taken = subnets.map(({ cidr }) => blockOf(cidr))
  const free = prefixes.map(blockOf).flatMap(block => gaps(block, taken).flatMap(blocksOf))
  return free.sort((left, right) => right.prefix - left.prefix)
}

/**
 * Takes a range from a pool.
 * @param wanted the range, or the length of its prefix
 * @returns the range
 * @throws Refusal when the pool does not have it, or does not give it
 */
export async function allocate(
  pool: SubnetPoolRow,
  wanted: string | number,
  project: string,
  work: Work,
): Promise<string> {
  const length = typeof wanted === 'number' ? wanted : blockOf(wanted).prefix
  if (length > pool.max_prefixlen) refuse('subnet_pool.too_long', { length, bound: pool.max_prefixlen })
  if (length < pool.min_prefixlen) refuse('subnet_pool.too_short', { length, bound: pool.min_prefixlen })
  const subnets = await subnetsFrom(pool.id, work)
  requireQuota(pool, length, project, subnets)
  const free = freeBlocks(pool, subnets)
  if (typeof wanted === 'string') {
    const block = blockOf(wanted)
    if (free.some(one => encloses(one, block))) return wanted
    return refuse('subnet_pool.exhausted', {
      reason: 'Cannot allocate requested subnet from the available set of prefixes',
    })
  }
  const room = free.find(one => one.prefix <= length)
  if (room !== undefined) return formatBlock(blockAround(room.first, length))
  return refuse('subnet_pool.exhausted', {
    reason: `Insufficient prefix space to allocate subnet size /${length}`,
  })
}
