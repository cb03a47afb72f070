import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import { canonicalUuid, type Row } from '@baryon/model'
import { dhcp, schedule } from '../agent/hosting.ts'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import type { NetworkRow, SubnetRow } from '../rows.ts'
import type { Settings } from '../settings.ts'
import { takeAddresses } from './addresses.ts'
import { addAutomaticAddresses } from './auto-addresses.ts'
import { requireGateway, requireGatewayOutside, requireGatewayUnused, usualGateway } from './gateway.ts'
import { addGatewayAddresses } from './gateway-addresses.ts'
import { requireUnused, vacate } from './in-use.ts'
import { isAutomatic, requireModes } from './modes.ts'
import { requireAffinity, requireApart, showSubnets, subnetsOf } from './on-network.ts'
import { keepPeerRoutes } from './peer-routes.ts'
import { requirePools, usualPools } from './pools.ts'
import { requireSegment, requireSegmentChange } from './segment.ts'
import { requireDhcpRange, requireNameservers, requireRoutes, requireServiceTypes, requireVersion } from './validate.ts'

/** A row in the making, which its checks read as one that is complete. */
const asSubnet = (row: Draft) => row as unknown as SubnetRow

/** Fills the gateway and the pools that a new subnet does not say, and checks those that it says. */
function complete(row: Draft, given: Row, isFromPool: boolean) {
  const subnet = asSubnet(row)
  if (!('gateway_ip' in given)) row['gateway_ip'] = usualGateway(subnet.cidr, isFromPool)
  else requireGateway(subnet)
  if ('allocation_pools' in given) {
    requirePools(subnet)
    requireGatewayOutside(subnet)
  } else {
    row['allocation_pools'] = usualPools(subnet.cidr, subnet.gateway_ip)
  }
}

function validate(subnet: SubnetRow, settings: Settings) {
  requireVersion(subnet, 'cidr', subnet.cidr)
  if (subnet.enable_dhcp) requireDhcpRange(subnet)
  requireNameservers(subnet, settings, true)
  requireRoutes(subnet, settings, true)
  requireModes(subnet)
  requireServiceTypes(subnet)
}

async function create(row: Draft, given: Row, settings: Settings, work: Work) {
  const version = row['ip_version']
  if (version !== 4 && version !== 6) refuse('subnet.ip_version', { version })
  const network = (await work.get('Network', String(row['network_id'])))?.row as NetworkRow
  const isFromPool = await takeAddresses(row, given, work)
  const subnet = asSubnet(row)
  validate(subnet, settings)
  complete(row, given, isFromPool)
  const others = await subnetsOf(network, work)
  requireApart(subnet, others)
  await requireAffinity(subnet, others, work)
  await requireSegment(subnet, others, work)
}

async function update(row: Draft, before: Row, given: Row, settings: Settings, work: Work) {
  const [subnet, old] = [asSubnet(row), before as SubnetRow]
  if (subnet.enable_dhcp && !old.enable_dhcp) requireDhcpRange(subnet)
  if (!subnet.enable_dhcp && old.enable_dhcp && (old.ipv6_ra_mode ?? old.ipv6_address_mode) !== null)
    refuse('subnet.invalid', { reason: 'Cannot disable enable_dhcp with ipv6 attributes set' })
  if (subnet.gateway_ip !== old.gateway_ip) {
    requireGateway(subnet)
    if (subnet.gateway_ip !== null) await requireGatewayUnused(old, work)
  }
  if ('dns_nameservers' in given) requireNameservers(subnet, settings, false)
  if ('host_routes' in given && work.asked) requireRoutes(subnet, settings, false)
  if ('service_types' in given) requireServiceTypes(subnet)
  if ('allocation_pools' in given) requirePools(subnet)
  if ('allocation_pools' in given || subnet.gateway_ip !== old.gateway_ip) requireGatewayOutside(subnet)
  if (subnet.segment_id === old.segment_id) return
  const network = (await work.get('Network', old.network_id))?.row as NetworkRow
  const others = (await subnetsOf(network, work)).filter(other => other.id !== old.id)
  await requireSegmentChange(subnet, old, others, work)
}

/** A word of Neutron's in the place of a pool asks for addresses from outside. */
const DELEGATION = 'prefix_delegation'

function requirePoolId(id: Json | undefined) {
  if (typeof id !== 'string') return
  if (id === DELEGATION) refuse('subnet.delegation', {}, '/subnetpool_id')
  if (canonicalUuid(id) === undefined) refuse('subnet.pool_id', { id }, '/subnetpool_id')
}

export const subnetBehaviour = (settings: Settings): Behaviour => ({
  async prepare(row, _given, work) {
    requirePoolId(row['subnetpool_id'])
    const network = await found(work, 'Network', String(row['network_id']))
    row['network_project_id'] = network['project_id'] ?? null
    row['shared_with'] = network['shared_with'] ?? []
  },
  create: (row, given, work) => create(row, given, settings, work),
  async created({ row }, _given, work) {
    const subnet = row as SubnetRow
    await showSubnets(subnet.network_id, ids => [...ids, subnet.id], work)
    if (subnet.segment_id !== null) await keepPeerRoutes(subnet, work)
    if (isAutomatic(subnet)) await addAutomaticAddresses(subnet, work)
    else await addGatewayAddresses(subnet, work)
    if (row['enable_dhcp'] === true) await schedule(dhcp, subnet.network_id, work)
  },
  update: (row, old, given, work) => update(row, old, given, settings, work),
  async updated({ row }, before, _given, work) {
    const [subnet, old] = [row as SubnetRow, before as SubnetRow]
    const isMoved = subnet.segment_id !== old.segment_id
    if (isMoved || subnet.subnetpool_id !== old.subnetpool_id) await showSubnets(subnet.network_id, ids => ids, work)
    if (isMoved || subnet.gateway_ip !== old.gateway_ip) await keepPeerRoutes(old, work)
  },
  remove: (row, work) => requireUnused(row as SubnetRow, work),
  async removed(row, work) {
    const { id, network_id, segment_id } = row as SubnetRow
    await showSubnets(network_id, ids => ids.filter(one => one !== id), work)
    await vacate(row as SubnetRow, work)
    if (segment_id !== null) await keepPeerRoutes(row as SubnetRow, work)
  },
})
