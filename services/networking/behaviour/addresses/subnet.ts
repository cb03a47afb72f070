/** A subnet as the allocation of addresses sees it. */
import type { Row } from '@baryon/model'
import { type Block, blockOf } from '../network-address/block.ts'
import { compareIps, type Ip, ipOf } from '../network-address/ip.ts'
import { contains, type Range, rangeOf } from '../network-address/range.ts'
import { isRouterPort } from '../port/device-owners.ts'
import type { SubnetRow } from '../rows.ts'

export interface Subnet {
  readonly id: string
  readonly version: 4 | 6
  readonly cidr: string
  readonly block: Block
  /** Where addresses are chosen from, in order. */
  readonly pools: readonly Range[]
  readonly gateway: Ip | undefined
  /** Whether machines make up their addresses themselves (SLAAC, also with stateless DHCPv6). */
  readonly automatic: boolean
  readonly hasDhcp: boolean
  /** Device owners that get addresses here; none: all. */
  readonly serviceTypes: readonly string[]
  readonly segment: string | null
}

const automaticModes: readonly (string | null)[] = ['slaac', 'dhcpv6-stateless']

function read(row: SubnetRow): Subnet {
  return {
    id: row.id,
    version: row.ip_version,
    cidr: row.cidr,
    block: blockOf(row.cidr),
    pools: row.allocation_pools.map(rangeOf).sort((left, right) => compareIps(left.first, right.first)),
    gateway: row.gateway_ip === null ? undefined : ipOf(row.gateway_ip),
    automatic: automaticModes.includes(row.ipv6_address_mode) || automaticModes.includes(row.ipv6_ra_mode),
    hasDhcp: row.enable_dhcp,
    serviceTypes: row.service_types,
    segment: row.segment_id,
  }
}

const known = new WeakMap<Row, Subnet>()

/** Reads a stored subnet; a row that is read again is not worked out again. */
export function subnetOf(row: Row): Subnet {
  const before = known.get(row)
  if (before !== undefined) return before
  const made = read(row as SubnetRow)
  known.set(row, made)
  return made
}

/** Whether ports of that owner get addresses of the subnet. DHCP servers do wherever there is DHCP. */
export const serves = ({ serviceTypes, hasDhcp }: Subnet, owner: string): boolean =>
  serviceTypes.length === 0 || serviceTypes.includes(owner) || (hasDhcp && owner === 'network:dhcp')

/**
 * Whether a port of that owner can have the address, be it in a pool or not: neither the address of the subnet itself,
 * unless it is an IPv6 router's, nor the IPv4 broadcast address.
 */
export function isUsable({ version, block }: Subnet, ip: Ip, owner: string): boolean {
  if (!contains(block, ip)) return false
  if (version === 6) return ip !== block.first || owner === '' || isRouterPort(owner)
  return block.prefix >= 31 || (ip !== block.first && ip !== block.last)
}
