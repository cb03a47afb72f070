/** What new objects are until somebody says that they work. */
import type { Draft } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { isRouterInterface } from './port/device-owners.ts'
import type { Settings } from './settings.ts'

/**
 * Where a backend tells later that the object works, it is being built until then; interfaces of routers are there at once, as Neutron has
 * them. A status that is given stays.
 */
export function beginStatus(row: Draft, given: Row, { initial_status }: Settings): void {
  if (initial_status === 'default' || 'status' in given) return
  row['status'] = isRouterInterface(String(row['device_owner'] ?? '')) ? 'ACTIVE' : initial_status
}
