/** What of a router's port is for the router to change. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { versionOfText } from '../network-address/ip.ts'
import { isHeldByRouting, isRouterPort } from '../port/device-owners.ts'
import { refuse } from '../refuse.ts'
import type { PortRow } from '../rows.ts'
import { legsOf } from './legs.ts'
import { FLOATING_IP, GATEWAY, isInterface } from './owners.ts'
import { refuseOverlaps, subnetsOf } from './subnets.ts'

const isThere = async ({ device_id, device_owner }: PortRow, work: Work): Promise<boolean> =>
  (await work.get(device_owner === FLOATING_IP ? 'FloatingIp' : 'Router', device_id)) !== undefined

const unsupported = ({ id, device_owner }: PortRow): never =>
  refuse('port.owner_unsupported', { operation: 'device update', owner: device_owner, id }, '/device_id')

/** Refuses ports that make themselves legs of a router: only the router knows what it can reach. */
export async function refuseIntruder(row: Row, work: Work): Promise<void> {
  const port = row as PortRow
  if (work.asked && isRouterPort(port.device_owner) && (await isThere(port, work))) unsupported(port)
}

const addressesOf = ({ fixed_ips: ips }: PortRow, isOne: (address: string) => boolean): string =>
  ips
    .map(({ ip_address }) => ip_address)
    .filter(isOne)
    .toSorted()
    .join()

/** Whether an address changes that others go by: any of a floating IP, and those of IPv4 of an interface. */
function isMoved(port: PortRow, old: PortRow): boolean {
  if (old.device_owner === GATEWAY) return false
  const isFixed = (address: string) => old.device_owner === FLOATING_IP || versionOfText(address) === 4
  return addressesOf(port, isFixed) !== addressesOf(old, isFixed)
}

/** Refuses subnets that the router reaches by another leg. */
async function refuseSecondLeg(port: PortRow, old: PortRow, work: Work) {
  const before = new Set(old.fixed_ips.map(({ subnet_id }) => subnet_id))
  const added = port.fixed_ips.map(({ subnet_id }) => subnet_id).filter(id => !before.has(id))
  if (added.length === 0) return
  const { gateway, interfaces } = await legsOf(work, port.device_id)
  const others = { gateway, interfaces: interfaces.filter(({ id }) => id !== port.id) }
  await refuseOverlaps(work, others, await subnetsOf(work, added))
}

/** Refuses to take a port away from its router or floating IP, or to give it addresses that these cannot have. */
export async function refuseLegChange(row: Row, before: Row, work: Work): Promise<void> {
  if (!work.asked) return
  const [port, old] = [row as PortRow, before as PortRow]
  const isOther = port.device_id !== old.device_id || port.device_owner !== old.device_owner
  if (isOther) await refuseIntruder(row, work)
  if (!isHeldByRouting(old.device_owner)) return
  if (!isOther && port.fixed_ips === old.fixed_ips) return
  if (!(await isThere(old, work))) return
  if (isOther) unsupported(old)
  if (isMoved(port, old)) refuse('router.address_fixed', { port: old.id }, '/fixed_ips')
  if (isInterface(port)) await refuseSecondLeg(port, old, work)
}
