import type { Work } from '@baryon/decide'
import { refuse } from '../../refuse.ts'
import type { SubnetPoolRow } from './allocate.ts'

/** The pool for subnets that ask for the default one. */
export async function defaultPool(version: number, work: Work): Promise<SubnetPoolRow | undefined> {
  const pools = await work.list('SubnetPool', { attribute: 'is_default', in: [true] })
  return pools.map(({ row }) => row as SubnetPoolRow).find(pool => pool.ip_version === version)
}

/** @throws Refusal `subnet_pool.default_exists` */
export async function requireOnlyDefault({ id, ip_version }: SubnetPoolRow, work: Work) {
  const other = await defaultPool(ip_version, work)
  if (other !== undefined && other.id !== id) refuse('subnet_pool.default_exists')
}
