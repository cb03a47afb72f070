/** What stories begin with: an external network, and networks of two projects behind routers. */
import type { Cloud, ProjectName } from '../cloud.ts'

export interface Prepared {
  /** Ids of the external network 198.51.100.0/24 and its subnet. */
  readonly outside: string
  readonly outsideSubnet: string
}

async function behindRouter(cloud: Cloud, project: ProjectName, outside: string) {
  const member = cloud.as(project)
  const { id: network_id } = await member.make('/networks', { network: { name: 'inside' } })
  const v4 = { network_id, ip_version: 4, cidr: '10.0.0.0/24' }
  const v6 = { network_id, ip_version: 6, cidr: '2001:db8::/64', ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
  const subnets: readonly { id: string }[] = await member.make('/subnets', { subnets: [v4, v6] })
  const router = await member.make('/routers', { router: { external_gateway_info: { network_id: outside } } })
  for (const { id } of subnets) await member.put(`/routers/${router.id}/add_router_interface`, { subnet_id: id })
  const machine = { network_id, device_owner: 'compute:nova', device_id: 'vm' }
  await member.make('/ports', { ports: [machine, machine, { network_id }] })
  await member.make('/floatingips', { floatingip: { floating_network_id: outside } })
}

export async function prepare(cloud: Cloud): Promise<Prepared> {
  const { admin } = cloud
  const { id: outside } = await admin.make('/networks', { network: { 'router:external': true } })
  const subnet = { network_id: outside, ip_version: 4, cidr: '198.51.100.0/24', enable_dhcp: false }
  const { id: outsideSubnet } = await admin.make('/subnets', { subnet })
  for (const project of ['demo', 'alt'] as const) await behindRouter(cloud, project, outside)
  return { outside, outsideSubnet }
}
