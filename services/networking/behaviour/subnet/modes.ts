/** How the machines of an IPv6 subnet get their addresses. */
import { blockOf } from '../network-address/block.ts'
import { refuse } from '../refuse.ts'
import type { SubnetRow } from '../rows.ts'

const invalid = (reason: string): never => refuse('subnet.invalid', { reason })

const automatic = ['slaac', 'dhcpv6-stateless']

/** Whether machines make up their addresses themselves, of the prefix and their MAC address. */
export const isAutomatic = ({
  ipv6_ra_mode,
  ipv6_address_mode,
}: Pick<SubnetRow, 'ipv6_ra_mode' | 'ipv6_address_mode'>) =>
  automatic.includes(ipv6_address_mode ?? '') || automatic.includes(ipv6_ra_mode ?? '')

/** @throws Refusal `subnet.invalid` when the modes contradict each other or the rest of the subnet */
export function requireModes(subnet: SubnetRow) {
  const { ip_version, ipv6_ra_mode: ra, ipv6_address_mode: address, enable_dhcp, cidr } = subnet
  if (ra === null && address === null) return
  if (ip_version === 4) {
    if (ra !== null) invalid('ipv6_ra_mode is not valid when ip_version is 4')
    invalid('ipv6_address_mode is not valid when ip_version is 4')
  }
  if (!enable_dhcp) invalid('ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False')
  if (ra !== null && address !== null && ra !== address)
    invalid(
      `ipv6_ra_mode set to '${ra}' with ipv6_address_mode set to '${address}' is not valid. If both attributes are set, they must be the same value`,
    )
  if (isAutomatic(subnet) && blockOf(cidr).prefix !== 64)
    invalid(
      `Invalid CIDR ${cidr} for IPv6 address mode. OpenStack uses the EUI-64 address format, which requires the prefix to be /64`,
    )
}
