/** How long a request is willing to wait for convergence: `?wait=N`, or `Prefer: wait=N` (RFC 7240, 4.3). In seconds. */
import { type Fault, Refusal } from '@baryon/kit'
import { type Plain, readPlain } from '../query/plain.ts'
import { parseRaw } from '../query/raw.ts'
import type { Asking } from '../resources/asking.ts'

export interface Wait {
  readonly seconds: number
  /** Whether it was asked for as a preference, which an answer has to confirm. */
  readonly preferred: boolean
}

/** Waiting requests cost memory and a connection each. */
export const longestWait = 300

export const waitParameter: Plain<number> = {
  expected: `a number of seconds from 0 to ${longestWait}`,
  read: text => (/^\d{1,3}$/.test(text) && Number(text) <= longestWait ? Number(text) : undefined),
}

const preference = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;.*)?$/i

/** A preference that cannot be understood is passed over, a longer wait is cut, as the RFC has it. */
function preferred(header: string | readonly string[] | undefined): number | undefined {
  if (header === undefined) return undefined
  const text = typeof header === 'string' ? header : header.join(',')
  for (const one of text.split(',')) {
    const seconds = preference.exec(one)?.[1]
    if (seconds !== undefined) return Math.min(Number(seconds), longestWait)
  }
  return undefined
}

function inQuery(query: string): number | undefined {
  if (!query.includes('wait')) return undefined
  const raw = parseRaw(query)
  const faults: Fault[] = raw.ok ? [] : [...raw.faults]
  const seconds = raw.ok ? readPlain(raw.value, 'wait', waitParameter, faults) : undefined
  if (faults.length > 0) throw new Refusal(...faults)
  return seconds
}

/**
 * What the request asks for; the parameter goes before the preference.
 * @throws Refusal `parameter.*`
 */
export function waitAsked({ query, headers }: Pick<Asking, 'query' | 'headers'>): Wait | undefined {
  const seconds = inQuery(query)
  if (seconds !== undefined) return { seconds, preferred: false }
  const wanted = preferred(headers['prefer'])
  return wanted === undefined ? undefined : { seconds: wanted, preferred: true }
}
