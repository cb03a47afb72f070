/** Gives a port the addresses it is to have. */
import type { Work } from '@baryon/decide'
import { eui64Address } from '../network-address/eui64.ts'
import { formatIp, type Ip } from '../network-address/ip.ts'
import { isInsideRouter } from '../port/device-owners.ts'
import { refuse } from '../refuse.ts'
import type { FixedIp } from '../rows.ts'
import { chooseAddress } from './choose.ts'
import type { AddressHints } from './hints.ts'
import type { Holder, Wish } from './request.ts'
import type { Subnet } from './subnet.ts'
import { type Taken, takenIn } from './taken.ts'

/** An address of one of these subnets. */
export type Choice = readonly Subnet[]

interface Claim {
  readonly subnet: string
  readonly ip: Ip
}

/** The addresses that are given in one step; none of them twice. */
class Claims {
  readonly #work: Work
  readonly #hints: AddressHints
  readonly #claims: Claim[] = []

  constructor(work: Work, hints: AddressHints) {
    this.#work = work
    this.#hints = hints
  }

  async exactly(subnet: Subnet, ip: Ip): Promise<FixedIp> {
    const taken = await this.#taken(subnet).first({ first: ip, last: ip })
    if (taken !== undefined || this.#has(subnet.id, ip))
      refuse('port.ip_taken', { ip: formatIp(ip), subnet: subnet.id }, '/fixed_ips')
    return this.#claim(subnet, ip)
  }

  /** @returns undefined when none is left */
  async any(choice: Choice): Promise<FixedIp | undefined> {
    for (const subnet of choice) {
      const isBarred = (ip: Ip) => ip === subnet.gateway || this.#has(subnet.id, ip)
      const ip = await chooseAddress(subnet, { taken: this.#taken(subnet), hints: this.#hints, isBarred })
      if (ip !== undefined) return this.#claim(subnet, ip)
    }
    return undefined
  }

  #taken(subnet: Subnet): Taken {
    return takenIn(this.#work, subnet.id)
  }

  #has(subnet: string, ip: Ip): boolean {
    return this.#claims.some(claim => claim.ip === ip && claim.subnet === subnet)
  }

  #claim(subnet: Subnet, ip: Ip): FixedIp {
    this.#claims.push({ subnet: subnet.id, ip })
    return { subnet_id: subnet.id, ip_address: formatIp(ip) }
  }
}

const isExact = (wish: Wish | Choice): wish is Wish & { readonly ip: Ip } => 'ip' in wish && wish.ip !== undefined

/**
 * The addresses, those that were named first, so that none of them is chosen for another wish.
 * @throws Refusal when one is taken, or there is none left
 */
export async function fulfil(
  wishes: readonly (Wish | Choice)[],
  { network }: Holder,
  hints: AddressHints,
  work: Work,
): Promise<FixedIp[]> {
  const claims = new Claims(work, hints)
  const given: FixedIp[] = []
  for (const wish of wishes) if (isExact(wish)) given.push(await claims.exactly(wish.subnet, wish.ip))
  for (const wish of wishes) {
    if (isExact(wish)) continue
    const fixed = await claims.any('subnet' in wish ? [wish.subnet] : wish)
    given.push(fixed ?? refuse('port.ips_exhausted', { network }))
  }
  return given
}

/** The addresses that a machine with that MAC address makes up for itself; routers make up none. */
export function automaticAddresses(subnets: readonly Subnet[], mac: string, { owner }: Holder): FixedIp[] {
  if (isInsideRouter(owner)) return []
  return subnets
    .filter(({ automatic }) => automatic)
    .map(({ id, cidr }) => ({ subnet_id: id, ip_address: eui64Address(cidr, mac) }))
}
