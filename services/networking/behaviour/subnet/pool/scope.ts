/** Pools in one address scope have no address in common, and subnets of a network are of one scope. */
import type { Work } from '@baryon/decide'
import { isAdmin, type Row } from '@baryon/model'
import { found } from '../../found.ts'
import { blockOf } from '../../network-address/block.ts'
import { overlaps } from '../../network-address/range.ts'
import { refuse } from '../../refuse.ts'
import type { NetworkRow } from '../../rows.ts'
import { showSubnets, subnetsOf } from '../on-network.ts'
import { type SubnetPoolRow, subnetsFrom } from './allocate.ts'

async function requireApart(pool: SubnetPoolRow, scope: string, work: Work) {
  const blocks = pool.prefixes.map(blockOf)
  const others = await work.list('SubnetPool', { attribute: 'address_scope_id', in: [scope] })
  const taken = others
    .filter(({ row }) => row['id'] !== pool.id)
    .flatMap(({ row }) => (row as SubnetPoolRow).prefixes.map(blockOf))
  if (blocks.some(block => taken.some(other => overlaps(block, other)))) refuse('address_scope.conflict')
}

/** The networks with subnets of a pool. */
async function networksOf(pool: string, work: Work): Promise<readonly NetworkRow[]> {
  const ids = new Set((await subnetsFrom(pool, work)).map(subnet => subnet.network_id))
  const networks: NetworkRow[] = []
  for (const id of ids) {
    const stored = await work.get('Network', id)
    if (stored !== undefined) networks.push(stored.row as NetworkRow)
  }
  return networks
}

/** Refuses when a network would have subnets inside and outside of the scope. */
async function requireWholeNetworks({ id, ip_version }: SubnetPoolRow, work: Work) {
  for (const network of await networksOf(id, work)) {
    const subnets = await subnetsOf(network, work)
    if (subnets.some(subnet => subnet.ip_version === ip_version && subnet.subnetpool_id !== id))
      refuse('subnet.scope_affinity')
  }
}

/** Checks the address scope of a pool that is new or changed. */
export async function requireScope(pool: SubnetPoolRow, old: SubnetPoolRow | undefined, work: Work) {
  const { address_scope_id: scope } = pool
  if (scope === null) return
  const row = (await found(work, 'AddressScope', scope)) as Row
  if (row['ip_version'] !== pool.ip_version)
    refuse('subnet_pool.scope_version', { pool: pool.id, scope, version: row['ip_version'] })
  if (old !== undefined && old.address_scope_id !== scope) await requireWholeNetworks(pool, work)
  await requireApart(pool, scope, work)
}

/** Who does not own the scope of a pool does not change the pool. */
export async function requireOwnScope(old: SubnetPoolRow, work: Work) {
  const scope = old.address_scope_id
  if (scope === null || !work.asked || isAdmin(work.caller)) return
  const row = (await work.get('AddressScope', scope))?.row
  if (row !== undefined && row['project_id'] !== work.caller.project)
    refuse('subnet_pool.update', {
      reason: `subnetpool ${old.id} cannot be updated when associated with shared address scope ${scope}`,
    })
}

/** Networks show the scope of their subnets. */
export async function showScope(pool: string, work: Work) {
  for (const { id } of await networksOf(pool, work)) await showSubnets(id, ids => ids, work)
}
