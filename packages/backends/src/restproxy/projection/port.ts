/** Ports with what is attached to them. */
import type { Json } from '@baryon/kit'
import type { Desired, Key, Row, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { hasGateway, ownedBody, type ReadNetwork, readNetwork, shownNetwork } from './network.ts'
import { idOf, isUp, jsonOf, listOf, stateOf, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { tenantOf, tenantParents } from './tenant.ts'

const isAttached = (row: Row): boolean => textOf(row, 'device_id') !== '' && textOf(row, 'mac_address') !== ''

/** Whether controllers hear of the port at all. */
export function isTold({ port, ml2 }: Dialect, row: Row): boolean {
  if (port === 'state' || port === 'apart') return true
  return isAttached(row) && (!ml2 || textOf(row, 'binding:host_id') !== '')
}

const attachmentOf = ({ attachment }: Dialect, row: Row) => ({
  id: attachment === 'port00' ? `${idOf(row)}00` : textOf(row, 'device_id'),
  mac: textOf(row, 'mac_address'),
})

/** Generation A told whether a port was up, those after it said that it always was. */
function stateBody({ attachment }: Dialect, row: Row): Json {
  const id = idOf(row)
  if (attachment === 'port00') return { id, state: 'ACTIVE', 'op-status': isUp(row) }
  return { id, state: isUp(row) ? 'ACTIVE' : 'DOWN', 'op-status': isAttached(row) ? 'UP' : 'DOWN' }
}

/** Of the details of what a port is plugged into, those that the plug-in told. */
function details(row: Row): { readonly port_filter: boolean; readonly ovs_hybrid_plug: boolean } {
  const given = (row['binding:vif_details'] ?? {}) as Row
  return { port_filter: given['port_filter'] === true, ovs_hybrid_plug: given['ovs_hybrid_plug'] === true }
}

function bindingBody({ binding }: Dialect, row: Row) {
  if (binding === 'none') return {}
  const { port_filter, ovs_hybrid_plug } = details(row)
  return {
    'binding:vif_type': jsonOf(row, 'binding:vif_type'),
    ...(binding === 'capabilities'
      ? { 'binding:capabilities': { port_filter } }
      : { 'binding:vif_details': { port_filter, ovs_hybrid_plug } }),
    'binding:host_id': textOf(row, 'binding:host_id'),
    extra_dhcp_opts: listOf(row, 'extra_dhcp_opts'),
    ...(binding === 'details'
      ? {
          security_groups: listOf(row, 'security_groups'),
          allowed_address_pairs: listOf(row, 'allowed_address_pairs'),
        }
      : {}),
  }
}

async function wholeBody(dialect: Dialect, row: Row, network: ReadNetwork | undefined, view: View) {
  const { id, name, tenant_id, ...tenantName } = await ownedBody(dialect, row, view)
  return {
    id,
    network_id: textOf(row, 'network_id'),
    tenant_id,
    ...tenantName,
    name,
    mac_address: jsonOf(row, 'mac_address'),
    fixed_ips: listOf(row, 'fixed_ips'),
    device_id: textOf(row, 'device_id'),
    device_owner: textOf(row, 'device_owner'),
    state: stateOf(row),
    ...bindingBody(dialect, row),
    ...(dialect.ml2 && network !== undefined
      ? { network: shownNetwork(network.row), bound_segment: network.segment }
      : {}),
  }
}

async function bodyOf(dialect: Dialect, row: Row, network: ReadNetwork | undefined, view: View): Promise<Json> {
  const attachment = isAttached(row) ? { attachment: attachmentOf(dialect, row) } : {}
  if (dialect.port === 'state') return { port: stateBody(dialect, row), ...attachment }
  if (dialect.port !== 'attachment') return { port: await wholeBody(dialect, row, network, view), ...attachment }
  return dialect.quirks.gatewayStays && network !== undefined
    ? { ...attachment, behindGateway: hasGateway(network) }
    : attachment
}

/** The tenant in the URL is that of the network, whoever owns the port. */
export const portAddress = (dialect: Dialect, row: Row) => ({
  tenant: tenantOf(dialect, textOf(row, 'network_project_id')),
  network: textOf(row, 'network_id'),
})

export function portParents(dialect: Dialect, row: Row): readonly Key[] {
  const project = textOf(row, 'project_id')
  const groups = dialect.kinds.includes('security-group') ? listOf(row, 'security_groups') : []
  return [
    ...(project === '' ? [] : tenantParents(dialect, project)),
    ...groups.map(id => ({ kind: 'security-group', id: String(id) })),
    { kind: 'network', id: textOf(row, 'network_id') },
  ]
}

/** Of a network that was read already. */
export async function portIn(
  { dialect }: ProjectionSettings,
  row: Row,
  network: ReadNetwork | undefined,
  view: View,
): Promise<Desired | undefined> {
  if (!isTold(dialect, row)) return undefined
  return {
    key: { kind: 'port', id: idOf(row) },
    parents: portParents(dialect, row),
    address: portAddress(dialect, row),
    body: await bodyOf(dialect, row, network, view),
  }
}

export async function portThing(settings: ProjectionSettings, row: Row, view: View): Promise<Desired | undefined> {
  const { dialect } = settings
  if (!dialect.ml2 && !dialect.quirks.gatewayStays) return portIn(settings, row, undefined, view)
  const network = await view.get('Network', textOf(row, 'network_id'))
  if (network === undefined) return undefined
  return portIn(settings, row, await readNetwork(settings, network, view), view)
}
