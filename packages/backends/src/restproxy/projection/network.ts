/** Networks with their subnets and floating IPs. */
import type { Json } from '@baryon/kit'
import type { Desired, Row, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { floatingIpBodies } from './floating-ip.ts'
import { collect, DHCP, idOf, isExternal, isShared, isUp, jsonOf, stateOf, subnetsOf, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { subnetBody } from './subnet.ts'
import { nameOfProject, tenantOf, tenantParents } from './tenant.ts'

/** A network that was read, with what is told of its ports too. */
export interface ReadNetwork {
  readonly row: Row
  readonly subnets: readonly Row[]
  /** Of the first segment, in the mode of ML2. */
  readonly segment: Json
}

export async function readNetwork({ dialect }: ProjectionSettings, row: Row, view: View): Promise<ReadNetwork> {
  return {
    row,
    subnets: await subnetsOf(row, view),
    segment: dialect.ml2 ? await boundSegment(row, view) : null,
  }
}

async function boundSegment(network: Row, view: View): Promise<Json> {
  const segments = await collect(view.list('Segment', { network_id: idOf(network) }))
  const placeOf = ({ position }: Row) => (typeof position === 'number' ? position : 0)
  const [first] = segments.toSorted((a, b) => placeOf(a) - placeOf(b))
  if (first === undefined) return null
  const { id = null, network_type = null, physical_network = null, segmentation_id = null } = first
  return { id, network_type, physical_network, segmentation_id }
}

/** Floodlight can read IPv4 gateways alone. */
const gatewaysOf = (subnets: readonly Row[]) => subnets.map(subnet => textOf(subnet, 'gateway_ip')).filter(Boolean)
const gatewayV4 = (subnets: readonly Row[]): string | null =>
  gatewaysOf(subnets.filter(subnet => subnet['ip_version'] === 4))[0] ?? null

/** Whether the network has a gateway that Floodlight keeps until the network is made again. */
export const hasGateway = ({ subnets }: ReadNetwork): boolean => gatewayV4(subnets) !== null

function flatBody(dialect: Dialect, { row, subnets }: ReadNetwork): Json {
  const id = idOf(row)
  const body = { id, name: dialect.quirks.namesAreIds ? id : textOf(row, 'name'), gateway: gatewayV4(subnets) }
  if (dialect.bulk === undefined) return body
  return { ...body, 'op-status': dialect.quirks.silentEmptyGateway ? isUp(row) : stateOf(row) }
}

/** What ML2 says of a network's wire. */
const providerNames = ['provider:network_type', 'provider:physical_network', 'provider:segmentation_id'] as const
const provider = (row: Row) => Object.fromEntries(providerNames.map(name => [name, jsonOf(row, name)]))

/** Network and subnets, as routers with their gateway on it tell it too. */
async function wholeBody(settings: ProjectionSettings, { row, subnets }: ReadNetwork, view: View) {
  const { dialect, metadataRoute, segmentationTypes } = settings
  const id = idOf(row)
  const dhcpPorts = metadataRoute ? await collect(view.list('Port', { network_id: id, device_owner: DHCP })) : []
  return {
    ...(await ownedBody(dialect, row, view)),
    shared: isShared(row),
    'router:external': isExternal(row),
    ...(dialect.ml2 ? provider(row) : {}),
    state: stateOf(row),
    gateway: gatewaysOf(subnets)[0] ?? '',
    ...(dialect.segmentationTypes ? { segmentation_types: segmentationTypes } : {}),
    subnets: subnets.map(subnet => subnetBody(settings, subnet, dhcpPorts)),
  }
}

/**
 * Id, name and owner of anything that has all three. Names of tenants go where names are escaped. Where that depends on the controller they
 * are ids, so that what those with `display-name` are told does not depend on a name that they do not see.
 */
export async function ownedBody({ naming }: Dialect, row: Row, view: View) {
  const tenant = textOf(row, 'project_id')
  const told = { id: idOf(row), name: textOf(row, 'name'), tenant_id: tenant }
  if (naming === 'plain') return told
  return { ...told, tenant_name: naming === 'escaped' ? await nameOfProject(tenant, view) : tenant }
}

export async function gatewayNetworkBody(settings: ProjectionSettings, row: Row, view: View): Promise<Json> {
  return wholeBody(settings, await readNetwork(settings, row, view), view)
}

/** As Neutron shows it, for ports in the mode of ML2. */
export const shownNetwork = (row: Row): Json => ({
  id: idOf(row),
  name: textOf(row, 'name'),
  tenant_id: textOf(row, 'project_id'),
  admin_state_up: isUp(row),
  shared: isShared(row),
  'router:external': isExternal(row),
  ...provider(row),
  subnets: jsonOf(row, 'subnets'),
})

export async function networkThing(settings: ProjectionSettings, network: ReadNetwork, view: View): Promise<Desired> {
  const { dialect } = settings
  const { row } = network
  const project = textOf(row, 'project_id')
  const thing = {
    key: { kind: 'network', id: idOf(row) },
    parents: tenantParents(dialect, project),
    address: { tenant: tenantOf(dialect, project) },
  }
  if (dialect.network === 'flat') return { ...thing, body: flatBody(dialect, network) }
  const body = await wholeBody(settings, network, view)
  if (!dialect.kinds.includes('floatingip')) return { ...thing, body }
  // A network that is not external any more may still have some.
  const floatingips = await floatingIpBodies(dialect, idOf(row), view)
  return { ...thing, body: { ...body, floatingips } }
}
