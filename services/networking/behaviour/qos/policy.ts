import type { Behaviour, Sight, Work } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import { attributeOf, type Filter, type Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { grant, removeGrants, revoke } from '../rbac/grants.ts'
import { isShared, sharedFilter } from '../rbac/shared.ts'
import { refuse } from '../refuse.ts'
import { ruleSorts } from './rule-kinds.ts'

const idOf = (row: Row) => String(row['id'])

/** What may be treated by a policy, and how a message calls it. */
const users = { Network: 'network', Port: 'port', Router: 'router', FloatingIp: 'floatingip' } as const

async function requireUnused(row: Row, work: Work) {
  const filter: Filter = { attribute: 'qos_policy_id', in: [idOf(row)] }
  for (const [kind, type] of Object.entries(users)) {
    if (attributeOf(work.kind(kind), 'qos_policy_id') === undefined) continue
    const [user] = await work.tx.list(work.kind(kind), { filter, limit: 1 })
    if (user !== undefined) refuse('qos_policy.in_use', { policy: row['id'], type, id: user.row['id'] })
  }
}

/** The default policy of a project, which networks get that are made without one. */
export async function defaultPolicy(work: Work, project: string): Promise<string | null> {
  const filter: Filter = {
    all: [
      { attribute: 'project_id', in: [project] },
      { attribute: 'is_default', in: [true] },
    ],
  }
  const [found] = await work.tx.list(work.kind('QosPolicy'), { filter, limit: 1 })
  return (found?.row['id'] as string | undefined) ?? null
}

async function requireOneDefault(row: Row, work: Work) {
  if (row['is_default'] !== true) return
  const project = String(row['project_id'])
  const other = await defaultPolicy(work, project)
  if (other !== null && other !== row['id']) refuse('qos_policy.default_exists', { project })
}

async function share({ row }: Stored, given: Row, work: Work): Promise<Stored | undefined> {
  if (typeof given['shared'] !== 'boolean') return undefined
  const sharing = { kind: 'QosPolicy', id: idOf(row), action: 'access_as_shared' } as const
  if (given['shared']) await grant(work, { ...sharing, project: String(row['project_id']) })
  else await revoke(work, sharing)
  return work.get('QosPolicy', idOf(row))
}

const asShown = (type: string, { project_id: _p, shared_with: _s, ...rule }: Row): Json => ({ ...rule, type })

/** The rules of some policies, in the order of their sorts. */
async function rulesOf(ids: readonly string[], sight: Sight): Promise<Map<string, Json[]>> {
  const rules = new Map<string, Json[]>(ids.map(id => [id, []]))
  const filter: Filter = { attribute: 'qos_policy_id', in: ids }
  for (const { kind, type } of ruleSorts)
    for (const { row } of await sight.read.list(sight.kind(kind), { filter }))
      rules.get(String(row['qos_policy_id']))?.push(asShown(type, row))
  return rules
}

/** Those who see a policy see its rules. */
async function followSharing(row: Row, old: Row, work: Work) {
  if (JSON.stringify(row['shared_with']) === JSON.stringify(old['shared_with'])) return
  for (const { kind } of ruleSorts)
    for (const { row: rule } of await work.list(kind, { attribute: 'qos_policy_id', in: [idOf(row)] }))
      await work.update(kind, idOf(rule), { shared_with: row['shared_with'] ?? [] })
}

export const policyBehaviour: Behaviour = {
  create: (row, _given, work) => requireOneDefault(row, work),
  update: (row, _old, _given, work) => requireOneDefault(row, work),
  created: share,
  async updated(stored, old, given, work) {
    await followSharing(stored.row, old, work)
    return share(stored, given, work)
  },
  remove: requireUnused,
  removed: (row, work) => removeGrants(work, row),
  derived: {
    async load(rows, sight, wanted) {
      const rules = wanted.has('rules') ? await rulesOf(rows.map(idOf), sight) : new Map<string, Json[]>()
      return rows.map(row => ({ shared: isShared(row, sight.caller), rules: rules.get(idOf(row)) ?? [] }))
    },
    filters: { shared: sharedFilter },
  },
}
