import type { Behaviour, Draft, Work } from '@baryon/decide'
import { found } from '../found.ts'
import { versionOfText } from '../network-address/ip.ts'
import { refuse } from '../refuse.ts'
import type { FixedIp, NetworkRow, PortRow, RouterRow } from '../rows.ts'
import { legsOf } from './legs.ts'

const ipv6Of = (port: PortRow): readonly FixedIp[] =>
  port.fixed_ips.filter(({ ip_address }) => versionOfText(ip_address) === 6)

/** The address that is asked for, or the first one that the router reaches. @param reached subnets of the router */
function addressOf(asked: string | null, port: PortRow, router: RouterRow, reached: ReadonlySet<string>): string {
  const addresses = ipv6Of(port)
  if (addresses.length === 0) refuse('ndp_proxy.port_without_ipv6', { port: port.id })
  if (asked === null) {
    const first = addresses.find(({ subnet_id }) => reached.has(subnet_id))
    return first?.ip_address ?? refuse('ndp_proxy.unreachable', { port: port.id, router: router.id })
  }
  const own = addresses.find(({ ip_address }) => ip_address === asked)
  const values = { address: asked, port: port.id, router: router.id }
  if (own === undefined) return refuse('ndp_proxy.address_of_other', values, '/ip_address')
  return reached.has(own.subnet_id) ? asked : refuse('ndp_proxy.address_unreachable', values, '/ip_address')
}

const scopeOf = async (network: string, work: Work) =>
  ((await work.get('Network', network))?.row as NetworkRow | undefined)?.ipv6_address_scope ?? null

async function complete(row: Draft, work: Work) {
  const port = (await found(work, 'Port', row['port_id'] as string)) as PortRow
  const router = (await found(work, 'Router', row['router_id'] as string)) as RouterRow
  const { interfaces } = await legsOf(work, router.id)
  const legs = interfaces.filter(({ network_id }) => network_id === port.network_id)
  if (legs.length === 0) refuse('ndp_proxy.unreachable', { port: port.id, router: router.id })
  const gateway = router.external_gateway_info
  if (!router.enable_ndp_proxy || gateway === null) return refuse('ndp_proxy.disabled', { router: router.id })
  const reached = new Set(legs.flatMap(ipv6Of).map(({ subnet_id }) => subnet_id))
  row['ip_address'] = addressOf(row['ip_address'] as string | null, port, router, reached)
  const [outside, inside] = [await scopeOf(gateway.network_id, work), await scopeOf(port.network_id, work)]
  if (outside !== inside) refuse('ndp_proxy.scopes', { outside: outside ?? 'None', inside: inside ?? 'None' })
}

export const ndpProxy: Behaviour = {
  create: (row, _given, work) => complete(row, work),
}
