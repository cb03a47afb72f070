/** Which port, address and router a floating IP leads to. */
import type { Draft, Work } from '@baryon/decide'
import { isAdmin } from '@baryon/model'
import { found } from '../found.ts'
import { versionOfText } from '../network-address/ip.ts'
import { refuse } from '../refuse.ts'
import type { FixedIp, FloatingIpRow, PortRow, RouterRow, SubnetRow } from '../rows.ts'
import { routerBetween } from './reach.ts'

const DHCP = 'network:dhcp'

async function portOf(id: string, floating: FloatingIpRow, work: Work): Promise<PortRow> {
  const port = (await found(work, 'Port', id)) as PortRow
  if (port.project_id !== floating.project_id && !isAdmin(work.caller))
    refuse('floating_ip.foreign_port', { port: id }, '/port_id')
  if (port.device_owner === DHCP) refuse('floating_ip.unfit_port', { port: id }, '/port_id')
  return port
}

/** @param asked the address that is asked for; null: the only one there is */
function addressOf(port: PortRow, asked: string | null): FixedIp {
  if (asked !== null) {
    if (versionOfText(asked) !== 4) refuse('floating_ip.not_ipv4', { address: asked }, '/fixed_ip_address')
    const own = port.fixed_ips.find(({ ip_address }) => ip_address === asked)
    return own ?? refuse('floating_ip.address_of_other', { port: port.id, address: asked }, '/fixed_ip_address')
  }
  const [first, second] = port.fixed_ips.filter(({ ip_address }) => versionOfText(ip_address) === 4)
  if (first === undefined) return refuse('floating_ip.port_without_ipv4', { port: port.id }, '/port_id')
  return second === undefined ? first : refuse('floating_ip.several_addresses', { port: port.id }, '/fixed_ip_address')
}

async function routerOf(port: PortRow, { subnet_id }: FixedIp, network: string, work: Work): Promise<RouterRow> {
  const subnet = (await work.get('Subnet', subnet_id))?.row as SubnetRow | undefined
  const router = subnet && (await routerBetween(subnet, network, work))
  return router ?? refuse('floating_ip.unreachable', { network, subnet: subnet_id, port: port.id }, '/port_id')
}

/** A port's address is reached by one floating IP of a network. */
async function refuseTwice(floating: FloatingIpRow, port: string, address: string, work: Work) {
  const others = await work.list('FloatingIp', { attribute: 'port_id', in: [port] })
  const isTwin = (other: FloatingIpRow) =>
    other.id !== floating.id &&
    other.floating_network_id === floating.floating_network_id &&
    other.fixed_ip_address === address
  if (!others.some(({ row }) => isTwin(row as FloatingIpRow))) return
  refuse('floating_ip.port_taken', {
    floating: floating.id,
    floating_address: floating.floating_ip_address,
    port,
    address,
    network: floating.floating_network_id,
  })
}

/** What is translated on the host of the port cannot be forwarded on the router too. */
async function refuseForwarded(port: string, router: RouterRow, work: Work) {
  if (!router.distributed) return
  const used = await work.tx.count(work.kind('PortForwarding'), { attribute: 'internal_port_id', in: [port] })
  if (used > 0) refuse('floating_ip.port_forwarded', { port }, '/port_id')
}

/** Makes the floating IP lead to a port, in place. @param asked the address of the port that is asked for */
export async function associate(row: Draft, id: string, asked: string | null, work: Work): Promise<void> {
  const floating = row as unknown as FloatingIpRow
  const port = await portOf(id, floating, work)
  const address = addressOf(port, asked)
  const router = await routerOf(port, address, floating.floating_network_id, work)
  await refuseTwice(floating, id, address.ip_address, work)
  await refuseForwarded(id, router, work)
  Object.assign(row, { port_id: id, fixed_ip_address: address.ip_address, router_id: router.id })
}

/** Makes the floating IP lead nowhere, in place. Its router stays while ports of it are forwarded. */
export function dissociate(row: Draft, old: FloatingIpRow): void {
  const router = old.port_id === null ? old.router_id : null
  Object.assign(row, { port_id: null, fixed_ip_address: null, router_id: router, status: 'DOWN' })
}
