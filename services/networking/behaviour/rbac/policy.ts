import type { Behaviour, Draft, Work } from '@baryon/decide'
import { isAdmin, type Row } from '@baryon/model'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import { findPolicy } from './grants.ts'
import { requireUnused } from './in-use.ts'
import { actionsOf, findKindOfType, kindOfType, listOf, type SharedKind, type SharingAction } from './shareable.ts'

/** What a policy says. All but the target never changes. */
interface Said {
  readonly kind: SharedKind
  readonly id: string
  readonly action: SharingAction
  readonly target: string
}

const said = (row: Row): Said => ({
  kind: kindOfType(row['object_type'] as string),
  id: row['object_id'] as string,
  action: row['action'] as SharingAction,
  target: row['target_tenant'] as string,
})

/** A list as Python writes it when it is a tuple. */
const tuple = (items: readonly string[]) =>
  `(${items.map(item => `'${item}'`).join(', ')}${items.length === 1 ? ',' : ''})`

/** Only who owns an object shares it. */
async function requireOwner({ kind, id }: Said, work: Work) {
  if (!work.asked) return
  const object = await found(work, kind, id)
  if (isAdmin(work.caller) || object['project_id'] === work.caller.project) return
  refuse('rbac_policy.owner', { what: kind === 'Network' ? 'networks' : 'objects' }, '/object_id')
}

async function requireNew(policy: Said, work: Work) {
  if ((await findPolicy(work, policy)) !== undefined) refuse('rbac_policy.taken')
}

/** Replaces a project by another one in the list of the shared object, which may be gone. */
async function exchange(
  { kind, id, action }: Said,
  gone: string | undefined,
  come: string | undefined,
  work: Work,
): Promise<void> {
  const object = await work.get(kind, id)
  if (object === undefined) return
  const list = listOf(action)
  const before = object.row[list] as readonly string[]
  const after = before.filter(one => one !== gone && one !== come)
  if (come !== undefined) after.push(come)
  await work.update(kind, id, { [list]: after })
}

/** A policy, whose target stands in the list of what it shares for as long as it is there. */
export const rbacPolicy: Behaviour = {
  prepare(row) {
    const type = String(row['object_type'])
    const known = type.trim().toLowerCase()
    if (findKindOfType(known) === undefined) refuse('rbac_policy.type', { type }, '/object_type')
    row['object_type'] = known
  },
  async create(row: Draft, _given, work) {
    const policy = said(row)
    const actions = actionsOf(policy.kind)
    if (!actions.includes(policy.action)) {
      const values = { action: policy.action, type: row['object_type'], actions: tuple(actions) }
      refuse('rbac_policy.action', values, '/action')
    }
    await requireOwner(policy, work)
    await requireNew(policy, work)
  },
  async created({ row }, _given, work) {
    const policy = said(row)
    await exchange(policy, undefined, policy.target, work)
  },
  async update(row, old, _given, work) {
    const policy = said(row)
    await requireOwner(policy, work)
    if (policy.target === old['target_tenant']) return
    await requireNew(policy, work)
    await requireUnused(old, policy.target, work)
  },
  async updated({ row }, old, _given, work) {
    const policy = said(row)
    await exchange(policy, old['target_tenant'] as string, policy.target, work)
  },
  async remove(row, work) {
    // A network that is changed itself has looked at its users in its own way.
    if (work.asked || said(row).kind !== 'Network') await requireUnused(row, undefined, work)
  },
  removed(row, work) {
    const policy = said(row)
    return exchange(policy, policy.target, undefined, work)
  },
}
