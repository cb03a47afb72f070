/** What of a router's port is for the router to change. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { versionOfText } from '../network-address/ip.ts'
import { isHeldByRouting, isRouterPort } from '../port/device-owners.ts'
import { refuse } from '../refuse.ts'
import type { PortRow } from '../rows.ts'
import { FLOATING_IP, GATEWAY } from './owners.ts'

const isThere = async ({ device_id, device_owner }: PortRow, work: Work): Promise<boolean> =>
  (await work.get(device_owner === FLOATING_IP ? 'FloatingIp' : 'Router', device_id)) !== undefined

const unsupported = ({ id, device_owner }: PortRow): never =>
  refuse('port.owner_unsupported', { operation: 'device update', owner: device_owner, id }, '/device_id')

/** Refuses ports that make themselves legs of a router: only the router knows what it can reach. */
export async function refuseIntruder(row: Row, work: Work): Promise<void> {
  const port = row as PortRow
  if (work.asked && isRouterPort(port.device_owner) && (await isThere(port, work))) unsupported(port)
}

const ipv4Of = ({ fixed_ips: ips }: PortRow): string =>
  ips
    .map(({ ip_address }) => ip_address)
    .filter(address => versionOfText(address) === 4)
    .toSorted()
    .join()

/** Refuses to take a port away from its router or floating IP, or to move the IPv4 address of an interface. */
export async function refuseLegChange(row: Row, before: Row, work: Work): Promise<void> {
  if (!work.asked) return
  const [port, old] = [row as PortRow, before as PortRow]
  const isOther = port.device_id !== old.device_id || port.device_owner !== old.device_owner
  if (isOther) await refuseIntruder(row, work)
  if (!isHeldByRouting(old.device_owner)) return
  const isMoved = ipv4Of(port) !== ipv4Of(old) && old.device_owner !== GATEWAY && old.device_owner !== FLOATING_IP
  if (!(isOther || isMoved) || !(await isThere(old, work))) return
  if (isOther) unsupported(old)
  refuse('router.address_fixed', { port: old.id }, '/fixed_ips')
}
