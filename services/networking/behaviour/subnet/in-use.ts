import type { Work } from '@baryon/decide'
import { automaticOwners } from '../network/unplugged.ts'
import { refuse } from '../refuse.ts'
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
  await work.update('Port', port, { fixed_ips: fixed_ips.filter(one => one.subnet_id !== subnet) })
}

/**
 * Refuses while ports have addresses of the subnet. What machines made up themselves, and what ports have that come and go
 * by themselves, is taken back instead.
 */
export async function vacate(subnet: SubnetRow, work: Work) {
  const isFree = isAutomatic(subnet)
  const query = { equal: [subnet.id], ...(isFree ? {} : { limit: LOOKED_AT }) }
  const holders = new Set((await work.tx.elements(work.kind('Port'), 'address', query)).map(element => element.id))
  for (const id of holders) {
    const owner = String((await work.get('Port', id))?.row['device_owner'] ?? '')
    const mayLose = isFree ? !routerOwners.includes(owner) : automaticOwners.includes(owner)
    if (!mayLose) refuse('subnet.in_use', { subnet: subnet.id })
  }
  for (const id of holders) await release(id, subnet.id, work)
}
