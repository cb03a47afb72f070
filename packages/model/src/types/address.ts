/** IP addresses as numbers. Octal, hexadecimal and shortened IPv4 forms are not addresses here, nor is a zone after an IPv6 one. */

/** The address in groups of 16 bits: two of IPv4, eight of IPv6. */
export type Address = readonly number[]

const DOT = 46
const COLON = 58
const ZERO = 48
const NINE = 57

/** Four decimal bytes without leading zeros. */
function parse4(text: string): Address | undefined {
  if (text.length < 7 || text.length > 15) return undefined
  const bytes: number[] = []
  let byte = -1
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? DOT : text.charCodeAt(at)
    if (code === DOT) {
      if (byte < 0) return undefined
      bytes.push(byte)
      byte = -1
    } else {
      if (code < ZERO || code > NINE || byte === 0) return undefined
      byte = byte < 0 ? code - ZERO : byte * 10 + code - ZERO
      if (byte > 255) return undefined
    }
  }
  const [a, b, c, d] = bytes
  return bytes.length === 4 ? [(a! << 8) | b!, (c! << 8) | d!] : undefined
}

const group = /^[0-9a-f]{1,4}$/i

/** Groups between colons; the last of them may be an IPv4 address if `tail`. */
function groupsOf(text: string, tail: boolean): number[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const groups: number[] = []
  for (const [index, part] of parts.entries()) {
    if (group.test(part)) {
      groups.push(Number.parseInt(part, 16))
    } else {
      const four = tail && index === parts.length - 1 ? parse4(part) : undefined
      if (four === undefined) return undefined
      groups.push(...four)
    }
  }
  return groups
}

function parse6(text: string): Address | undefined {
  if (text.length < 2 || text.length > 45) return undefined
  const gap = text.indexOf('::')
  if (gap < 0) {
    const groups = groupsOf(text, true)
    return groups?.length === 8 ? groups : undefined
  }
  const head = groupsOf(text.slice(0, gap), false)
  const tail = groupsOf(text.slice(gap + 2), true)
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  return missing < 1 ? undefined : [...head, ...new Array<number>(missing).fill(0), ...tail]
}

/** @returns undefined when the text is no address */
export function parseAddress(text: string): Address | undefined {
  for (let at = 0; at < text.length && at < 5; at += 1) {
    if (text.charCodeAt(at) === COLON) return parse6(text)
  }
  return parse4(text)
}

export const versionOf = (address: Address): 4 | 6 => (address.length === 2 ? 4 : 6)

const write4 = (high: number, low: number) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`

/** Where the longest run of at least two zero groups starts, and its length; the first of equals (RFC 5952). */
function longestGap(groups: Address): readonly [start: number, length: number] {
  let best: readonly [number, number] = [-1, 1]
  for (let start = 0; start < 8; start += 1) {
    let end = start
    while (end < 8 && groups[end] === 0) end += 1
    if (end - start > best[1]) best = [start, end - start]
    start = Math.max(start, end)
  }
  return best
}

const hex = (groups: Address) => groups.map(value => value.toString(16)).join(':')

/** The one canonical spelling (RFC 5952 for IPv6, where IPv4-mapped addresses end in dotted decimals). */
export function formatAddress(address: Address): string {
  if (address.length === 2) return write4(address[0]!, address[1]!)
  const mapped = address[5] === 0xffff && address.every((value, at) => at > 4 || value === 0)
  if (mapped) return `::ffff:${write4(address[6]!, address[7]!)}`
  const [start, length] = longestGap(address)
  return start < 0 ? hex(address) : `${hex(address.slice(0, start))}::${hex(address.slice(start + length))}`
}

/** The address with all bits after the first `prefix` cleared. */
export const masked = (address: Address, prefix: number): Address =>
  address.map((value, at) => {
    const bits = Math.min(16, Math.max(0, prefix - 16 * at))
    return value & (0xffff << (16 - bits)) & 0xffff
  })

export const sameAddress = (left: Address, right: Address): boolean =>
  left.length === right.length && left.every((value, at) => value === right[at])

/** An address range: the addresses that share the first `prefix` bits. */
export interface Block {
  readonly address: Address
  readonly prefix: number
}

const prefixShape = /^(0|[1-9]\d{0,2})$/

/** Reads `address/prefix`; host bits are cleared. @returns undefined when the text is no such range */
export function parseBlock(text: string): Block | undefined {
  const slash = text.indexOf('/')
  if (slash < 0) return undefined
  const length = text.slice(slash + 1)
  const address = parseAddress(text.slice(0, slash))
  if (address === undefined || !prefixShape.test(length)) return undefined
  const prefix = Number(length)
  return prefix <= 16 * address.length ? { address: masked(address, prefix), prefix } : undefined
}

export const formatBlock = ({ address, prefix }: Block): string => `${formatAddress(address)}/${prefix}`

/** Whether every address of `inner` is in `outer`; never across versions. */
export const blockContains = (outer: Block, inner: Block): boolean =>
  outer.prefix <= inner.prefix && sameAddress(outer.address, masked(inner.address, outer.prefix))

const groupKey = (value: number) => value.toString(16).padStart(4, '0')

/** Text that is in the order of addresses, those of IPv4 first: the version, then the groups in hexadecimal. */
export const addressKey = (address: Address): string => `${versionOf(address)}${address.map(groupKey).join('')}`

/** The way back from {@link addressKey}. */
export const addressOfKey = (key: string): Address =>
  Array.from({ length: (key.length - 1) >> 2 }, (_, at) => Number.parseInt(key.slice(1 + 4 * at, 5 + 4 * at), 16))

/** Text that is in the order of ranges: by the first address, the wider one first. */
export const blockKey = ({ address, prefix }: Block): string =>
  `${addressKey(address)}${prefix.toString(16).padStart(2, '0')}`

/** The way back from {@link blockKey}. */
export const blockOfKey = (key: string): Block => ({
  address: addressOfKey(key.slice(0, -2)),
  prefix: Number.parseInt(key.slice(-2), 16),
})
