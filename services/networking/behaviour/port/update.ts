/** How a port changes. */
import type { Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { assign } from '../addresses/assign.ts'
import type { AskedIp, Place } from '../addresses/candidates.ts'
import { readdress, reassign } from '../addresses/reassign.ts'
import { refuse } from '../refuse.ts'
import type { FixedIp } from '../rows.ts'
import { asksToBind, bindAgain, checkNuma } from './bind.ts'
import { checkRouter, describeDevice } from './device.ts'
import { isTrusted } from './device-owners.ts'
import { dhcpOptions } from './dhcp-options.ts'
import { dnsDomain, dnsName } from './dns.ts'
import { freeMac, requireFreeMac } from './mac.ts'
import { isUnplugged } from './offer.ts'
import type { PortParts } from './parts.ts'
import { followDevice } from './physical.ts'
import { placeOf } from './place.ts'
import { asPort, type DhcpOption, hostOf } from './row.ts'
import { secure } from './security.ts'

/** Gives the port the MAC address that is asked for, or a new one instead of null. */
async function changeMac(row: Draft, old: Row, { settings, macs }: PortParts, work: Work): Promise<void> {
  const before = asPort(old)
  const network = before.network_id
  const mac = row['mac_address']
  if (mac === before.mac_address) return
  const { id, device_owner } = asPort(row)
  const vif_type = before['binding:vif_type']
  const isGiven = typeof mac === 'string'
  const wanted = isGiven ? mac : await freeMac(network, settings.base_mac, macs, work)
  if (isTrusted(device_owner))
    refuse('port.owner_unsupported', { operation: 'mac address update', owner: device_owner, id }, '/mac_address')
  if (!isUnplugged(vif_type))
    refuse('port.bound_mac', { id, vif_type, old: before.mac_address, mac: wanted }, '/mac_address')
  if (isGiven) await requireFreeMac(network, wanted, work)
  row['mac_address'] = wanted
}

/** Refuses a host that does not reach the segment of an address. @throws Refusal */
function checkHost(fixed: readonly FixedIp[], { subnets, host, reaches }: Place, id: string): void {
  if (host === '') return
  for (const { subnet_id } of fixed) {
    const segment = subnets.find(subnet => subnet.id === subnet_id)?.segment ?? null
    if (segment !== null && !reaches(segment)) refuse('port.host_incompatible', { host, id }, '/binding:host_id')
  }
}

/** What an address may depend on has changed. */
const concernsAddresses = (row: Row, old: Row, given: Row) =>
  'fixed_ips' in given || row['mac_address'] !== old['mac_address'] || hostOf(row) !== hostOf(old)

async function changeAddresses(row: Draft, old: Row, given: Row, parts: PortParts, work: Work): Promise<void> {
  if (!concernsAddresses(row, old, given)) return
  const { id, network_id, mac_address, ip_allocation } = asPort(row)
  const before = asPort(old)
  const network = await work.get('Network', network_id)
  if (network === undefined) return
  const place = await placeOf(row, network.row, parts.settings, work)
  const macs = { old: before.mac_address, now: mac_address }
  if ('fixed_ips' in given) {
    const asked = (given['fixed_ips'] ?? []) as readonly AskedIp[]
    const fixed = await reassign(asked, before.fixed_ips, macs.now, place, parts.hints, work)
    row['fixed_ips'] = readdress(fixed, place.subnets, macs)
    if (fixed.length > 0 && ip_allocation === 'deferred') row['ip_allocation'] = 'immediate'
  } else if (ip_allocation === 'deferred' && before.fixed_ips.length === 0 && place.host !== '') {
    Object.assign(row, await assign(undefined, macs.now, place, parts.hints, work))
  } else row['fixed_ips'] = readdress(before.fixed_ips, place.subnets, macs)
  checkHost(asPort(row).fixed_ips, place, id)
}

function changeNames(row: Draft, given: Row, { settings }: PortParts): void {
  if ('dns_name' in given) row['dns_name'] = dnsName(asPort(row).dns_name, settings.dns_domain)
  if ('dns_domain' in given) row['dns_domain'] = dnsDomain(String(row['dns_domain']))
}

/** Completes and checks a changed port. @throws Refusal */
export async function update(row: Draft, old: Row, given: Row, work: Work, parts: PortParts): Promise<void> {
  if ('device_owner' in given || 'device_id' in given) {
    describeDevice(row)
    await checkRouter(row, work)
  }
  if ('numa_affinity_policy' in given) checkNuma(row, old)
  if ('mac_address' in given) await changeMac(row, old, parts, work)
  if ('extra_dhcp_opts' in given)
    row['extra_dhcp_opts'] = dhcpOptions(
      (given['extra_dhcp_opts'] ?? []) as readonly DhcpOption[],
      asPort(old).extra_dhcp_opts,
    )
  changeNames(row, given, parts)
  if (asksToBind(given)) await bindAgain(row, old, parts.settings, work)
  await followDevice(row, old, parts, work)
  await changeAddresses(row, old, given, parts, work)
  secure(row, given, parts.settings)
}
