/** How a port is made. */
import type { Draft, Work } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { assign } from '../addresses/assign.ts'
import type { AskedIp } from '../addresses/candidates.ts'
import { found, notFound } from '../found.ts'
import { beginStatus } from '../initial-status.ts'
import type { FixedIp, NetworkRow } from '../rows.ts'
import { bindNew } from './bind.ts'
import { checkRouter, describeDevice } from './device.ts'
import { dhcpOptions } from './dhcp-options.ts'
import { dnsDomain, dnsName } from './dns.ts'
import { freeMac, requireFreeMac } from './mac.ts'
import type { PortParts } from './parts.ts'
import { takeDeviceMac } from './physical.ts'
import { placeOf } from './place.ts'
import { asPort } from './row.ts'
import { secureNew } from './security.ts'

/** The network of a new port. What the service does itself, it may do on any. @throws Refusal `key.unknown` */
async function networkOf(row: Row, work: Work): Promise<NetworkRow> {
  const id = String(row['network_id'])
  if (work.asked) return (await found(work, 'Network', id)) as NetworkRow
  const stored = await work.get('Network', id)
  if (stored === undefined) throw new Refusal(notFound('Network', id))
  return stored.row as NetworkRow
}

const asksForAddress = (asked: unknown) =>
  Array.isArray(asked) && (asked as readonly AskedIp[]).some(({ ip_address }) => ip_address)

/** The networks of ports that are being made, between the two steps of that. */
const networks = new WeakMap<Row, NetworkRow>()

/** Fills what policies look at: whose the network is, whom it is shared with, and what the device is. */
export async function prepare(row: Draft, given: Row, work: Work): Promise<void> {
  describeDevice(row)
  if (typeof row['network_id'] !== 'string') return
  const network = await networkOf(row, work)
  networks.set(row, network)
  row['network_project_id'] = network.project_id
  row['shared_with'] = asksForAddress(given['fixed_ips']) ? [] : network.shared_with
}

async function address(row: Draft, given: Row, network: NetworkRow, parts: PortParts, work: Work): Promise<void> {
  const asked = 'fixed_ips' in given ? ((given['fixed_ips'] ?? []) as readonly AskedIp[]) : undefined
  const place = await placeOf(row, network, parts.settings, work)
  const { fixed_ips, ip_allocation } = await assign(asked, asPort(row).mac_address, place, parts.hints, work)
  row['fixed_ips'] = fixed_ips as readonly FixedIp[]
  row['ip_allocation'] = ip_allocation
}

/** Completes and checks a new port: MAC address, IP addresses, security, names, binding. @throws Refusal */
export async function create(row: Draft, given: Row, work: Work, parts: PortParts): Promise<void> {
  const { settings, macs } = parts
  const network = networks.get(row) ?? (await networkOf(row, work))
  row['shared_with'] = []
  beginStatus(row, given, settings)
  await checkRouter(row, work)
  const mac = row['mac_address']
  if (typeof mac === 'string') await requireFreeMac(network.id, mac, work)
  else row['mac_address'] = await freeMac(network.id, settings.base_mac, macs, work)
  await bindNew(row, settings, work)
  await takeDeviceMac(row, work)
  await address(row, given, network, parts, work)
  await secureNew(row, given, network, parts, work)
  const { extra_dhcp_opts, dns_name } = asPort(row)
  row['extra_dhcp_opts'] = dhcpOptions(extra_dhcp_opts ?? [], [])
  row['dns_name'] = dnsName(dns_name, settings.dns_domain)
  row['dns_domain'] = dnsDomain(String(row['dns_domain']))
}
