/** A router gets a leg in a subnet: a port of its own, a prefix more on one of its IPv6 ports, or a port that is given to it. */
import type { Work } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import { isAdmin, type Row } from '@baryon/model'
import { found } from '../found.ts'
import { ipOf, versionOfText } from '../network-address/ip.ts'
import { contains, rangeOf } from '../network-address/range.ts'
import { refuse } from '../refuse.ts'
import type { FixedIp, NetworkRow, PortRow, RouterRow, SubnetRow } from '../rows.ts'
import { interfaceAnswer } from './interface-answer.ts'
import { type Legs, legsOf } from './legs.ts'
import { interfaceOwnerOf } from './owners.ts'
import { refuseOverlaps } from './subnets.ts'

const hasIpv6 = ({ fixed_ips }: Pick<PortRow, 'fixed_ips'>) =>
  fixed_ips.some(({ ip_address }) => versionOfText(ip_address) === 6)

/** Another router tells the machines of such a subnet what to do. */
function checkAddressMode({ id, ip_version, ipv6_ra_mode, ipv6_address_mode }: SubnetRow) {
  if (ip_version === 6 && ipv6_ra_mode === null && ipv6_address_mode !== null)
    refuse('router.foreign_advertisements', { subnet: id })
}

/** A subnet of another project can be used if its network is shared with the caller's project by name. */
async function checkOwner(subnet: SubnetRow, work: Work) {
  if (!work.asked || subnet.project_id === work.caller.project || isAdmin(work.caller)) return
  const network = (await work.get('Network', subnet.network_id))?.row as NetworkRow | undefined
  if (!network?.shared_with.includes(work.caller.project ?? '')) refuse('router.foreign_subnet', { subnet: subnet.id })
}

async function addSubnet(router: RouterRow, id: string, work: Work): Promise<Json> {
  const subnet = (await found(work, 'Subnet', id)) as SubnetRow
  if (subnet.gateway_ip === null) refuse('router.subnet_without_gateway')
  await checkOwner(subnet, work)
  checkAddressMode(subnet)
  const legs = await legsOf(work, router.id)
  await refuseOverlaps(work, legs, [subnet])
  const ip: FixedIp = { subnet_id: id, ip_address: subnet.gateway_ip }
  const port = legs.interfaces.find(one => one.network_id === subnet.network_id && hasIpv6(one))
  const { row } =
    port !== undefined && subnet.ip_version === 6
      ? await work.update('Port', port.id, { fixed_ips: [...port.fixed_ips, ip] })
      : await work.create('Port', {
          project_id: router.project_id,
          network_id: subnet.network_id,
          fixed_ips: [ip],
          device_id: router.id,
          device_owner: interfaceOwnerOf(router),
        })
  return interfaceAnswer(router, row as PortRow, [id])
}

async function subnetsOfPort(port: PortRow, work: Work): Promise<readonly SubnetRow[]> {
  const subnets: SubnetRow[] = []
  for (const { subnet_id } of port.fixed_ips) subnets.push((await found(work, 'Subnet', subnet_id)) as SubnetRow)
  return subnets
}

function refuseSecondIpv6(port: PortRow, legs: Legs) {
  if (!hasIpv6(port)) return
  const other = legs.interfaces.find(one => one.network_id === port.network_id && hasIpv6(one))
  if (other !== undefined) refuse('router.second_ipv6_port', { port: other.id, network: other.network_id })
}

/** Who owns neither the subnet nor the cloud may only use addresses that are handed out to anybody. */
function checkPools(port: PortRow, subnets: readonly SubnetRow[], work: Work) {
  if (!work.asked || isAdmin(work.caller)) return
  for (const { subnet_id, ip_address } of port.fixed_ips) {
    const subnet = subnets.find(({ id }) => id === subnet_id)
    if (subnet === undefined || subnet.project_id === work.caller.project) continue
    const pools = subnet.allocation_pools.map(rangeOf)
    if (!pools.some(pool => contains(pool, ipOf(ip_address))))
      refuse('router.address_outside_pools', { port: port.id, subnet: subnet_id })
  }
}

async function addPort(router: RouterRow, id: string, work: Work): Promise<Json> {
  const port = (await found(work, 'Port', id)) as PortRow
  if (port.device_id !== '')
    refuse('router.port_in_use', { port: id, network: port.network_id, device: port.device_id })
  if (port.fixed_ips.length === 0) refuse('router.port_without_address')
  const subnets = await subnetsOfPort(port, work)
  subnets.forEach(checkAddressMode)
  const legs = await legsOf(work, router.id)
  refuseSecondIpv6(port, legs)
  await refuseOverlaps(work, legs, subnets)
  if (subnets.filter(({ ip_version }) => ip_version === 4).length > 1) refuse('router.several_ipv4_subnets')
  checkPools(port, subnets, work)
  await work.update('Port', id, { device_id: router.id, device_owner: interfaceOwnerOf(router) })
  return interfaceAnswer(
    router,
    port,
    subnets.map(subnet => subnet.id),
  )
}

/** @param input `subnet_id` or `port_id` */
export async function addInterface(router: RouterRow, input: Row, work: Work): Promise<Json> {
  const { subnet_id: subnet, port_id: port } = input
  if (typeof subnet === 'string' && typeof port === 'string') refuse('router.subnet_and_port')
  if (typeof port === 'string') return addPort(router, port, work)
  if (typeof subnet === 'string') return addSubnet(router, subnet, work)
  return refuse('router.neither_subnet_nor_port')
}
