import { blockOf } from './block.ts'
import { formatIp } from './ip.ts'

/** The interface identifier that a MAC address gives (RFC 4291, appendix A). */
function interfaceId(mac: string): bigint {
  const bits = BigInt(`0x${mac.replaceAll(':', '')}`)
  const high = (bits >> 24n) ^ 0x020000n
  return (high << 40n) | 0xfffe000000n | (bits & 0xffffffn)
}

/** The address that a machine with that MAC address makes up for itself in a /64 (SLAAC). */
export const eui64Address = (cidr: string, mac: string): string =>
  formatIp((blockOf(cidr).first as bigint) | interfaceId(mac))
