/** MAC addresses of ports. */
import { randomFillSync } from 'node:crypto'
import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'

/** What MAC addresses are looked up with. */
type Looking = Pick<Work, 'tx' | 'kind'>

/** The bytes behind the base. @param elsewhere what was there before is taken: somewhere else */
export type Tail = (bytes: number, elsewhere: boolean) => Uint8Array

/**
 * One after the other, from somewhere: what is made together is together in the index of the database, so that a create costs the same
 * in a network of a thousand ports and of a million.
 */
export function inTurn(): Tail {
  const tail = Buffer.alloc(4)
  randomFillSync(tail)
  return (bytes, elsewhere) => {
    if (elsewhere) randomFillSync(tail)
    else tail.writeUInt32BE((tail.readUInt32BE() + 1) >>> 0)
    return tail.subarray(-bytes)
  }
}

const MOST_TRIES = 16

const hexadecimal = Array.from({ length: 256 }, (_, byte) => `:${byte.toString(16).padStart(2, '0')}`)

/** @param base the bytes that stay: three, or four if the fourth is not 00 */
export function madeUpMac(base: string, tail: Tail, elsewhere = false): string {
  const isShort = base.startsWith(':00', 8)
  let mac = base.slice(0, isShort ? 8 : 11)
  for (const byte of tail(isShort ? 3 : 2, elsewhere)) mac += hexadecimal[byte]
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
export async function freeMac(network: string, base: string, tail: Tail, work: Looking): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const mac = madeUpMac(base, tail, tries > 0)
    if (!(await isTaken(network, mac, work))) return mac
  }
  return refuse('port.mac_exhausted', { network })
}
