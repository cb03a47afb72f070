import { randomUUID } from 'node:crypto'
import type { Clock } from '@baryon/kit'

/** The numbers of ids count from here: 2026-01-01, in milliseconds since the epoch. */
const beginning = 1_767_225_600_000

/** So many milliseconds have one number; while more ids are made, the numbers run ahead of the time. */
const each = 2

/** They begin anew after seventy years. */
const numbers = 2 ** 40

/**
 * Makes UUIDs of version 8 (RFC 9562): 40 bits that count on with the time, 82 that are random. Hosts call what they plug by the first eleven
 * characters of a port's id (`tap` and those), so these differ even in what is made at the same time.
 */
export function idMaker(clock: Clock): () => string {
  let last = 0
  return () => {
    last = Math.max(last + 1, Math.floor((clock.now() - beginning) / each))
    const number = (last % numbers).toString(16).padStart(10, '0')
    const random = randomUUID()
    return `${number.slice(0, 8)}-${number.slice(8)}${random.slice(11, 13)}-8${random.slice(15)}`
  }
}
