import { compareIps, formatIp, type Ip, ipOf, plus, versionOf } from './ip.ts'
import type { Range } from './range.ts'

/** The addresses that share a prefix. It is a range too. */
export interface Block extends Range {
  /** Length of the prefix. */
  readonly prefix: number
}

/** Bits of an address of that version. */
export const bitsOf = (version: number): number => (version === 4 ? 32 : 128)

/** The block of that prefix with the address in it. */
export function blockAround(ip: Ip, prefix: number): Block {
  if (typeof ip === 'number') {
    const size = 2 ** (32 - prefix)
    const first = Math.floor(ip / size) * size
    return { first, last: first + size - 1, prefix }
  }
  const host = BigInt(128 - prefix)
  const first = (ip >> host) << host
  return { first, last: first + (1n << host) - 1n, prefix }
}

/** @param text an attribute of type cidr; host bits do not count */
export function blockOf(text: string): Block {
  const slash = text.indexOf('/')
  return blockAround(ipOf(text.slice(0, slash)), Number(text.slice(slash + 1)))
}

export const formatBlock = (block: Block): string => `${formatIp(block.first)}/${block.prefix}`

/** The largest block that starts at `first` and does not reach beyond `last`. */
function largestBlock(first: Ip, last: Ip): Block {
  let block = blockAround(first, bitsOf(versionOf(first)))
  while (block.prefix > 0) {
    const wider = blockAround(first, block.prefix - 1)
    if (wider.first !== first || wider.last > last) break
    block = wider
  }
  return block
}

/** The fewest blocks that are a range together, in order. */
export function blocksOf({ first, last }: Range): Block[] {
  const blocks: Block[] = []
  let next = first
  while (next <= last) {
    const block = largestBlock(next, last)
    blocks.push(block)
    next = plus(block.last, 1)
  }
  return blocks
}

/** The fewest blocks with the same addresses, in order. All are of one version. */
export function compactBlocks(blocks: readonly Block[]): Block[] {
  const ranges: Range[] = []
  for (const { first, last } of [...blocks].sort((left, right) => compareIps(left.first, right.first))) {
    const before = ranges.at(-1)
    if (before === undefined || plus(before.last, 1) < first) ranges.push({ first, last })
    else if (before.last < last) ranges[ranges.length - 1] = { first: before.first, last }
  }
  return ranges.flatMap(blocksOf)
}
