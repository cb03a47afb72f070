/** MAC addresses of ports. */
import { randomFillSync } from 'node:crypto'
import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'

/** What MAC addresses are looked up with. */
type Looking = Pick<Work, 'tx' | 'kind'>

/** Where chance comes from. */
export type Random = (bytes: number) => Uint8Array

const store = new Uint8Array(4096)
let used = store.length

/** Bytes of the system, which is asked for many at a time. */
export const chance: Random = bytes => {
  if (used + bytes > store.length) {
    randomFillSync(store)
    used = 0
  }
  used += bytes
  return store.subarray(used - bytes, used)
}

const MOST_TRIES = 16

const hexadecimal = Array.from({ length: 256 }, (_, byte) => `:${byte.toString(16).padStart(2, '0')}`)

/** @param base the bytes that stay: three, or four if the fourth is not 00 */
export function madeUpMac(base: string, random: Random): string {
  const isShort = base.startsWith(':00', 8)
  let mac = base.slice(0, isShort ? 8 : 11)
  for (const byte of random(isShort ? 3 : 2)) mac += hexadecimal[byte]
  return mac
}

/** Whether a port of the network has it. */
async function isTaken(network: string, mac: string, work: Looking): Promise<boolean> {
  const filter = {
    all: [
      { attribute: 'network_id', in: [network] },
      { attribute: 'mac_address', in: [mac] },
    ],
  }
  return (await work.tx.count(work.kind('Port'), filter)) > 0
}

/** @throws Refusal when a port of the network has it */
export async function requireFreeMac(network: string, mac: string, work: Looking): Promise<void> {
  if (await isTaken(network, mac, work)) refuse('port.mac_in_use', { network, mac }, '/mac_address')
}

/** A MAC address that no port of the network has. @throws Refusal when none is found */
export async function freeMac(network: string, base: string, random: Random, work: Looking): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const mac = madeUpMac(base, random)
    if (!(await isTaken(network, mac, work))) return mac
  }
  return refuse('port.mac_exhausted', { network })
}
