import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { PortRow, RouterRow } from '../rows.ts'
import { GATEWAY } from './owners.ts'

/**
 * A router says which addresses its gateway has: it follows when they are changed at the port itself. For whoever changes
 * the port, but for the router.
 */
export async function followGateway(row: Row, work: Work): Promise<void> {
  const { device_id, device_owner, fixed_ips } = row as PortRow
  if (device_owner !== GATEWAY) return
  const router = (await work.get('Router', device_id))?.row as RouterRow | undefined
  const gateway = router?.external_gateway_info
  if (gateway === undefined || gateway === null) return
  await work.update('Router', device_id, { external_gateway_info: { ...gateway, external_fixed_ips: fixed_ips } })
}
