import type { Behaviour, Draft, Work } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { found, notFound } from '../found.ts'
import { versionOfText } from '../network-address/ip.ts'
import { pythonic } from '../python.ts'
import { refuse } from '../refuse.ts'
import type { FloatingIpRow, PortForwardingRow, PortRow, SubnetRow } from '../rows.ts'
import { refuseCollisions } from './port-collision.ts'
import { formatRange, type PortRange, rangeOf } from './port-range.ts'
import { routerBetween } from './reach.ts'

type Side = 'external' | 'internal'

/** What is given anew: an update may repeat what is stored. */
const isNew = (name: string, given: Row, old: Row | undefined) =>
  given[name] !== undefined && given[name] !== null && given[name] !== old?.[name]

/** The ports of one side, as one number or as a range: whichever is given anew. */
function portsOf(side: Side, given: Row, old: Row | undefined): PortRange {
  const [single, several] = [`${side}_port`, `${side}_port_range`]
  if (isNew(several, given, old)) return rangeOf(given[several] as string, several)
  if (isNew(single, given, old)) return rangeOf(String(given[single]), single)
  const stored = old?.[several]
  return typeof stored === 'string'
    ? rangeOf(stored, several)
    : refuse('port_forwarding.no_port', { side }, `/${single}`)
}

/** Both spellings of the ports, in place: the one number only where it is one. */
function complete(row: Draft, given: Row, old: Row | undefined) {
  for (const side of ['external', 'internal'] as const) {
    const ports = portsOf(side, given, old)
    row[`${side}_port_range`] = formatRange(ports)
    row[`${side}_port`] = ports.first === ports.last ? ports.first : null
  }
}

async function floatingIpOf(row: Row, work: Work): Promise<FloatingIpRow> {
  const id = row['floatingip_id'] as string
  const stored = await work.get('FloatingIp', id)
  if (stored === undefined) throw new Refusal(notFound('FloatingIp', id))
  return stored.row as FloatingIpRow
}

/** A port that a whole floating IP leads to needs no forwarding. */
async function refuseAssociated(forwarding: PortForwardingRow, work: Work) {
  const port = forwarding.internal_port_id
  const [stored] = await work.list('FloatingIp', { attribute: 'port_id', in: [port] })
  const other = stored?.row as FloatingIpRow | undefined
  if (other === undefined) return
  refuse('port_forwarding.port_associated', {
    floating: other.id,
    floating_address: other.floating_ip_address,
    port,
    address: forwarding.internal_ip_address,
  })
}

/** The subnet of the address, which has to be an IPv4 address of the port. */
async function subnetOf({ internal_port_id: id, internal_ip_address: address }: PortForwardingRow, work: Work) {
  const port = (await found(work, 'Port', id)) as PortRow
  const addresses = port.fixed_ips.filter(({ ip_address }) => versionOfText(ip_address) === 4)
  if (addresses.length === 0) refuse('port_forwarding.port_without_ipv4', { port: id }, '/internal_port_id')
  const own = addresses.find(({ ip_address }) => ip_address === address)
  const values = { address, port: id, addresses: pythonic(addresses) }
  if (own === undefined) return refuse('port_forwarding.address_of_other', values, '/internal_ip_address')
  return (await found(work, 'Subnet', own.subnet_id)) as SubnetRow
}

/** All ports of a floating IP are forwarded by one router. */
async function routerFor(forwarding: PortForwardingRow, floating: FloatingIpRow, work: Work): Promise<string> {
  const subnet = await subnetOf(forwarding, work)
  const network = floating.floating_network_id
  const values = { network, subnet: subnet.id, port: forwarding.internal_port_id, floating: floating.id }
  const router = await routerBetween(subnet, network, work)
  if (router === undefined) return refuse('port_forwarding.unreachable', values, '/internal_port_id')
  if (floating.router_id !== null && floating.router_id !== router.id)
    refuse('port_forwarding.other_router', { ...values, router: floating.router_id }, '/internal_port_id')
  return router.id
}

async function create(row: Draft, given: Row, work: Work) {
  complete(row, given, undefined)
  const forwarding = row as unknown as PortForwardingRow
  await refuseCollisions(forwarding, work)
  await refuseAssociated(forwarding, work)
  const floating = await floatingIpOf(row, work)
  if (floating.port_id !== null)
    refuse('floating_ip.port_taken', {
      floating: floating.id,
      floating_address: floating.floating_ip_address,
      port: forwarding.internal_port_id,
      address: forwarding.internal_ip_address,
      network: floating.floating_network_id,
    })
  const router = await routerFor(forwarding, floating, work)
  if (floating.router_id === null) await work.update('FloatingIp', floating.id, { router_id: router })
}

async function update(row: Draft, old: Row, given: Row, work: Work) {
  complete(row, given, old)
  const forwarding = row as unknown as PortForwardingRow
  const isElsewhere = ['internal_port_id', 'internal_ip_address'].some(name => row[name] !== old[name])
  if (row['internal_port_id'] !== old['internal_port_id']) await refuseAssociated(forwarding, work)
  if (isElsewhere) await routerFor(forwarding, await floatingIpOf(row, work), work)
  await refuseCollisions(forwarding, work)
}

/** With its last forwarding a floating IP loses its router. */
async function removed(row: Row, work: Work) {
  const id = row['floatingip_id'] as string
  const floating = (await work.get('FloatingIp', id))?.row as FloatingIpRow | undefined
  if (floating === undefined || floating.port_id !== null) return
  const left = await work.tx.count(work.kind('PortForwarding'), { attribute: 'floatingip_id', in: [id] })
  if (left === 0) await work.update('FloatingIp', id, { router_id: null })
}

/** A forwarding belongs to whoever owns the floating IP. */
export const portForwarding: Behaviour = {
  async prepare(row, _given, work) {
    row['project_id'] = (await floatingIpOf(row, work)).project_id
  },
  create,
  update,
  removed,
}
