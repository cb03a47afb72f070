/** The leg of a router in an external network: a port, and what the router says of it. */
import type { Draft, Work } from '@baryon/decide'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import type { FixedIp, Gateway, NetworkRow, PortRow, RouterRow, SubnetRow } from '../rows.ts'
import { type AskedGateway, type AskedIp, askedGateway } from './gateway-asked.ts'
import { legsOf } from './legs.ts'
import { hasNdpProxies } from './ndp-state.ts'
import { GATEWAY } from './owners.ts'
import { checkRoutes } from './routes.ts'
import { refuseOverlaps, subnetsOf } from './subnets.ts'

const gatewayOf = (port: PortRow, asked: AskedGateway): Gateway => ({
  network_id: port.network_id,
  external_fixed_ips: port.fixed_ips,
  enable_snat: asked.enable_snat,
  ...(asked.qos_policy_id === null ? {} : { qos_policy_id: asked.qos_policy_id }),
})

async function externalNetwork(id: string, work: Work): Promise<NetworkRow> {
  const network = (await found(work, 'Network', id)) as NetworkRow
  if (network.external_for.length === 0) refuse('router.gateway_not_external', { network: id })
  return network
}

function refuseGatewayAddress(asked: AskedGateway, subnets: readonly SubnetRow[]) {
  for (const { ip_address } of asked.external_fixed_ips)
    if (ip_address !== undefined && subnets.some(({ gateway_ip }) => gateway_ip === ip_address))
      refuse('router.gateway_address', { address: ip_address })
}

/** Whether other addresses are asked for than there are. */
function isMoved(asked: readonly AskedIp[], ips: readonly FixedIp[]): boolean {
  if (asked.length === 0) return false
  const differs = (name: keyof FixedIp) => {
    const wanted = new Set(asked.flatMap(ip => ip[name] ?? []))
    const present = new Set(ips.map(ip => ip[name]))
    return wanted.size !== present.size || [...wanted].some(one => !present.has(one))
  }
  return differs('subnet_id') || differs('ip_address')
}

async function refuseInUse(router: RouterRow, network: string, work: Work) {
  const used = await work.tx.count(work.kind('FloatingIp'), { attribute: 'router_id', in: [router.id] })
  if (used > 0) refuse('router.gateway_in_use', { router: router.id, network })
  if (await hasNdpProxies(work, router.id)) refuse('router.gateway_in_use_by_ndp_proxy', { router: router.id })
}

/** Takes the gateway away together with its port. @throws Refusal when it is needed */
export async function disconnect(router: RouterRow, work: Work): Promise<void> {
  const { gw_port_id: port, external_gateway_info: gateway } = router
  if (port === null || gateway === null) return
  await refuseInUse(router, gateway.network_id, work)
  await work.remove('Port', port)
}

async function connect(row: RouterRow, old: RouterRow | undefined, asked: AskedGateway, work: Work): Promise<PortRow> {
  const { subnets: ids } = await externalNetwork(asked.network_id, work)
  const subnets = await subnetsOf(work, ids)
  refuseGatewayAddress(asked, subnets)
  const { interfaces } = old === undefined ? { interfaces: [] } : await legsOf(work, row.id)
  await checkRoutes(work, row.routes, { interfaces, gateway: undefined }, subnets)
  if (old !== undefined) await disconnect(old, work)
  await refuseOverlaps(work, { interfaces, gateway: undefined }, subnets)
  const made = await work.create('Port', {
    project_id: '',
    network_id: asked.network_id,
    device_id: row.id,
    device_owner: GATEWAY,
    ...(asked.external_fixed_ips.length === 0 ? {} : { fixed_ips: asked.external_fixed_ips }),
  })
  return made.row as PortRow
}

async function move(port: PortRow, asked: AskedGateway, work: Work): Promise<PortRow> {
  if (!isMoved(asked.external_fixed_ips, port.fixed_ips)) return port
  const { subnets } = await externalNetwork(asked.network_id, work)
  refuseGatewayAddress(asked, await subnetsOf(work, subnets))
  const moved = await work.update('Port', port.id, { fixed_ips: asked.external_fixed_ips })
  return moved.row as PortRow
}

async function unset(row: Draft, old: RouterRow | undefined, work: Work) {
  if (old?.external_gateway_info) {
    if (row['enable_ndp_proxy'] === true && old.enable_ndp_proxy === false)
      refuse('router.ndp_proxy_gateway', { router: old.id, reason: "The router's external gateway will be unset" })
    const { interfaces } = await legsOf(work, old.id)
    await checkRoutes(work, row['routes'] as RouterRow['routes'], { interfaces, gateway: undefined }, [])
    await disconnect(old, work)
  }
  Object.assign(row, { external_gateway_info: null, gw_port_id: null, qos_policy_id: null, enable_ndp_proxy: false })
}

/** Gives the router the gateway that is asked for: in place in the row, and as a port. */
export async function completeGateway(
  row: Draft,
  old: RouterRow | undefined,
  given: RouterRow,
  work: Work,
): Promise<void> {
  const before = old?.external_gateway_info ?? null
  const asked = askedGateway(given.external_gateway_info, before)
  if (asked === null) return unset(row, old, work)
  if (asked.qos_policy_id !== null) await found(work, 'QosPolicy', asked.qos_policy_id)
  const stored = before?.network_id === asked.network_id ? await work.get('Port', old?.gw_port_id ?? '') : undefined
  const router = row as RouterRow
  const port =
    stored === undefined ? await connect(router, old, asked, work) : await move(stored.row as PortRow, asked, work)
  const { qos_policy_id } = asked
  Object.assign(row, { external_gateway_info: gatewayOf(port, asked), gw_port_id: port.id, qos_policy_id })
}
