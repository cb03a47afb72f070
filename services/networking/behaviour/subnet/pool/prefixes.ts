import type { Draft } from '@baryon/decide'
import { bitsOf, blockOf, compactBlocks, formatBlock } from '../../network-address/block.ts'
import { versionOfText } from '../../network-address/ip.ts'
import { encloses } from '../../network-address/range.ts'
import { refuse } from '../../refuse.ts'
import type { SubnetPoolRow } from './allocate.ts'

/** The fewest prefixes with the same addresses. */
export const compact = (prefixes: readonly string[]): string[] => compactBlocks(prefixes.map(blockOf)).map(formatBlock)

/** Whether all addresses of the others are in these prefixes, which are compact. */
export function covers(prefixes: readonly string[], others: readonly string[]): boolean {
  const blocks = prefixes.map(blockOf)
  return others.map(blockOf).every(other => blocks.some(block => encloses(block, other)))
}

/** Says of a pool which IP version it has, and its prefixes as they are kept. */
export function settlePrefixes(row: Draft) {
  const prefixes = row['prefixes'] as readonly string[]
  const [first] = prefixes
  if (first === undefined) return refuse('subnet_pool.empty')
  const version = versionOfText(first)
  if (prefixes.some(prefix => versionOfText(prefix) !== version)) refuse('subnet_pool.versions')
  row['ip_version'] = version
  row['prefixes'] = compact(prefixes)
}

function requireBound(name: string, value: number, boundName: string, bound: number, isRight: boolean) {
  if (!isRight) refuse('subnet_pool.bounds', { name, value, bound_name: boundName, bound })
}

/** Fills the lengths that a pool does not say, and checks them. */
export function settleLengths(row: Draft) {
  const pool = row as unknown as SubnetPoolRow
  const bits = bitsOf(pool.ip_version)
  row['min_prefixlen'] ??= pool.ip_version === 4 ? 8 : 64
  row['max_prefixlen'] ??= bits
  row['default_prefixlen'] ??= row['min_prefixlen']
  const { min_prefixlen: min, max_prefixlen: max, default_prefixlen: usual } = pool
  requireBound('min_prefixlen', min, 'max_prefixlen', max, min <= max)
  requireBound('max_prefixlen', max, 'ip_version_max', bits, max <= bits)
  requireBound('default_prefixlen', usual, 'min_prefixlen', min, usual >= min)
  requireBound('default_prefixlen', usual, 'max_prefixlen', max, usual <= max)
}
