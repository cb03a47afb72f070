/** Things of a network or a project, each behind what it needs. Ids are all that is kept. */
import type { Desired, Key, View } from '@baryon/reconcile'
import { desiredOf } from './desired.ts'
import { policyThings } from './policy.ts'
import { interfaceKey, legsOf } from './router.ts'
import { idOf, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { tenantKey } from './tenant.ts'

export type Scope = { readonly network: string } | { readonly project: string }

async function* ofNetwork({ dialect }: ProjectionSettings, network: string, view: View): AsyncGenerator<Key> {
  yield { kind: 'network', id: network }
  for await (const port of view.list('Port', { network_id: network })) {
    yield { kind: 'port', id: idOf(port) }
    for (const leg of legsOf(dialect, port)) yield interfaceKey(leg)
  }
  for await (const row of view.list('FloatingIp', { floating_network_id: network }))
    yield { kind: 'floatingip', id: idOf(row) }
}

async function* ofProject(settings: ProjectionSettings, project: string, view: View): AsyncGenerator<Key> {
  const { dialect } = settings
  yield tenantKey(dialect, project)
  for await (const row of view.list('SecurityGroup', { project_id: project }))
    yield { kind: 'security-group', id: idOf(row) }
  for await (const row of view.list('Network', { project_id: project })) yield* ofNetwork(settings, idOf(row), view)
  for await (const row of view.list('Port', { project_id: project })) yield { kind: 'port', id: idOf(row) }
  for await (const row of view.list('Router', { project_id: project })) {
    yield { kind: 'router', id: idOf(row) }
    for await (const port of view.list('Port', { device_id: idOf(row) }))
      for (const leg of legsOf(dialect, port)) yield interfaceKey(leg)
  }
  for (const { key } of await policyThings(settings, project, view)) yield key
  for await (const row of view.list('FloatingIp', { project_id: project }))
    yield { kind: 'floatingip', id: textOf(row, 'id') }
}

export async function* thingsWithin(settings: ProjectionSettings, scope: Scope, view: View): AsyncGenerator<Desired> {
  const seen = new Set<string>()
  async function* withParents(key: Key): AsyncGenerator<Desired> {
    const text = `${key.kind} ${key.id}`
    if (seen.has(text)) return
    seen.add(text)
    const thing = await desiredOf(settings, key, view)
    if (thing === undefined) return
    for (const parent of thing.parents) yield* withParents(parent)
    yield thing
  }
  const keys = 'network' in scope ? ofNetwork(settings, scope.network, view) : ofProject(settings, scope.project, view)
  for await (const key of keys) yield* withParents(key)
}
