/** What the subnets of one network have to do with each other, and what the network shows of them. */
import type { Work } from '@baryon/decide'
import { blockOf } from '../network-address/block.ts'
import { overlaps } from '../network-address/range.ts'
import { refuse } from '../refuse.ts'
import type { NetworkRow, SubnetRow } from '../rows.ts'

export async function subnetsOf({ subnets }: NetworkRow, work: Work): Promise<readonly SubnetRow[]> {
  const rows: SubnetRow[] = []
  for (const id of subnets) {
    const stored = await work.get('Subnet', id)
    if (stored !== undefined) rows.push(stored.row as SubnetRow)
  }
  return rows
}

/** Refuses addresses that another subnet of the network has. */
export function requireApart({ cidr, network_id: network }: SubnetRow, others: readonly SubnetRow[]) {
  const block = blockOf(cidr)
  if (block.prefix === 0) refuse('subnet.invalid', { reason: '0 is not allowed as CIDR prefix length' })
  if (others.some(other => overlaps(block, blockOf(other.cidr))))
    refuse('subnet.invalid', {
      reason: `Requested subnet with cidr: ${cidr} for network: ${network} overlaps with another subnet`,
    })
}

async function scopeOf({ subnetpool_id: pool }: SubnetRow, work: Work): Promise<string | null> {
  if (pool === null) return null
  return ((await work.get('SubnetPool', pool))?.row['address_scope_id'] ?? null) as string | null
}

const sameVersion = (subnet: SubnetRow, others: readonly SubnetRow[]) =>
  others.filter(other => other.ip_version === subnet.ip_version)

/** Subnets of one IP version on a network are of one address scope; without scopes, of one pool or of none. */
export async function requireAffinity(subnet: SubnetRow, others: readonly SubnetRow[], work: Work) {
  const scope = await scopeOf(subnet, work)
  for (const other of sameVersion(subnet, others)) {
    const otherScope = await scopeOf(other, work)
    if (otherScope !== null && otherScope !== scope) refuse('subnet.scope_affinity')
    if (otherScope === null && other.subnetpool_id !== subnet.subnetpool_id) refuse('subnet.pool_affinity')
  }
}

async function scopeOfVersion(version: 4 | 6, subnets: readonly SubnetRow[], work: Work): Promise<string | null> {
  for (const subnet of subnets) {
    const scope = subnet.ip_version === version ? await scopeOf(subnet, work) : null
    if (scope !== null) return scope
  }
  return null
}

/** Keeps what a network shows of its subnets in step; of a network that goes there is nothing to keep. */
export async function showSubnets(network: string, change: (ids: readonly string[]) => readonly string[], work: Work) {
  const stored = await work.get('Network', network)
  if (stored === undefined) return
  const row = stored.row as NetworkRow
  const ids = change(row.subnets)
  const subnets = await subnetsOf({ ...row, subnets: ids }, work)
  await work.update('Network', network, {
    subnets: ids,
    ipv4_address_scope: await scopeOfVersion(4, subnets, work),
    ipv6_address_scope: await scopeOfVersion(6, subnets, work),
    l2_adjacency: subnets.every(subnet => subnet.segment_id === null),
  })
}
