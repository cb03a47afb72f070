import { formatAddress, parseAddress } from '@baryon/model'

/** An IP address to reckon with: a number for IPv4, a bigint for IPv6. Addresses of the two versions are never compared. */
export type Ip = number | bigint

/** @throws Error for a text that is no address; attributes of type ip always are */
export function ipOf(text: string): Ip {
  const groups = parseAddress(text)
  if (groups === undefined) throw new Error(`"${text}" is no IP address`)
  if (groups.length === 2) return groups[0]! * 65536 + groups[1]!
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n)
}

/** The canonical spelling. */
export function formatIp(ip: Ip): string {
  if (typeof ip === 'number') return `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map(shift => Number((ip >> shift) & 0xffffn))
  return formatAddress(groups)
}

export const versionOf = (ip: Ip): 4 | 6 => (typeof ip === 'number' ? 4 : 6)

/** The version of an address or a range as it is written. */
export const versionOfText = (text: string): 4 | 6 => (text.includes(':') ? 6 : 4)

/** The address that many behind it (or before it). */
export const plus = (ip: Ip, count: number): Ip => (typeof ip === 'number' ? ip + count : ip + BigInt(count))

/** For sorting addresses of one version. */
export const compareIps = (left: Ip, right: Ip): number => (left < right ? -1 : left > right ? 1 : 0)

/** The greater of two addresses of one version. */
export const greatest = (left: Ip, right: Ip): Ip => (left > right ? left : right)

/** The smaller of two addresses of one version. */
export const least = (left: Ip, right: Ip): Ip => (left < right ? left : right)
