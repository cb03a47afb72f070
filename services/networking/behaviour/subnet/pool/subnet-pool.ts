import type { Behaviour } from '@baryon/decide'
import { grant, removeGrants } from '../../rbac/grants.ts'
import { derivedShared } from '../../rbac/shared.ts'
import { refuse } from '../../refuse.ts'
import { type SubnetPoolRow, subnetsFrom } from './allocate.ts'
import { requireOnlyDefault } from './default-pool.ts'
import { addPrefixes, onboard, removePrefixes } from './prefix-actions.ts'
import { covers, settleLengths, settlePrefixes } from './prefixes.ts'
import { requireOwnScope, requireScope, showScope } from './scope.ts'

export const subnetPoolBehaviour: Behaviour = {
  async create(row, _given, work) {
    settlePrefixes(row)
    settleLengths(row)
    const pool = row as unknown as SubnetPoolRow
    if (pool.is_default) await requireOnlyDefault(pool, work)
    await requireScope(pool, undefined, work)
  },
  async created({ row }, given, work) {
    const { id, project_id: project } = row as SubnetPoolRow
    if (given['shared'] === true) await grant(work, { kind: 'SubnetPool', id, action: 'access_as_shared', project })
  },
  async update(row, before, given, work) {
    const old = before as SubnetPoolRow
    if ('prefixes' in given) settlePrefixes(row)
    const pool = row as unknown as SubnetPoolRow
    if (work.asked && !covers(pool.prefixes, old.prefixes))
      refuse('subnet_pool.prefixes', { reason: 'Existing prefixes must be a subset of the new prefixes' })
    settleLengths(row)
    if (pool.is_default && !old.is_default) await requireOnlyDefault(pool, work)
    await requireOwnScope(old, work)
    if ('prefixes' in given || pool.address_scope_id !== old.address_scope_id) await requireScope(pool, old, work)
  },
  async updated({ row }, old, _given, work) {
    if (row['address_scope_id'] !== old['address_scope_id']) await showScope(String(row['id']), work)
  },
  async remove(row, work) {
    if ((await subnetsFrom(String(row['id']), work)).length > 0) refuse('subnet_pool.in_use')
  },
  removed: (row, work) => removeGrants(work, row),
  actions: { add_prefixes: addPrefixes, remove_prefixes: removePrefixes, onboard_network_subnets: onboard },
  derived: derivedShared,
}
