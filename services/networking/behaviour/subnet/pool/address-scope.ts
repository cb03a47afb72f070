import type { Behaviour } from '@baryon/decide'
import { grant, removeGrants } from '../../rbac/grants.ts'
import { EVERYONE } from '../../rbac/shareable.ts'
import { derivedShared } from '../../rbac/shared.ts'
import { refuse } from '../../refuse.ts'

export const addressScopeBehaviour: Behaviour = {
  create(row) {
    const version = row['ip_version']
    if (version !== 4 && version !== 6) refuse('subnet.ip_version', { version })
  },
  async created({ row }, given, work) {
    const [id, project] = [String(row['id']), String(row['project_id'])]
    if (given['shared'] === true) await grant(work, { kind: 'AddressScope', id, action: 'access_as_shared', project })
  },
  update(row, _old, given) {
    const isShared = (row['shared_with'] as readonly string[]).includes(EVERYONE)
    if (given['shared'] === false && isShared) refuse('address_scope.unshare', { scope: row['id'] })
  },
  async updated({ row }, _old, given, work) {
    const [id, project] = [String(row['id']), String(row['project_id'])]
    if (given['shared'] === true) await grant(work, { kind: 'AddressScope', id, action: 'access_as_shared', project })
  },
  async remove(row, work) {
    const pools = await work.tx.count(work.kind('SubnetPool'), {
      attribute: 'address_scope_id',
      in: [row['id'] ?? null],
    })
    if (pools > 0) refuse('address_scope.in_use', { scope: row['id'] })
  },
  removed: (row, work) => removeGrants(work, row),
  derived: derivedShared,
}
