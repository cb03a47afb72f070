/** Whether a router is distributed or highly available. */
import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'
import type { RouterRow } from '../rows.ts'
import { legsOf } from './legs.ts'
import { interfaceOwnerOf } from './owners.ts'

/** Only a router that is down may change: what forwards for it is another one afterwards. */
export function checkMode(row: RouterRow, old: RouterRow): void {
  if (row.distributed !== old.distributed && (old.admin_state_up || row.admin_state_up)) refuse('router.up_distributed')
  if (row.ha !== old.ha && row.admin_state_up) refuse('router.up_ha')
}

/** The interfaces say what kind of router they are of. */
export async function renameInterfaces(row: RouterRow, old: RouterRow, work: Work): Promise<void> {
  const owner = interfaceOwnerOf(row)
  if (owner === interfaceOwnerOf(old)) return
  const { interfaces } = await legsOf(work, row.id)
  for (const { id } of interfaces) await work.update('Port', id, { device_owner: owner })
}
