/** What one thing is to be, by its key. */
import type { Desired, Key, Row, View } from '@baryon/reconcile'
import type { ThingKind } from '../dialects/dialect.ts'
import { floatingIpThing } from './floating-ip.ts'
import { networkThing, readNetwork } from './network.ts'
import { desiredPolicy } from './policy.ts'
import { portThing } from './port.ts'
import { desiredInterface, routerThing } from './router.ts'
import { securityGroupThing } from './security-group.ts'
import type { ProjectionSettings } from './settings.ts'
import { desiredTenant } from './tenant.ts'

type Find = (settings: ProjectionSettings, key: Key, view: View) => Promise<Desired | undefined>

/** Of a thing that is made of one row. */
const ofRow =
  (kind: string, thing: (settings: ProjectionSettings, row: Row, view: View) => Promise<Desired | undefined>): Find =>
  async (settings, { id }, view) => {
    const row = await view.get(kind, id)
    return row && thing(settings, row, view)
  }

const finders: Readonly<Record<ThingKind, Find>> = {
  tenant: (_, { id }, view) => desiredTenant(id, view),
  'security-group': ofRow('SecurityGroup', ({ dialect }, row, view) => securityGroupThing(dialect, row, view)),
  network: ofRow('Network', async (settings, row, view) =>
    networkThing(settings, await readNetwork(settings, row, view), view),
  ),
  router: ofRow('Router', routerThing),
  port: ofRow('Port', portThing),
  interface: ({ dialect }, { id }, view) => desiredInterface(dialect, id, view),
  policy: desiredPolicy,
  floatingip: ofRow('FloatingIp', ({ dialect }, row, view) => floatingIpThing(dialect, row, view)),
}

export async function desiredOf(settings: ProjectionSettings, key: Key, view: View): Promise<Desired | undefined> {
  const kind = settings.dialect.kinds.find(known => known === key.kind)
  return kind === undefined ? undefined : finders[kind](settings, key, view)
}
