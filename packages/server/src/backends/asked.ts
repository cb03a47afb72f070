/** How a request wants to be committed: `?commit=sync`, or `Baryon-Commit: sync`. */
import { type Fault, Refusal } from '@baryon/kit'
import type { CommitPolicy } from '@baryon/reconcile'
import { serverErrors } from '../errors.ts'
import { type Plain, readPlain } from '../query/plain.ts'
import { parseRaw } from '../query/raw.ts'
import type { Asking } from '../resources/asking.ts'

type Mode = CommitPolicy['mode']

export const commitHeader = 'baryon-commit'

const modes: readonly string[] = ['sync', 'async'] satisfies readonly Mode[]
const isMode = (text: string): text is Mode => modes.includes(text)

const commitParameter: Plain<Mode> = {
  expected: '"sync" or "async"',
  read: text => (isMode(text) ? text : undefined),
}

function inQuery(query: string): Mode | undefined {
  if (!query.includes('commit')) return undefined
  const raw = parseRaw(query)
  const faults: Fault[] = raw.ok ? [] : [...raw.faults]
  const mode = raw.ok ? readPlain(raw.value, 'commit', commitParameter, faults) : undefined
  if (faults.length > 0) throw new Refusal(...faults)
  return mode
}

/**
 * What the request asks for; the parameter goes before the header.
 * @throws Refusal `parameter.*`, `header.value`
 */
export function commitAsked({ query, headers }: Pick<Asking, 'query' | 'headers'>): Mode | undefined {
  const mode = inQuery(query)
  if (mode !== undefined) return mode
  const header = headers[commitHeader]
  if (header === undefined) return undefined
  if (typeof header === 'string' && isMode(header)) return header
  const values = { header: 'Baryon-Commit', expected: commitParameter.expected }
  throw new Refusal(serverErrors.fault('header.value', values))
}
