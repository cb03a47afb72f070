/** Tenants: a project is told of from its first object to its last. */
import type { Desired, Key, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { some, textOf } from './rows.ts'

/** What the API calls the owner of what belongs to nobody, such as networks between redundant routers. */
const NOBODY = 'VRRP_Service'

/** Kinds of rows that a project owns, those that it mostly has first. */
export const ownedKinds = ['SecurityGroup', 'Network', 'Router', 'FloatingIp', 'Port'] as const

/** The tenant in URLs. */
export function tenantOf(dialect: Dialect, project: string): string {
  if (project !== '') return project
  return dialect.kinds.includes('tenant') ? NOBODY : 'default'
}

export const tenantKey = (dialect: Dialect, project: string): Key => ({
  kind: 'tenant',
  id: tenantOf(dialect, project),
})

/** What has to be there before a thing of the project: its tenant, where tenants are told. */
export const tenantParents = (dialect: Dialect, project: string): readonly Key[] =>
  dialect.kinds.includes('tenant') ? [tenantKey(dialect, project)] : []

/** Ports of routers and floating IPs belong to nobody, and need no tenant. */
export const needsTenant = (kind: string, project: string): boolean => kind !== 'Port' || project !== ''

/** What a project is called, as far as anybody said; else its id. */
export async function nameOfProject(project: string, view: View): Promise<string> {
  const row = await view.get('ProjectName', project)
  return (row && textOf(row, 'name')) || project
}

export const tenantThing = async (id: string, view: View): Promise<Desired> => ({
  key: { kind: 'tenant', id },
  parents: [],
  address: {},
  body: { id, name: await nameOfProject(id, view) },
})

export async function desiredTenant(id: string, view: View): Promise<Desired | undefined> {
  const project = id === NOBODY ? '' : id
  for (const kind of ownedKinds) {
    if (!needsTenant(kind, project)) continue
    if (await some(view.list(kind, { project_id: project }))) return tenantThing(id, view)
  }
  return undefined
}
