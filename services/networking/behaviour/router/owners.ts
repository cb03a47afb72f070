/** Device owners of the ports of routers and floating IPs. */
import type { PortRow, RouterRow } from '../rows.ts'

export const GATEWAY = 'network:router_gateway'
export const FLOATING_IP = 'network:floatingip'

const INTERFACE = 'network:router_interface'
const DISTRIBUTED = 'network:router_interface_distributed'
const REPLICATED = 'network:ha_router_replicated_interface'

/** Device owners of interfaces. */
export const interfaceOwners: readonly string[] = [INTERFACE, DISTRIBUTED, REPLICATED]

export const isInterface = ({ device_owner }: Pick<PortRow, 'device_owner'>): boolean =>
  interfaceOwners.includes(device_owner)

/** The device owner of that router's interfaces. */
export function interfaceOwnerOf({ distributed, ha }: Pick<RouterRow, 'distributed' | 'ha'>): string {
  if (distributed) return DISTRIBUTED
  return ha ? REPLICATED : INTERFACE
}
