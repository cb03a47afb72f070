import { refuse } from '../refuse.ts'
import type { PortRow } from '../rows.ts'

/** The address of the port that is asked for, or the only one there is. */
export function chosenAddress({ id, fixed_ips: ips }: PortRow, asked: string | null): string {
  if (asked !== null) {
    const own = ips.some(({ ip_address }) => ip_address === asked)
    return own ? asked : refuse('local_ip.address_of_other', { port: id, address: asked })
  }
  const [first, second] = ips
  if (first === undefined) return refuse('local_ip.port_without_address', { port: id })
  return second === undefined ? first.ip_address : refuse('local_ip.several_addresses', { port: id })
}
