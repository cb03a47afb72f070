import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import { listsDefaultGroup } from './default-group.ts'
import { type Ports, portsOf } from './ports.ts'
import { canonicalPrefix, requireEthertype, withoutHostBits } from './prefix.ts'
import { canonicalProtocol, nameOf, protocolOf, requireEthertypeOf } from './protocol.ts'

interface RuleDraft extends Draft, Ports {
  security_group_id: string
  direction: string
  ethertype: string
  protocol: string | null
  port_range_min: number | null
  port_range_max: number | null
  remote_ip_prefix: string | null
  normalized_cidr: string | null
  remote_group_id: string | null
  remote_address_group_id: string | null
}

function canonicalEthertype(ethertype: string): string {
  const found = ['IPv4', 'IPv6'].find(one => one.toLowerCase() === ethertype.toLowerCase())
  return found ?? refuse('security_group_rule.ethertype', { ethertype }, '/ethertype')
}

/** Spells everything in its one way, and refuses what does not go together. */
function settle(rule: RuleDraft) {
  const given = rule.protocol === null ? null : canonicalProtocol(rule.protocol)
  rule.ethertype = canonicalEthertype(rule.ethertype)
  rule.remote_ip_prefix = rule.remote_ip_prefix ? canonicalPrefix(rule.remote_ip_prefix) : null
  rule.protocol = protocolOf(given, rule.ethertype)
  Object.assign(rule, portsOf(rule, rule.protocol))
  if (rule.remote_ip_prefix !== null) requireEthertype(rule.remote_ip_prefix, rule.ethertype)
  rule.normalized_cidr = rule.remote_ip_prefix === null ? null : withoutHostBits(rule.remote_ip_prefix)
  requireEthertypeOf(rule.protocol, rule.ethertype)
  const remotes = [rule.remote_ip_prefix, rule.remote_group_id, rule.remote_address_group_id]
  if (remotes.filter(remote => remote !== null).length > 1) refuse('security_group_rule.remotes')
}

/** The other side has to be there for the caller. */
async function requireRemote({ remote_group_id, remote_address_group_id }: RuleDraft, work: Work) {
  if (remote_group_id !== null) await found(work, 'SecurityGroup', remote_group_id)
  if (remote_address_group_id !== null) await found(work, 'AddressGroup', remote_address_group_id)
}

const everything = new Set(['0.0.0.0/0', '::/0'])

/** The same for two rules that let the same through. */
function meaningOf(rule: RuleDraft): string {
  const prefix = rule.remote_ip_prefix !== null && everything.has(rule.remote_ip_prefix) ? null : rule.remote_ip_prefix
  return [
    rule.security_group_id,
    rule.direction,
    rule.ethertype,
    rule.protocol === null ? null : nameOf(rule.protocol),
    rule.port_range_min,
    rule.port_range_max,
    rule.remote_group_id,
    rule.remote_address_group_id,
    prefix,
  ].join('|')
}

async function requireNew(meaning: string, work: Work) {
  const filter = { attribute: 'meaning', in: [meaning] }
  const [same] = await work.tx.list(work.kind('SecurityGroupRule'), { filter, limit: 1 })
  if (same === undefined) return
  const id = same.row['id']
  const isNew = work.tx.entries.some(entry => entry.id === id && entry.operation === 'create')
  refuse(isNew ? 'security_group_rule.twice' : 'security_group_rule.taken', { id })
}

/** A change of the rules is a change of their group, which shows in its revision. */
async function touchGroup({ security_group_id: id }: Row, work: Work) {
  const group = await work.get('SecurityGroup', id as string)
  if (group === undefined) return
  await work.update('SecurityGroup', id as string, { rules_changed: (group.row['rules_changed'] as number) + 1 })
}

/** A rule is never changed. The first rules of a group come from the group itself and need no checks. */
export const securityGroupRule: Behaviour = {
  async prepare(row, _given, work) {
    if (!work.asked && typeof row['group_project_id'] === 'string') return
    const group = await found(work, 'SecurityGroup', String(row['security_group_id']))
    row['group_project_id'] = group['project_id']!
  },
  async create(row, _given, work) {
    const rule = row as RuleDraft
    if (work.asked) {
      settle(rule)
      await requireRemote(rule, work)
    }
    const meaning = meaningOf(rule)
    if (work.asked) await requireNew(meaning, work)
    row['meaning'] = meaning
  },
  async created({ row }, _given, work) {
    if (work.asked) await touchGroup(row, work)
  },
  removed: touchGroup,
  listing: listsDefaultGroup,
}
