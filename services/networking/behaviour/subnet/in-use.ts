import type { Work } from '@baryon/decide'
import { automaticOwners } from '../network/unplugged.ts'
import { refuse } from '../refuse.ts'
import { followGateway } from '../router/follow.ts'
import type { PortRow, SubnetRow } from '../rows.ts'
import { routerOwners } from './gateway.ts'
import { isAutomatic } from './modes.ts'

/** Ports that go by themselves are few, so one of so many keeps the subnet. */
const LOOKED_AT = 200

/** Takes the addresses of a subnet from a port. */
async function release(port: string, subnet: string, work: Work) {
  const stored = await work.get('Port', port)
  if (stored === undefined) return
  const { fixed_ips } = stored.row as PortRow
  const left = fixed_ips.filter(one => one.subnet_id !== subnet)
  const { row } = await work.update('Port', port, { fixed_ips: left })
  await followGateway(row, work)
}

const holdersOf = async ({ id }: SubnetRow, work: Work, limit?: number): Promise<ReadonlySet<string>> => {
  const query = { equal: [id], ...(limit === undefined ? {} : { limit }) }
  return new Set((await work.tx.elements(work.kind('Port'), 'address', query)).map(element => element.id))
}

/** Refuses while ports have addresses of the subnet, but for those that {@link vacate} takes back. */
export async function requireUnused(subnet: SubnetRow, work: Work) {
  const isFree = isAutomatic(subnet)
  for (const id of await holdersOf(subnet, work, isFree ? undefined : LOOKED_AT)) {
    const owner = String((await work.get('Port', id))?.row['device_owner'] ?? '')
    const mayLose = isFree ? !routerOwners.includes(owner) : automaticOwners.includes(owner)
    if (!mayLose) refuse('subnet.in_use', { subnet: subnet.id })
  }
}

/**
 * Takes back what machines made up themselves, and what ports have that come and go by themselves. The subnet is gone by
 * then, so no port gets another address of it.
 */
export async function vacate(subnet: SubnetRow, work: Work) {
  for (const id of await holdersOf(subnet, work)) await release(id, subnet.id, work)
}
