/** The addresses of a port that changes. */
import type { Work } from '@baryon/decide'
import { eui64Address } from '../network-address/eui64.ts'
import { isInsideRouter } from '../port/device-owners.ts'
import type { FixedIp } from '../rows.ts'
import { type AskedIp, candidates, type Place } from './candidates.ts'
import { automaticAddresses, fulfil } from './fulfil.ts'
import type { AddressHints } from './hints.ts'
import { wishesOf } from './request.ts'
import type { Subnet } from './subnet.ts'

interface Sorted {
  /** What stays because it is asked for. */
  readonly kept: FixedIp[]
  readonly added: AskedIp[]
  /** What nothing was said of. */
  readonly left: FixedIp[]
}

/** Tells what stays from what is new: by the address, then, where only a subnet is asked for, by the subnet. */
function sort(asked: readonly AskedIp[], old: readonly FixedIp[]): Sorted {
  const left = [...old]
  const kept: FixedIp[] = []
  const added: AskedIp[] = []
  const take = (isIt: (fixed: FixedIp) => boolean): FixedIp | undefined => {
    const at = left.findIndex(isIt)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const settle = (one: AskedIp, found: FixedIp | undefined) =>
    found === undefined ? added.push(one) : kept.push(found)
  for (const one of asked)
    if (one.ip_address)
      settle(
        one,
        take(({ ip_address }) => ip_address === one.ip_address),
      )
  for (const one of asked)
    if (!one.ip_address)
      settle(
        one,
        take(({ subnet_id }) => subnet_id === one.subnet_id),
      )
  return { kept, added, left }
}

/**
 * The addresses that a port has after it was asked for these. What it had of them stays, and so do those that it makes up for
 * itself, which cannot be taken away.
 * @throws Refusal
 */
export async function reassign(
  asked: readonly AskedIp[],
  old: readonly FixedIp[],
  mac: string,
  place: Place,
  hints: AddressHints,
  work: Work,
): Promise<readonly FixedIp[]> {
  const { kept, added, left } = sort(asked, old)
  const found = candidates([...added, ...kept], place)
  const subnets = found === 'deferred' ? [] : found
  const automatic = new Set(place.subnets.filter(one => one.automatic).map(({ id }) => id))
  const stays = isInsideRouter(place.owner) ? [] : left.filter(({ subnet_id }) => automatic.has(subnet_id))
  const chosen = await fulfil(await wishesOf(added, subnets, place, work), place, hints, work)
  const handled = new Set([...kept, ...left, ...chosen].map(({ subnet_id }) => subnet_id))
  const made = automaticAddresses(
    subnets.filter(({ id }) => !handled.has(id)),
    mac,
    place,
  )
  return [...kept, ...chosen, ...stays, ...made]
}

/** The addresses with those that the old MAC address had given made from the new one. */
export function readdress(
  fixed: readonly FixedIp[],
  subnets: readonly Subnet[],
  macs: { readonly old: string; readonly now: string },
): readonly FixedIp[] {
  const cidrs = new Map(subnets.filter(one => one.automatic).map(({ id, cidr }) => [id, cidr] as const))
  return fixed.map(one => {
    const cidr = cidrs.get(one.subnet_id)
    if (cidr === undefined || one.ip_address !== eui64Address(cidr, macs.old)) return one
    return { subnet_id: one.subnet_id, ip_address: eui64Address(cidr, macs.now) }
  })
}
