import type { Work } from '@baryon/decide'
import { followGateway } from '../router/follow.ts'
import type { PortRow, SubnetRow } from '../rows.ts'
import { routerOwners } from './gateway.ts'

const without = [...routerOwners, 'network:router_centralized_snat']

/** Machines make themselves addresses of a new subnet where they do so, whose ports then have them. */
export async function addAutomaticAddresses(subnet: SubnetRow, work: Work) {
  const on = { attribute: 'network_id', in: [subnet.network_id] }
  const ports = await work.list('Port', { all: [on, { not: { attribute: 'device_owner', in: without } }] })
  for (const { row } of ports) {
    const { id, fixed_ips, device_owner } = row as PortRow
    if (subnet.service_types.length > 0 && !subnet.service_types.includes(device_owner)) continue
    const changed = await work.update('Port', id, { fixed_ips: [...fixed_ips, { subnet_id: subnet.id }] })
    await followGateway(changed.row, work)
  }
}
