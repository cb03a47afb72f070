/** What a port's device may be. */
import type { Draft, Work } from '@baryon/decide'
import { isAdmin, type Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import { deviceKind, isRouterInterface } from './device-owners.ts'
import { asPort } from './row.ts'

/** Notes for the policies what the device is. */
export function describeDevice(row: Draft): void {
  const { device_owner } = asPort(row)
  row['device_kind'] = deviceKind(device_owner)
}

/** Refuses interfaces of other projects' routers. @throws Refusal */
export async function checkRouter(row: Row, work: Work): Promise<void> {
  const { device_owner, device_id, project_id } = asPort(row)
  if (!work.asked || device_id === '' || !isRouterInterface(device_owner) || isAdmin(work.caller)) return
  const router = await work.get('Router', device_id)
  if (router !== undefined && router.row['project_id'] !== project_id)
    refuse('port.device_foreign', { device: device_id }, '/device_id')
}
