/** Further addresses that a port may send from. */
import { parseAddress } from '@baryon/model'
import { pythonic } from '../python.ts'
import { refuse } from '../refuse.ts'
import type { AddressPair } from './row.ts'

const at = '/allowed_address_pairs'

function isBlock(text: string): boolean {
  const [address = '', prefix = ''] = text.split('/', 2)
  const groups = parseAddress(address)
  return groups !== undefined && /^\d{1,3}$/.test(prefix) && Number(prefix) <= groups.length * 16
}

function checkAddress(text: string): void {
  if (text.includes('/') ? isBlock(text) : parseAddress(text) !== undefined) return
  const reason = `'${text}' is not a valid IP ${text.includes('/') ? 'subnet' : 'address'}`
  refuse('port.malformed', { reason }, at)
}

/**
 * The pairs as they are kept: in the spelling of the request, with the port's MAC address where none is given.
 * @param most how many a port may have
 * @throws Refusal
 */
export function addressPairs(given: readonly AddressPair[], mac: string, most: number): AddressPair[] {
  if (given.length > most) refuse('port.pairs_too_many', { most }, at)
  const seen = new Set<string>()
  return given.map(({ mac_address, ip_address }) => {
    if (!ip_address) return refuse('port.pair_without_ip', {}, at)
    checkAddress(ip_address)
    const key = `${mac_address ?? mac} ${ip_address}`
    if (seen.has(key)) refuse('port.pair_twice', { mac: pairMac(mac_address), ip: ip_address }, at)
    seen.add(key)
    return { mac_address: mac_address ?? mac, ip_address }
  })
}

/** As Python prints what was given. */
const pairMac = (mac: string | null | undefined) => mac ?? pythonic(null)
