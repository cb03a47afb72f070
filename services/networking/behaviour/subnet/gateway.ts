import type { Work } from '@baryon/decide'
import { blockOf } from '../network-address/block.ts'
import { formatIp, ipOf, plus } from '../network-address/ip.ts'
import { contains, rangeOf } from '../network-address/range.ts'
import { refuse } from '../refuse.ts'
import type { SubnetRow } from '../rows.ts'
import { requireVersion } from './validate.ts'

/**
 * The gateway of a subnet that says none: the address behind that of the network; of an IPv6 subnet whose addresses were
 * given, that of the network itself (the routers' anycast address).
 */
export function usualGateway(cidr: string, isFromPool: boolean): string {
  const { first } = blockOf(cidr)
  return formatIp(typeof first === 'bigint' && !isFromPool ? first : plus(first, 1))
}

/** @throws Refusal `subnet.invalid` when the gateway is the address of the network or the broadcast address */
export function requireGateway(subnet: SubnetRow) {
  const { gateway_ip, cidr } = subnet
  if (gateway_ip === null) return
  requireVersion(subnet, 'gateway_ip', gateway_ip)
  const [ip, block] = [ipOf(gateway_ip), blockOf(cidr)]
  if (typeof ip !== 'number' || block.prefix > 30) return
  if (ip === block.first || ip === block.last) refuse('subnet.invalid', { reason: 'Gateway is not valid on subnet' })
}

/** @throws Refusal `subnet.gateway_in_pool` when ports would get the address of the gateway */
export function requireGatewayOutside({ gateway_ip, allocation_pools }: SubnetRow) {
  if (gateway_ip === null) return
  const ip = ipOf(gateway_ip)
  const pool = allocation_pools.find(one => contains(rangeOf(one), ip))
  if (pool !== undefined) refuse('subnet.gateway_in_pool', { gateway: gateway_ip, pool: `${pool.start}-${pool.end}` })
}

export const routerOwners: readonly string[] = [
  'network:router_interface',
  'network:ha_router_replicated_interface',
  'network:router_interface_distributed',
]

/** The gateway does not change while a router has its address. */
export async function requireGatewayUnused(old: SubnetRow, work: Work) {
  if (old.gateway_ip === null) return
  const equal = [old.id, old.gateway_ip]
  const [holder] = await work.tx.elements(work.kind('Port'), 'address', { equal, limit: 1 })
  if (holder === undefined) return
  const port = await work.get('Port', holder.id)
  if (routerOwners.includes(String(port?.row['device_owner'])))
    refuse('subnet.gateway_in_use', { gateway: old.gateway_ip, port: holder.id })
}
