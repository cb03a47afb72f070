import { BlockList, isIP, isIPv6 } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether only this machine can reach that host (an IP address without brackets, or a name). */
export const isLoopback = (host: string): boolean =>
  isIP(host) === 0 ? /^([a-z0-9-]+\.)*localhost\.?$/i.test(host) : loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4')
