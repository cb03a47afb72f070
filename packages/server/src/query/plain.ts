/** Parameters that mean the same for every kind: one value, read by a function. */
import { type Fault, type Result, success } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import { decodeText, encodingFault, parseRaw, type RawQuery } from './raw.ts'

/** How the text of a parameter is read; undefined when it does not fit. */
export interface Plain<T> {
  readonly expected: string
  read(text: string): T | undefined
}

/** A point in the past: a revision, or milliseconds since the epoch. */
export type At = { readonly revision: number } | { readonly time: number }

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/

function readAt(given: string): At | undefined {
  if (/^\d{1,15}$/.test(given)) return { revision: Number(given) }
  // A "+" that is not percent-encoded has become a space.
  const text = given.replace(' ', '+')
  const time = instant.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : { time }
}

const truths: Readonly<Record<string, boolean | undefined>> = { true: true, false: false }
const truth: Plain<boolean> = {
  expected: '"true" or "false"',
  read: text => (Object.hasOwn(truths, text) ? truths[text] : undefined),
}

export const maximalLimit = 10_000

const limit: Plain<number> = {
  expected: `a whole number from 1 to ${maximalLimit}`,
  read(text) {
    const value = /^\d{1,5}$/.test(text) ? Number(text) : 0
    return value >= 1 && value <= maximalLimit ? value : undefined
  },
}

export const plain = {
  at: { expected: 'a revision or a time such as 2026-01-31T12:00:00Z', read: readAt } as Plain<At>,
  dry_run: truth,
  limit,
  page_reverse: truth,
}

/** The one value of a parameter; its faults are added to `faults`. */
export function readPlain<T>(raw: RawQuery, name: string, reader: Plain<T>, faults: Fault[]): T | undefined {
  const values = raw.get(name)
  if (values === undefined) return undefined
  if (values.length > 1) {
    faults.push(serverErrors.fault('parameter.repeated', { name }, `?${name}`))
    return undefined
  }
  const [encoded = ''] = values
  const text = decodeText(encoded)
  if (text === undefined) {
    faults.push(encodingFault(encoded, name))
    return undefined
  }
  const value = reader.read(text)
  if (value === undefined)
    faults.push(serverErrors.fault('parameter.value', { name, value: text, expected: reader.expected }, `?${name}`))
  return value
}

/** Adds a fault for every parameter that is not one of these. */
export function refuseOthers(raw: RawQuery, known: readonly string[], faults: Fault[]): void {
  for (const name of raw.keys()) {
    if (known.includes(name)) continue
    const values = { name, reason: 'there is none of that name here', known: known.join(', ') || 'none' }
    faults.push(serverErrors.fault('parameter.unknown', values, `?${name}`))
  }
}

/** `wait` and `commit` are read where the write is committed. */
const writeParameters = ['dry_run', 'wait', 'commit']

/** The parameters of a write: whether it is only tried. */
export function parseWrite(query: string): Result<{ readonly dryRun: boolean }> {
  if (query === '') return success({ dryRun: false })
  const raw = parseRaw(query)
  if (!raw.ok) return raw
  const faults: Fault[] = []
  refuseOthers(raw.value, writeParameters, faults)
  const dryRun = readPlain(raw.value, 'dry_run', plain.dry_run, faults) ?? false
  return faults.length > 0 ? { ok: false, faults } : success({ dryRun })
}
