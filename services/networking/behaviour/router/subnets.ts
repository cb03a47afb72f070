import type { Work } from '@baryon/decide'
import { blockOf } from '../network-address/block.ts'
import { overlaps } from '../network-address/range.ts'
import { refuse } from '../refuse.ts'
import type { NetworkRow, SubnetRow } from '../rows.ts'
import type { Legs } from './legs.ts'

/** The subnets with these ids that are there, each once. */
export async function subnetsOf(work: Work, ids: readonly string[]): Promise<readonly SubnetRow[]> {
  const found: SubnetRow[] = []
  for (const id of new Set(ids)) {
    const stored = await work.get('Subnet', id)
    if (stored !== undefined) found.push(stored.row as SubnetRow)
  }
  return found
}

/** The subnets of a network. */
async function subnetsOn(work: Work, network: string): Promise<readonly SubnetRow[]> {
  const stored = await work.get('Network', network)
  return stored === undefined ? [] : subnetsOf(work, (stored.row as NetworkRow).subnets)
}

/** Ids of the subnets that interfaces are in. */
export const subnetIdsOf = ({ interfaces }: Pick<Legs, 'interfaces'>): readonly string[] =>
  interfaces.flatMap(port => port.fixed_ips.map(({ subnet_id }) => subnet_id))

/**
 * Refuses subnets that the router has a leg in already, and those whose addresses overlap with what it reaches: it could
 * not tell where to send packets.
 */
export async function refuseOverlaps(work: Work, legs: Legs, wanted: readonly SubnetRow[]): Promise<void> {
  const own = subnetIdsOf(legs)
  const gateway = legs.gateway === undefined ? [] : await subnetsOn(work, legs.gateway.network_id)
  const taken = [...own, ...(legs.gateway?.fixed_ips ?? []).map(({ subnet_id }) => subnet_id)]
  const twice = taken.find(id => wanted.some(subnet => subnet.id === id))
  if (twice !== undefined) refuse('router.subnet_twice', { subnet: twice })
  for (const { id, cidr } of [...(await subnetsOf(work, own)), ...gateway]) {
    const other = wanted.find(subnet => overlaps(blockOf(cidr), blockOf(subnet.cidr)))
    if (other === undefined) continue
    refuse('router.overlap', { new_cidr: other.cidr, new_subnet: other.id, cidr, subnet: id })
  }
}
