/** Names and numbers of IP protocols, as rules of security groups know them. */
import { pythonic } from '../python.ts'
import { refuse } from '../refuse.ts'

/** By name, in the order in which a message lists them. */
const numbers = new Map([
  ['ah', 51],
  ['dccp', 33],
  ['egp', 8],
  ['esp', 50],
  ['gre', 47],
  ['hopopt', 0],
  ['icmp', 1],
  ['igmp', 2],
  ['ip', 0],
  ['ipip', 4],
  ['ipv6-encap', 41],
  ['ipv6-frag', 44],
  ['ipv6-icmp', 58],
  ['icmpv6', 58],
  ['ipv6-nonxt', 59],
  ['ipv6-opts', 60],
  ['ipv6-route', 43],
  ['ospf', 89],
  ['pgm', 113],
  ['rsvp', 46],
  ['sctp', 132],
  ['tcp', 6],
  ['udp', 17],
  ['udplite', 136],
  ['vrrp', 112],
])

/** The one name of each number. */
const names = new Map([...numbers].filter(([name]) => name !== 'icmpv6').map(([name, number]) => [number, name]))

export const ICMP = 1
export const ICMP6 = 58

/** Those whose packets have ports. */
const withPorts = ['dccp', 'sctp', 'tcp', 'udp', 'udplite']
const numbersWithPorts: ReadonlySet<number> = new Set(withPorts.map(name => numbers.get(name)!))

/** Those that only IPv6 has; of numbers, that of ICMP is not among them when it is said for IPv4. */
const onlySix: ReadonlySet<string> = new Set(
  ['ipv6-encap', 'ipv6-frag', 'ipv6-icmp', 'icmpv6', 'ipv6-nonxt', 'ipv6-opts', 'ipv6-route'].flatMap(name => [
    name,
    String(numbers.get(name)),
  ]),
)

const supported = pythonic([null, ...numbers.keys()])
const portProtocols = withPorts.map(name => name.toUpperCase()).join(', ')

/** A name in lower case, or a number without leading zeros. @throws Refusal `security_group_rule.protocol` */
export function canonicalProtocol(protocol: string): string {
  const name = protocol.toLowerCase()
  if (numbers.has(name)) return name
  const number = /^[ \t]*\+?\d+[ \t]*$/.test(protocol) ? Number(protocol) : 256
  if (number <= 255) return String(number)
  return refuse('security_group_rule.protocol', { protocol, values: supported }, '/protocol')
}

/** What ICMP is called in packets of that version: clients say `icmp` of IPv6 too. */
export function protocolOf(protocol: string | null, ethertype: string): string | null {
  if (protocol === null || ethertype !== 'IPv6') return protocol
  if (protocol === 'icmp' || protocol === 'icmpv6') return 'ipv6-icmp'
  return protocol === String(ICMP) ? String(ICMP6) : protocol
}

/** @param protocol canonical */
export const numberOf = (protocol: string): number => numbers.get(protocol) ?? Number(protocol)

/** The one name of a protocol that has one. */
export const nameOf = (protocol: string): string =>
  numbers.has(protocol) ? protocol : (names.get(Number(protocol)) ?? protocol)

export const hasPorts = (number: number): boolean => numbersWithPorts.has(number)

/** @throws Refusal `security_group_rule.port_protocol` always */
export const refusePorts = (protocol: number): never =>
  refuse('security_group_rule.port_protocol', { protocol, protocols: portProtocols }, '/protocol')

/** Refuses protocols that packets of that version do not have. */
export function requireEthertypeOf(protocol: string | null, ethertype: string): void {
  if (protocol === null || ethertype !== 'IPv4' || !onlySix.has(protocol)) return
  refuse('security_group_rule.ethertype_protocol', { ethertype, protocol }, '/ethertype')
}
