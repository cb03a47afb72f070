/** Machines on a routed network reach the subnets of its other segments through the gateway of their own. */
import type { Work } from '@baryon/decide'
import type { NetworkRow, Route, SubnetRow } from '../rows.ts'
import { subnetsOf } from './on-network.ts'

const isPeer = (subnet: SubnetRow, other: SubnetRow) =>
  other.id !== subnet.id &&
  other.ip_version === subnet.ip_version &&
  other.segment_id !== null &&
  other.segment_id !== subnet.segment_id &&
  other.gateway_ip !== null

const key = ({ destination, nexthop }: Route) => `${destination} ${nexthop}`

/**
 * Gives the subnets of a network the routes to each other, and takes those from them that led to a subnet which is gone or
 * through a gateway that is no more.
 * @param before the subnet that changed or went, as it was
 */
export async function keepPeerRoutes(before: SubnetRow, work: Work) {
  const network = await work.get('Network', before.network_id)
  if (network === undefined) return
  const subnets = await subnetsOf(network.row as NetworkRow, work)
  for (const subnet of subnets) {
    if (subnet.segment_id === null && before.segment_id === null) continue
    const isSelf = subnet.id === before.id
    const isStale = ({ destination, nexthop }: Route) =>
      isSelf
        ? nexthop === before.gateway_ip && subnets.some(other => other.cidr === destination)
        : destination === before.cidr && nexthop === subnet.gateway_ip
    const kept = subnet.host_routes.filter(route => !isStale(route))
    const nexthop = subnet.segment_id === null ? null : subnet.gateway_ip
    const peers = nexthop === null ? [] : subnets.filter(other => isPeer(subnet, other))
    const routes = peers.map(({ cidr }) => ({ destination: cidr, nexthop: nexthop ?? '' }))
    const known = new Set(kept.map(key))
    const host_routes = [...kept, ...routes.filter(route => !known.has(key(route)))]
    if (host_routes.map(key).join() !== subnet.host_routes.map(key).join())
      await work.update('Subnet', subnet.id, { host_routes })
  }
}
