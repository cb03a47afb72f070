/** How a port goes, and how its addresses are free again. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { AddressHints } from '../addresses/hints.ts'
import { ipOf } from '../network-address/ip.ts'
import { refuse } from '../refuse.ts'
import { requireNoTrunk } from '../trunk/use.ts'
import { isHeldByRouting } from './device-owners.ts'
import { asPort } from './row.ts'

/** Refuses a request to delete a port that a router or a floating IP holds: it goes with that. @throws Refusal */
export async function guard(row: Row, work: Work): Promise<void> {
  const { id, device_owner, device_id, fixed_ips } = asPort(row)
  await requireNoTrunk(work, id)
  if (!work.asked || !isHeldByRouting(device_owner) || fixed_ips.length === 0) return
  const holder = await work.get(device_owner === 'network:floatingip' ? 'FloatingIp' : 'Router', device_id)
  if (holder !== undefined) refuse('port.held', { id, owner: device_owner })
}

/** Notes the addresses that a port had and has no more. */
export function release(old: Row, row: Row | undefined, hints: AddressHints): void {
  const before = asPort(old).fixed_ips
  const now = row === undefined ? [] : asPort(row).fixed_ips
  if (before === now) return
  for (const { subnet_id, ip_address } of before)
    if (!now.some(one => one.ip_address === ip_address && one.subnet_id === subnet_id))
      hints.release(subnet_id, ipOf(ip_address))
}
