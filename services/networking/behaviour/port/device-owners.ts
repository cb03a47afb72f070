/** What the owner of a port's device says about the port. */

const interfaces: readonly string[] = [
  'network:router_interface',
  'network:ha_router_replicated_interface',
  'network:router_interface_distributed',
]
const centralised = 'network:router_centralized_snat'
const gateway = 'network:router_gateway'
const others: readonly string[] = ['network:router_ha_interface', 'network:floatingip_agent_gateway']

/** Interfaces of routers: they may have any address of a subnet, and none is made up for them. */
export const isRouterInterface = (owner: string): boolean => interfaces.includes(owner)

/** Ports of routers that get no address of their own accord where machines make up theirs. */
export const isInsideRouter = (owner: string): boolean => isRouterInterface(owner) || owner === centralised

/** Ports of routers, which may have an IPv6 subnet-router anycast address. */
export const isRouterPort = (owner: string): boolean => isInsideRouter(owner) || owner === gateway

/** Whether routers or floating IPs hold the port, so that it goes with them and not by itself. */
export const isHeldByRouting = (owner: string): boolean =>
  isRouterPort(owner) || owner === 'network:floatingip' || others.includes(owner)

/** Ports of the network itself: no security groups, no port security. */
export const isTrusted = (owner: string): boolean => owner.startsWith('network:')

export const isCompute = (owner: string): boolean => owner.startsWith('compute:')

/** Ports of devices outside of the cloud. */
export const isExternalDevice = (owner: string): boolean => owner === 'neutron:external_port'

/** What policies see of an owner: what stands before its first colon. */
export const deviceKind = (owner: string): string => owner.slice(0, Math.max(0, owner.indexOf(':')))
