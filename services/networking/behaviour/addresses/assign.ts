/** The addresses of a new port. */
import type { Work } from '@baryon/decide'
import type { FixedIp } from '../rows.ts'
import { type AskedIp, candidates, type Place } from './candidates.ts'
import { automaticAddresses, type Choice, fulfil } from './fulfil.ts'
import type { AddressHints } from './hints.ts'
import { wishesOf } from './request.ts'
import type { Subnet } from './subnet.ts'

export interface Assigned {
  readonly fixed_ips: readonly FixedIp[]
  readonly ip_allocation: 'immediate' | 'deferred' | 'none'
}

/** One address of each version that addresses are chosen of. */
function oneOfEach(subnets: readonly Subnet[]): Choice[] {
  const chosen = subnets.filter(({ automatic }) => !automatic)
  return ([4, 6] as const)
    .map(version => chosen.filter(subnet => subnet.version === version))
    .filter(choice => choice.length > 0)
}

/**
 * The addresses that a new port gets: those it asks for, else one of each version, and those it makes up for itself.
 * @param asked undefined where the request says nothing of addresses
 * @throws Refusal
 */
export async function assign(
  asked: readonly AskedIp[] | undefined,
  mac: string,
  place: Place,
  hints: AddressHints,
  work: Work,
): Promise<Assigned> {
  const isBare = asked !== undefined && asked.length === 0
  const subnets = candidates(asked, place)
  if (subnets === 'deferred') return { fixed_ips: [], ip_allocation: isBare ? 'none' : 'deferred' }
  const wishes = asked === undefined ? oneOfEach(subnets) : await wishesOf(asked, subnets, place, work)
  const chosen = await fulfil(wishes, place, hints, work)
  const fixed_ips = [...chosen, ...automaticAddresses(subnets, mac, place)]
  return { fixed_ips, ip_allocation: isBare ? 'none' : 'immediate' }
}
