/** Subnets, which are told as parts of their network. */
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/reconcile'
import { fixedIpsOf, idOf, isShared, jsonOf, listOf, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'

const METADATA = '169.254.169.254/32'

/** Addresses of the metadata service's doors: those of the network's DHCP ports in this subnet. */
function doors(subnet: Row, dhcpPorts: readonly Row[]): readonly string[] {
  return dhcpPorts
    .flatMap(fixedIpsOf)
    .filter(({ subnet_id }) => subnet_id === idOf(subnet))
    .map(({ ip_address }) => ip_address)
}

/** The subnet's own routes, and one to the metadata service unless it has that already. */
function hostRoutes(subnet: Row, dhcpPorts: readonly Row[]): readonly Json[] {
  const routes = listOf(subnet, 'host_routes')
  const [nexthop] = subnet['ip_version'] === 4 ? doors(subnet, dhcpPorts) : []
  const isThere = routes.some(route => textOf(route as Row, 'destination') === METADATA)
  return nexthop === undefined || isThere ? routes : [...routes, { destination: METADATA, nexthop }]
}

/** @param dhcpPorts of its network, if they make routes */
export const subnetBody = ({ dialect }: ProjectionSettings, subnet: Row, dhcpPorts: readonly Row[]): Json => ({
  id: idOf(subnet),
  ...(dialect.subnetNames ? { name: textOf(subnet, 'name') } : {}),
  tenant_id: textOf(subnet, 'project_id'),
  network_id: textOf(subnet, 'network_id'),
  ip_version: jsonOf(subnet, 'ip_version'),
  cidr: jsonOf(subnet, 'cidr'),
  gateway_ip: jsonOf(subnet, 'gateway_ip'),
  allocation_pools: listOf(subnet, 'allocation_pools'),
  dns_nameservers: listOf(subnet, 'dns_nameservers'),
  host_routes: hostRoutes(subnet, dhcpPorts),
  enable_dhcp: subnet['enable_dhcp'] !== false,
  shared: isShared(subnet),
  state: 'UP',
})
