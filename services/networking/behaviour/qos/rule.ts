import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Filter, Row } from '@baryon/model'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import { bounds, dscpMarks, type RuleSort, ruleSorts } from './rule-kinds.ts'

const ofPolicy = (row: Row): Filter => ({ attribute: 'qos_policy_id', in: [row['qos_policy_id'] ?? null] })

const typeOf = (kind: string) => ruleSorts.find(sort => sort.kind === kind)?.type ?? kind

const sameDirection = (one: Row, other: Row) => one['direction'] === other['direction']

/** One rule of a sort for each direction; `any` is both. */
async function requireAlone({ type, kind }: RuleSort, row: Row, work: Work) {
  const policy = row['qos_policy_id']
  for (const { row: other } of await work.list(kind, ofPolicy(row))) {
    if (other['id'] === row['id']) continue
    if (sameDirection(row, other)) refuse('qos_rule.conflict', { type, other: other['id'], policy })
    if (row['direction'] === 'any' || other['direction'] === 'any') refuse('qos_rule.direction', { policy })
  }
}

async function requireWithin(
  row: Row,
  [own, fits]: readonly [string, (value: number, other: number) => boolean],
  [kind, attribute]: readonly [string, string],
  work: Work,
) {
  const value = Number(row[own])
  for (const { row: other } of await work.list(kind, ofPolicy(row))) {
    const existing = Number(other[attribute])
    if (sameDirection(row, other) && !fits(value, existing))
      refuse('qos_rule.parameter_conflict', { value, policy: row['qos_policy_id'], other: typeOf(kind), existing })
  }
}

/** What is guaranteed is at most what is allowed. */
async function requireFitting(kind: string, row: Row, work: Work) {
  for (const { least, most } of bounds) {
    if (kind === least[0]) await requireWithin(row, [least[1], (value, other) => value <= other], most, work)
    if (kind === most[0]) await requireWithin(row, [most[1], (value, other) => value >= other], least, work)
  }
}

async function check(sort: RuleSort, row: Row, work: Work) {
  const mark = row['dscp_mark']
  if (typeof mark === 'number' && !dscpMarks.includes(mark)) refuse('qos_rule.dscp', { value: mark })
  await requireAlone(sort, row, work)
  await requireFitting(sort.kind, row, work)
}

/** A rule of a policy belongs to the project of the policy, and is seen by those who see the policy. */
export const ruleBehaviour = (sort: RuleSort): Behaviour => ({
  async prepare(row: Draft, _given, work) {
    const policy = await found(work, 'QosPolicy', String(row['qos_policy_id']))
    row['project_id'] = policy['project_id'] ?? null
    row['shared_with'] = policy['shared_with'] ?? []
  },
  create: (row, _given, work) => check(sort, row, work),
  update: (row, _old, _given, work) => check(sort, row, work),
})

/** A rule that is found by its id alone. */
export function ruleAliasBehaviour({ kind }: RuleSort): Behaviour {
  const own = async (id: string, work: Work): Promise<Row> => {
    const stored = await work.visible(kind, id)
    if (stored === undefined) refuse('qos_rule.not_found', { id })
    return stored.row
  }
  return {
    virtual: {
      get: own,
      async update(id, given, work) {
        await own(id, work)
        const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
        return (await work.update(kind, id, values)).row
      },
      async remove(id, work) {
        await own(id, work)
        await work.remove(kind, id)
      },
    },
  }
}
