/** Policies of tenants: the rules of the configuration, told of every project that has a router. */
import type { Desired, Key, View } from '@baryon/reconcile'
import { policies } from './router-rules.ts'
import { some } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { tenantKey, tenantOf } from './tenant.ts'

export function policyThings({ dialect, routerRules }: ProjectionSettings, project: string): readonly Desired[] {
  if (!dialect.kinds.includes('policy')) return []
  const tenant = tenantOf(dialect, project)
  return policies(routerRules, project).map(body => ({
    key: { kind: 'policy', id: `${tenant}/${body.priority}` },
    parents: [tenantKey(dialect, project)],
    address: { tenant, priority: body.priority },
    body,
  }))
}

/** Of which project a policy is; whether it has routers says whether it is told. */
export async function desiredPolicy(
  settings: ProjectionSettings,
  { id }: Key,
  view: View,
): Promise<Desired | undefined> {
  const tenant = id.slice(0, id.lastIndexOf('/'))
  const project = tenant === tenantOf(settings.dialect, '') ? '' : tenant
  const thing = policyThings(settings, project).find(({ key }) => key.id === id)
  if (thing === undefined) return undefined
  return (await some(view.list('Router', { project_id: project }))) ? thing : undefined
}
