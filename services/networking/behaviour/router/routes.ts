import type { Work } from '@baryon/decide'
import { blockOf } from '../network-address/block.ts'
import { ipOf } from '../network-address/ip.ts'
import { contains } from '../network-address/range.ts'
import { pythonic } from '../python.ts'
import { refuse } from '../refuse.ts'
import type { Route, SubnetRow } from '../rows.ts'
import type { Legs } from './legs.ts'
import { subnetIdsOf, subnetsOf } from './subnets.ts'

/** What a router is connected with. */
interface Reach {
  readonly subnets: readonly SubnetRow[]
  /** Addresses of the router itself. */
  readonly addresses: readonly string[]
}

/** @param gateway subnets of the gateway as it will be; absent: as it is */
async function reachOf(work: Work, legs: Legs, gateway: readonly SubnetRow[] | undefined): Promise<Reach> {
  const ports =
    legs.gateway === undefined || gateway !== undefined ? legs.interfaces : [legs.gateway, ...legs.interfaces]
  const subnets = await subnetsOf(work, subnetIdsOf({ interfaces: ports }))
  const addresses = ports.flatMap(port => port.fixed_ips.map(({ ip_address }) => ip_address))
  return { subnets: [...subnets, ...(gateway ?? [])], addresses }
}

/** Whether an address is in a subnet. */
export const isWithin = (address: string, { cidr }: Pick<SubnetRow, 'cidr'>): boolean =>
  contains(blockOf(cidr), ipOf(address))

/** Refuses routes whose next hop the router does not reach, or is itself. */
export async function checkRoutes(
  work: Work,
  routes: readonly Route[],
  legs: Legs,
  gateway?: readonly SubnetRow[],
): Promise<void> {
  if (routes.length === 0) return
  const reach = await reachOf(work, legs, gateway)
  for (const { nexthop } of routes) {
    if (!reach.subnets.some(subnet => isWithin(nexthop, subnet)))
      refuse('router.route_unconnected', { routes: pythonic(routes) })
    if (reach.addresses.includes(nexthop)) refuse('router.route_to_itself', { routes: pythonic(routes) })
  }
}

const same = (left: Route, right: Route) => left.destination === right.destination && left.nexthop === right.nexthop

/** Routes with others added, each once. */
export const withRoutes = (routes: readonly Route[], added: readonly Route[]): readonly Route[] =>
  [...routes, ...added].filter((route, at, all) => all.findIndex(other => same(route, other)) === at)

/** Routes without others; those that are not there do not matter. */
export const withoutRoutes = (routes: readonly Route[], removed: readonly Route[]): readonly Route[] =>
  routes.filter(route => !removed.some(other => same(route, other)))
