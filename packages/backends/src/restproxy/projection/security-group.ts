/** Security groups with their rules; descriptions stay here. */
import type { Json } from '@baryon/kit'
import type { Desired, Row, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { ownedBody } from './network.ts'
import { collect, idOf, jsonOf, textOf } from './rows.ts'
import { tenantParents } from './tenant.ts'

const ruleNames = [
  'security_group_id',
  'direction',
  'ethertype',
  'protocol',
  'port_range_min',
  'port_range_max',
  'remote_ip_prefix',
  'remote_group_id',
] as const

const ruleBody = (rule: Row): Json => ({
  id: idOf(rule),
  tenant_id: textOf(rule, 'project_id'),
  ...Object.fromEntries(ruleNames.map(name => [name, jsonOf(rule, name)])),
})

export async function securityGroupThing(dialect: Dialect, row: Row, view: View): Promise<Desired> {
  const rules = await collect(view.list('SecurityGroupRule', { security_group_id: idOf(row) }))
  return {
    key: { kind: 'security-group', id: idOf(row) },
    parents: tenantParents(dialect, textOf(row, 'project_id')),
    address: {},
    body: { ...(await ownedBody(dialect, row, view)), security_group_rules: rules.map(ruleBody) },
  }
}
