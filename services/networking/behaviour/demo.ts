/** A small cloud to try things on: a network to the outside, one inside, and a router between them. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { addInterface } from './router/add-interface.ts'
import type { RouterRow } from './rows.ts'

const idOf = (row: Row) => String(row['id'])

/** @param project that owns what is inside */
export async function makeDemo(work: Work, project: string): Promise<void> {
  const known = await work.tx.list(work.kind('Network'), { limit: 1 })
  if (known.length > 0) return
  const external = { project_id: project, name: 'public', description: 'The outside', 'router:external': true }
  const flat = { 'provider:network_type': 'flat', 'provider:physical_network': 'public', is_default: true }
  const outside = idOf((await work.create('Network', { ...external, ...flat })).row)
  await work.create('Subnet', {
    ...{ project_id: project, name: 'public-v4', network_id: outside },
    ...{ ip_version: 4, cidr: '203.0.113.0/24', enable_dhcp: false },
  })
  const inside = idOf((await work.create('Network', { project_id: project, name: 'private' })).row)
  const of = { project_id: project, network_id: inside }
  const v4 = await work.create('Subnet', { ...of, name: 'private-v4', ip_version: 4, cidr: '10.0.0.0/24' })
  const modes = { ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
  const v6 = await work.create('Subnet', {
    ...of,
    ...modes,
    name: 'private-v6',
    ip_version: 6,
    cidr: 'fd00:0:0:1::/64',
  })
  const external_gateway_info = { network_id: outside }
  const { row: router } = await work.create('Router', { project_id: project, name: 'router', external_gateway_info })
  for (const { row } of [v4, v6]) await addInterface(router as RouterRow, { subnet_id: idOf(row), port_id: null }, work)
}
