/** Where the addresses of a new subnet are from: its cidr, or a subnet pool. */
import type { Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { found } from '../found.ts'
import { blockAround, formatBlock } from '../network-address/block.ts'
import { ipOf, versionOfText } from '../network-address/ip.ts'
import { refuse } from '../refuse.ts'
import type { SubnetRow } from '../rows.ts'
import { allocate, type SubnetPoolRow } from './pool/allocate.ts'
import { defaultPool } from './pool/default-pool.ts'

const bad = (reason: string): never => refuse('subnet.bad_request', { reason })

/** The pool that is asked for. */
async function poolFor(subnet: SubnetRow, given: Row, work: Work): Promise<SubnetPoolRow | undefined> {
  const { subnetpool_id: id, cidr } = subnet as Row
  const isDefault = given['use_default_subnetpool'] === true
  if (isDefault && id !== null) bad('subnetpool_id and use_default_subnetpool cannot both be specified')
  if (typeof id === 'string') {
    const pool = work.asked ? await found(work, 'SubnetPool', id) : (await work.get('SubnetPool', id))?.row
    return pool as SubnetPoolRow | undefined
  }
  if (!isDefault) return undefined
  const version = typeof cidr === 'string' ? versionOfText(cidr) : subnet.ip_version
  return (await defaultPool(version, work)) ?? bad(`No default subnetpool found for IPv${version}`)
}

/** The range that is asked for of a pool, if any: that of the cidr, or the one that the gateway is in. */
function specific({ cidr, gateway_ip: gateway }: Row, length: number): string | undefined {
  if (typeof cidr === 'string') return cidr
  return typeof gateway === 'string' ? formatBlock(blockAround(ipOf(gateway), length)) : undefined
}

async function takeFrom(pool: SubnetPoolRow, row: Draft, given: Row, work: Work) {
  const subnet = row as unknown as SubnetRow
  if ('allocation_pools' in given && subnet.allocation_pools.length > 0 && row['cidr'] === null)
    bad('allocation_pools allowed only for specific subnet requests.')
  if (subnet.ip_version !== pool.ip_version)
    bad(`Cannot allocate IPv${subnet.ip_version} subnet from IPv${pool.ip_version} subnet pool`)
  const length = (given['prefixlen'] ?? pool.default_prefixlen) as number
  const wanted = specific(row, length)
  row['cidr'] = await allocate(pool, wanted ?? length, subnet.project_id, work)
  row['subnetpool_id'] = pool.id
}

/**
 * Gives a new subnet its addresses.
 * @returns whether they were chosen from a pool
 */
export async function takeAddresses(row: Draft, given: Row, work: Work): Promise<boolean> {
  const hasCidr = row['cidr'] !== null
  if (hasCidr && (given['prefixlen'] ?? null) !== null) bad('cidr and prefixlen must not be supplied together')
  const pool = await poolFor(row as unknown as SubnetRow, given, work)
  if (pool !== undefined) await takeFrom(pool, row, given, work)
  else if (!hasCidr) bad('a subnetpool must be specified in the absence of a cidr')
  return pool !== undefined && !hasCidr
}
