import type { Behaviour, Derivation, Sight, Work } from '@baryon/decide'
import { isAdmin, type Row } from '@baryon/model'
import { removeGrants } from '../rbac/grants.ts'
import { isShared, sharedFilter } from '../rbac/shared.ts'
import { refuse } from '../refuse.ts'
import { createFirstRules, ensureDefaultGroup, isDefaultName, listsDefaultGroup } from './default-group.ts'

async function isUsed(id: string, work: Work): Promise<boolean> {
  return (await work.tx.elements(work.kind('Port'), 'security_group', { equal: [id], limit: 1 })).length > 0
}

/** What a group shows of a rule, in that order. */
const shown = [
  'id',
  'project_id',
  'security_group_id',
  'ethertype',
  'direction',
  'protocol',
  'port_range_min',
  'port_range_max',
  'remote_ip_prefix',
  'remote_address_group_id',
  'normalized_cidr',
  'remote_group_id',
  'description',
  'created_at',
  'updated_at',
  'revision_number',
] as const

const ruleOf = (row: Row): Row => ({
  ...Object.fromEntries(shown.map(name => [name, row[name] ?? null])),
  tags: [],
})

/** The rules of all groups of a page, read at once. */
async function rulesOf(groups: readonly Row[], sight: Sight): Promise<readonly (readonly Row[])[]> {
  const rules = new Map<unknown, Row[]>(groups.map(({ id }) => [id, []]))
  const ids = groups.map(({ id }) => id!)
  const filter = { attribute: 'security_group_id', in: ids }
  for (const { row } of await sight.read.list(sight.kind('SecurityGroupRule'), { filter }))
    rules.get(row['security_group_id'])?.push(ruleOf(row))
  return groups.map(({ id }) => rules.get(id)!)
}

const derived: Derivation = {
  async load(rows, sight, wanted) {
    const rules = wanted.has('security_group_rules') ? await rulesOf(rows, sight) : []
    return rows.map((row, index) => ({
      shared: isShared(row, sight.caller),
      security_group_rules: rules[index] ?? [],
    }))
  },
  filters: { shared: sharedFilter },
}

/** A group of rules. That of a project named default is made when it is first needed, and goes by administrators alone. */
export const securityGroup: Behaviour = {
  async create(row, _given, work) {
    if (!work.asked) return
    if (isDefaultName(row['name'])) refuse('security_group.default_taken', {}, '/name')
    await ensureDefaultGroup(work, row['project_id'] as string)
  },
  created: (stored, _given, work) => createFirstRules(stored, work),
  async update(row, old, given, work) {
    if (!work.asked) return
    if (isDefaultName(given['name'])) refuse('security_group.default_taken', {}, '/name')
    if (old['default_of'] !== null && 'name' in given) refuse('security_group.default_renamed', {}, '/name')
    const id = row['id'] as string
    if (row['stateful'] !== old['stateful'] && (await isUsed(id, work))) refuse('security_group.in_use', { id })
  },
  async remove(row, work) {
    const id = row['id'] as string
    if (await isUsed(id, work)) refuse('security_group.in_use', { id })
    if (row['default_of'] !== null && !isAdmin(work.caller)) refuse('security_group.default_kept')
  },
  removed: (row, work) => removeGrants(work, row),
  derived,
  listing: listsDefaultGroup,
}
