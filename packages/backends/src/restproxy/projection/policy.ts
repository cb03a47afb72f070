/** Policies of tenants: those that a project was given, and those of the configuration, of every project that has a router. */
import type { Json } from '@baryon/kit'
import type { Desired, Key, Row, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { defaultPolicies } from './router-rules.ts'
import { collect, idOf, jsonOf, listOf, some, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { tenantKey, tenantOf } from './tenant.ts'

const priorityOf = (row: Row): number => Number(row['priority'])

/** What it is called, and where it is. */
export function policyFrame(dialect: Dialect, project: string, priority: number): Omit<Desired, 'body'> {
  const tenant = tenantOf(dialect, project)
  return {
    key: { kind: 'policy', id: `${tenant}/${priority}` },
    parents: [tenantKey(dialect, project)],
    address: { tenant, priority },
  }
}

export const frameOfRow = (dialect: Dialect, row: Row): Omit<Desired, 'body'> =>
  policyFrame(dialect, textOf(row, 'project_id'), priorityOf(row))

/** The protocol is said twice. */
const bodyOf = (row: Row): Json => ({
  id: idOf(row),
  tenant_id: textOf(row, 'project_id'),
  priority: priorityOf(row),
  source: textOf(row, 'source'),
  source_port: jsonOf(row, 'source_port'),
  destination: textOf(row, 'destination'),
  destination_port: jsonOf(row, 'destination_port'),
  protocol: jsonOf(row, 'protocol'),
  ipproto: jsonOf(row, 'protocol'),
  action: textOf(row, 'action'),
  nexthops: listOf(row, 'nexthops'),
})

/**
 * Those of a project, if it had a router. One that it was given stands in the place of one of the configuration with its priority. Those of the
 * configuration are rows too, to be seen; they are told whether or not a row is there.
 */
export async function policyThings(
  { dialect, routerRules }: ProjectionSettings,
  project: string,
  view: View,
): Promise<readonly Desired[]> {
  if (!dialect.kinds.includes('policy')) return []
  const given = await collect(view.list('TenantPolicy', { project_id: project }))
  const bodies = new Map<number, Json>(defaultPolicies(routerRules, project).map(body => [body.priority, body]))
  for (const row of given) bodies.set(priorityOf(row), bodyOf(row))
  return [...bodies].map(([priority, body]) => ({ ...policyFrame(dialect, project, priority), body }))
}

/** Of which project a policy is; whether it has routers says whether it is told. */
export async function desiredPolicy(
  settings: ProjectionSettings,
  { id }: Key,
  view: View,
): Promise<Desired | undefined> {
  const tenant = id.slice(0, id.lastIndexOf('/'))
  const project = tenant === tenantOf(settings.dialect, '') ? '' : tenant
  const things = await policyThings(settings, project, view)
  const thing = things.find(({ key }) => key.id === id)
  if (thing === undefined) return undefined
  return (await some(view.list('Router', { project_id: project }))) ? thing : undefined
}
