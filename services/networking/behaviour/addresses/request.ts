/** What is asked of addresses, checked against the subnets. */
import type { Work } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import { notFound } from '../found.ts'
import { type Ip, ipOf } from '../network-address/ip.ts'
import { isInsideRouter, isRouterInterface } from '../port/device-owners.ts'
import { refuse } from '../refuse.ts'
import type { AskedIp } from './candidates.ts'
import { isUsable, type Subnet } from './subnet.ts'

/** One address that a port is to have; without `ip` one is chosen. */
export interface Wish {
  readonly subnet: Subnet
  readonly ip?: Ip
}

/** What a port is, as far as its addresses go. */
export interface Holder {
  readonly network: string
  readonly owner: string
}

const invalid = (reason: string): never => refuse('port.invalid_input', { reason }, '/fixed_ips')

async function namedSubnet(id: string, subnets: readonly Subnet[], { network }: Holder, work: Work): Promise<Subnet> {
  const subnet = subnets.find(one => one.id === id)
  if (subnet !== undefined) return subnet
  if ((await work.get('Subnet', id)) === undefined) throw new Refusal(notFound('Subnet', id))
  return invalid(`Failed to create port on network ${network}, because fixed_ips included invalid subnet ${id}`)
}

async function subnetOfWish(
  { subnet_id, ip_address }: AskedIp,
  subnets: readonly Subnet[],
  holder: Holder,
  work: Work,
): Promise<Subnet> {
  if (subnets.length === 0) invalid('IP allocation requires subnets for network')
  if (subnet_id) {
    const subnet = await namedSubnet(subnet_id, subnets, holder, work)
    if (ip_address && !isUsable(subnet, ipOf(ip_address), holder.owner))
      refuse('port.ip_outside_subnet', { ip: ip_address }, '/fixed_ips')
    return subnet
  }
  if (!ip_address) return invalid('IP allocation requires subnet_id or ip_address')
  const ip = ipOf(ip_address)
  const subnet = subnets.find(one => isUsable(one, ip, holder.owner))
  return subnet ?? refuse('port.ip_outside_network', { ip: ip_address }, '/fixed_ips')
}

function checkTwice(asked: readonly AskedIp[]): void {
  const seen = new Set<string>()
  for (const { ip_address } of asked) {
    if (!ip_address) continue
    if (seen.has(ip_address))
      refuse('port.invalid', { attribute: 'fixed_ips', reason: `Duplicate IP address '${ip_address}'` }, '/fixed_ips')
    seen.add(ip_address)
  }
}

/**
 * The wishes that a request comes to, in its order. One for a subnet where machines make up their addresses comes to none:
 * a port has an address of each of those anyway.
 * @param subnets those that the addresses can be of
 * @throws Refusal
 */
export async function wishesOf(
  asked: readonly AskedIp[],
  subnets: readonly Subnet[],
  holder: Holder,
  work: Work,
): Promise<Wish[]> {
  checkTwice(asked)
  const wishes: Wish[] = []
  for (const one of asked) {
    const subnet = await subnetOfWish(one, subnets, holder, work)
    const { ip_address } = one
    if (ip_address) {
      if (subnet.automatic && !isRouterInterface(holder.owner))
        refuse('port.ip_automatic', { ip: ip_address, subnet: subnet.id }, '/fixed_ips')
      wishes.push({ subnet, ip: ipOf(ip_address) })
    } else if (!subnet.automatic || isInsideRouter(holder.owner)) wishes.push({ subnet })
  }
  return wishes
}
