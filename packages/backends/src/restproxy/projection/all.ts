/**
 * Everything that is to be there, in the order in which the topology is streamed: tenants, security groups, each network with its ports, each
 * router with its interfaces and policies, floating IPs.
 */
import type { Desired, View } from '@baryon/reconcile'
import type { ThingKind } from '../dialects/dialect.ts'
import { floatingIpThing } from './floating-ip.ts'
import { networkThing, readNetwork } from './network.ts'
import { policyThings } from './policy.ts'
import { portIn } from './port.ts'
import { interfaceThings, routerThing } from './router.ts'
import { idOf, textOf } from './rows.ts'
import { securityGroupThing } from './security-group.ts'
import type { ProjectionSettings } from './settings.ts'
import { needsTenant, ownedKinds, tenantOf, tenantThing } from './tenant.ts'

export async function* allThings(settings: ProjectionSettings, view: View): AsyncGenerator<Desired> {
  const { dialect } = settings
  const tells = (kind: ThingKind) => dialect.kinds.includes(kind)
  if (tells('tenant')) yield* tenants(settings, view)
  if (tells('security-group'))
    for await (const group of view.list('SecurityGroup')) yield await securityGroupThing(dialect, group, view)
  for await (const row of view.list('Network')) {
    const network = await readNetwork(settings, row, view)
    yield await networkThing(settings, network, view)
    for await (const port of view.list('Port', { network_id: idOf(row) })) {
      const thing = await portIn(settings, port, network, view)
      if (thing !== undefined) yield thing
    }
  }
  if (tells('router')) yield* routers(settings, view)
  if (tells('floatingip'))
    for await (const row of view.list('FloatingIp')) yield await floatingIpThing(dialect, row, view)
}

/** Ids of projects are all that is kept. */
async function* tenants({ dialect }: ProjectionSettings, view: View): AsyncGenerator<Desired> {
  const seen = new Set<string>()
  for (const kind of ownedKinds) {
    for await (const row of view.list(kind)) {
      const project = textOf(row, 'project_id')
      if (seen.has(project) || !needsTenant(kind, project)) continue
      seen.add(project)
      yield await tenantThing(tenantOf(dialect, project), view)
    }
  }
}

/** Policies come with the first router of their project. */
async function* routers(settings: ProjectionSettings, view: View): AsyncGenerator<Desired> {
  const projects = new Set<string>()
  for await (const router of view.list('Router')) {
    yield await routerThing(settings, router, view)
    yield* interfaceThings(settings.dialect, router, view)
    const project = textOf(router, 'project_id')
    if (projects.has(project)) continue
    projects.add(project)
    yield* await policyThings(settings, project, view)
  }
}
