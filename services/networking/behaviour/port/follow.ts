/** Keeps the active binding of a port as the port itself says. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { isRebound } from './bind.ts'
import { bindingId, bindingOf } from './binding-row.ts'
import { asPort, hostOf } from './row.ts'

/** What the active binding of a port has. */
function activeBinding(row: Row): Row {
  const port = asPort(row)
  return {
    vif_type: port['binding:vif_type'],
    vif_details: port['binding:vif_details'],
    vnic_type: port['binding:vnic_type'],
    profile: port['binding:profile'],
    status: 'ACTIVE',
  }
}

/** Makes the active binding of a port what the port says. */
export async function keepBinding(row: Row, work: Work): Promise<void> {
  const { id, project_id } = asPort(row)
  const host = hostOf(row)
  if (host === '') return
  const values = activeBinding(row)
  if ((await bindingOf(id, host, work)) === undefined)
    await work.create('PortBinding', { port_id: id, host, project_id, ...values })
  else await work.update('PortBinding', bindingId(id, host, work), values)
}

/** The same after a change: the binding that the port had goes with it to its new host, if it was still active. */
export async function moveBinding(row: Row, old: Row, work: Work): Promise<void> {
  if (!isRebound(row, old)) return
  const before = hostOf(old)
  if (before !== hostOf(row)) {
    const { id } = asPort(row)
    const left = await bindingOf(id, before, work)
    if (left?.status === 'ACTIVE') await work.remove('PortBinding', bindingId(id, before, work))
  }
  await keepBinding(row, work)
}
