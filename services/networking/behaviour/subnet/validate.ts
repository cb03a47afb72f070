/** What a subnet may say, whatever else is on its network. */
import { blockOf } from '../network-address/block.ts'
import { versionOfText } from '../network-address/ip.ts'
import { refuse } from '../refuse.ts'
import type { SubnetRow } from '../rows.ts'
import type { Settings } from '../settings.ts'

const invalid = (reason: string): never => refuse('subnet.invalid', { reason })

/** Refuses an address or a range of the other IP version. */
export function requireVersion({ ip_version }: SubnetRow, what: string, text: string) {
  if (versionOfText(text) !== ip_version) invalid(`${what} '${text}' does not match the ip_version '${ip_version}'`)
}

const loopback = [blockOf('127.0.0.0/8'), blockOf('::1/128')]
const multicast = [blockOf('224.0.0.0/4'), blockOf('ff00::/8')]

/** Not every range can have DHCP. */
export function requireDhcpRange({ cidr, ip_version }: SubnetRow) {
  const { prefix, first } = blockOf(cidr)
  if (prefix > (ip_version === 4 ? 30 : 126))
    invalid('Subnet has a prefix length that is incompatible with DHCP service enabled')
  const isIn = (block: { readonly first: unknown; readonly last: unknown }) =>
    typeof block.first === typeof first && first >= (block.first as number) && first <= (block.last as number)
  if (multicast.some(isIn)) invalid('Multicast IP subnet is not supported if enable_dhcp is True')
  if (loopback.some(isIn)) invalid('Loopback IP subnet is not supported if enable_dhcp is True')
  if (first === 0) invalid("First IP '0.0.0.0' of network is not supported if enable_dhcp is True.")
}

/** How a refusal calls a subnet. */
const called = ({ id }: SubnetRow, isNew: boolean) => (isNew ? 'new subnet' : id)

export function requireNameservers(subnet: SubnetRow, { max_dns_nameservers: limit }: Settings, isNew: boolean) {
  if (subnet.dns_nameservers.length > limit)
    refuse('subnet.too_many_nameservers', { subnet: called(subnet, isNew), limit })
  for (const server of subnet.dns_nameservers) requireVersion(subnet, 'dns_nameserver', server)
}

export function requireRoutes(subnet: SubnetRow, { max_host_routes: limit }: Settings, isNew: boolean) {
  if (subnet.host_routes.length > limit) refuse('subnet.too_many_routes', { subnet: called(subnet, isNew), limit })
  for (const { destination, nexthop } of subnet.host_routes) {
    requireVersion(subnet, 'nexthop', nexthop)
    requireVersion(subnet, 'destination', destination)
  }
}

const owners = ['network:', 'neutron:', 'compute:', 'baremetal:']

export function requireServiceTypes({ service_types }: SubnetRow) {
  const type = service_types.find(one => !owners.some(owner => one.startsWith(owner)))
  if (type !== undefined) refuse('subnet.service_type', { type })
}
