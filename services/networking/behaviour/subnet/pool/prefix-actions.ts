import type { Work } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import { isAdmin, type Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { found } from '../../found.ts'
import { blockOf, blocksOf, formatBlock } from '../../network-address/block.ts'
import { gaps, overlaps } from '../../network-address/range.ts'
import { refuse } from '../../refuse.ts'
import type { NetworkRow } from '../../rows.ts'
import { subnetsOf } from '../on-network.ts'
import { type SubnetPoolRow, subnetsFrom } from './allocate.ts'

const asked = (input: Row) => (input['prefixes'] ?? []) as readonly string[]

async function change(pool: string, prefixes: readonly string[], work: Work): Promise<Json> {
  const { row } = await work.update('SubnetPool', pool, { prefixes })
  return { prefixes: row['prefixes'] ?? [] }
}

export function addPrefixes({ row }: Stored, input: Row, work: Work): Promise<Json> {
  const pool = row as SubnetPoolRow
  return change(pool.id, [...pool.prefixes, ...asked(input)], work)
}

/** Takes prefixes away that no subnet is in; what the pool does not have does not count. */
export async function removePrefixes({ row }: Stored, input: Row, work: Work): Promise<Json> {
  const pool = row as SubnetPoolRow
  const gone = asked(input).map(blockOf)
  const isTouched = pool.prefixes.map(blockOf).some(block => gone.some(one => overlaps(block, one)))
  if (!isTouched) return { prefixes: pool.prefixes }
  const subnets = (await subnetsFrom(pool.id, work)).map(({ cidr }) => blockOf(cidr))
  if (subnets.some(subnet => gone.some(one => overlaps(subnet, one))))
    refuse('subnet_pool.prefixes', { reason: 'One or more the prefixes to be removed is in use by a subnet.' })
  const left = pool.prefixes.map(blockOf).flatMap(block => gaps(block, gone).flatMap(blocksOf))
  return change(pool.id, left.map(formatBlock), work)
}

/** Brings the subnets of a network, of the IP version of the pool, into the pool together with their addresses. */
export async function onboard({ row }: Stored, input: Row, work: Work): Promise<Json> {
  const pool = row as SubnetPoolRow
  const network = (await found(work, 'Network', String(input['network_id']))) as NetworkRow
  if (!isAdmin(work.caller) && network.project_id !== work.caller.project) refuse('subnet_pool.not_owner')
  const all = await subnetsOf(network, work)
  const subnets = all.filter(subnet => subnet.ip_version === pool.ip_version)
  const taken = (await subnetsFrom(pool.id, work)).map(({ cidr }) => blockOf(cidr))
  for (const { id, cidr } of subnets)
    if (taken.some(block => overlaps(block, blockOf(cidr))))
      refuse('subnet_pool.update', {
        reason: `Onboarding subnet ${id}: ${cidr} conflicts with allocated prefixes in subnet pool ${pool.id}`,
      })
  await change(pool.id, [...pool.prefixes, ...subnets.map(({ cidr }) => cidr)], work)
  for (const { id } of subnets) await work.update('Subnet', id, { subnetpool_id: pool.id })
  return subnets.map(({ id, cidr }) => ({ id, cidr }))
}
