/** A router loses a leg: its port, or one prefix of an IPv6 port that has several. */
import type { Work } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import type { FloatingIpRow, PortForwardingRow, RouterRow, SubnetRow } from '../rows.ts'
import { interfaceAnswer } from './interface-answer.ts'
import { legsOf } from './legs.ts'
import { isWithin } from './routes.ts'
import { subnetsOf } from './subnets.ts'

/** Whether that port has that address in the subnet. */
async function isIn(work: Work, subnet: SubnetRow, address: string, port: string): Promise<boolean> {
  if (!isWithin(address, subnet)) return false
  const query = { equal: [subnet.id, address], limit: 1 }
  const [element] = await work.tx.elements(work.kind('Port'), 'address', query)
  return element?.id === port
}

async function isUsedByFloatingIp(work: Work, router: string, subnet: SubnetRow): Promise<boolean> {
  const stored = await work.list('FloatingIp', { attribute: 'router_id', in: [router] })
  const floating = stored.map(({ row }) => row as FloatingIpRow)
  for (const { fixed_ip_address: address, port_id: port } of floating)
    if (address !== null && port !== null && (await isIn(work, subnet, address, port))) return true
  const without = floating.filter(({ port_id }) => port_id === null).map(({ id }) => id)
  if (without.length === 0) return false
  for (const { row } of await work.list('PortForwarding', { attribute: 'floatingip_id', in: without })) {
    const { internal_ip_address: address, internal_port_id: port } = row as PortForwardingRow
    if (await isIn(work, subnet, address, port)) return true
  }
  return false
}

async function isUsedByNdpProxy(work: Work, router: string, subnet: SubnetRow): Promise<boolean> {
  for (const { row } of await work.list('NdpProxy', { attribute: 'router_id', in: [router] }))
    if (await isIn(work, subnet, row['ip_address'] as string, row['port_id'] as string)) return true
  return false
}

async function refuseInUse(router: RouterRow, subnet: SubnetRow, work: Work) {
  const values = { router: router.id, subnet: subnet.id }
  if (await isUsedByNdpProxy(work, router.id, subnet)) refuse('router.interface_in_use_by_ndp_proxy', values)
  if (await isUsedByFloatingIp(work, router.id, subnet)) refuse('router.interface_in_use_by_floating_ip', values)
  if (router.routes.some(({ nexthop }) => isWithin(nexthop, subnet))) refuse('router.interface_in_use_by_route', values)
}

async function removePort(router: RouterRow, id: string, subnet: string | undefined, work: Work): Promise<Json> {
  const port = (await legsOf(work, router.id)).interfaces.find(one => one.id === id)
  if (port === undefined) return refuse('router.not_its_interface', { router: router.id, port: id })
  const ids = port.fixed_ips.map(({ subnet_id }) => subnet_id)
  if (subnet !== undefined && !ids.includes(subnet)) refuse('router.subnet_of_other_port', { port: id, subnet })
  for (const one of await subnetsOf(work, ids)) await refuseInUse(router, one, work)
  await work.remove('Port', id)
  return interfaceAnswer(router, port, ids)
}

async function removeSubnet(router: RouterRow, id: string, work: Work): Promise<Json> {
  const subnet = (await found(work, 'Subnet', id)) as SubnetRow
  const legs = await legsOf(work, router.id)
  const port = legs.interfaces.find(one => one.fixed_ips.some(({ subnet_id }) => subnet_id === id))
  if (port === undefined) return refuse('router.no_interface_in_subnet', { router: router.id, subnet: id })
  await refuseInUse(router, subnet, work)
  const others = port.fixed_ips.filter(({ subnet_id }) => subnet_id !== id)
  if (others.length === 0) await work.remove('Port', port.id)
  else await work.update('Port', port.id, { fixed_ips: others })
  return interfaceAnswer(router, port, [id])
}

/** @param input `subnet_id`, `port_id`, or both for one leg */
export function removeInterface(router: RouterRow, input: Row, work: Work): Promise<Json> {
  const { subnet_id: subnet, port_id: port } = input
  const inSubnet = typeof subnet === 'string' ? subnet : undefined
  if (typeof port === 'string') return removePort(router, port, inSubnet, work)
  if (inSubnet !== undefined) return removeSubnet(router, inSubnet, work)
  return refuse('router.neither_subnet_nor_port')
}
