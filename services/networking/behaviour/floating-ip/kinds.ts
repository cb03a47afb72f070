import type { Kinds } from '../kinds.ts'
import { floatingIp } from './floating-ip.ts'
import { floatingIpPool } from './pools.ts'
import { portForwarding } from './port-forwarding.ts'

export const floatingIpKinds: Kinds = () => ({
  FloatingIp: floatingIp,
  PortForwarding: portForwarding,
  FloatingIpPool: floatingIpPool,
})
