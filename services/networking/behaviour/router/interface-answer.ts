import type { Json } from '@baryon/kit'
import type { PortRow, RouterRow } from '../rows.ts'

/** What is answered when a leg came or went. @param subnets what it is about, never empty */
export const interfaceAnswer = (router: RouterRow, port: PortRow, subnets: readonly string[]): Json => ({
  id: router.id,
  tenant_id: port.project_id,
  port_id: port.id,
  network_id: port.network_id,
  subnet_id: subnets.at(-1) ?? null,
  subnet_ids: subnets,
})
