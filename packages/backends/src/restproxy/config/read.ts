/** Gives what a file says its meaning, by the table. */
import type { Fault } from '@baryon/kit'
import { restproxyErrors } from '../errors.ts'
import type { Given } from './draft.ts'
import { Secret } from './secret.ts'
import type { Field, Values } from './table.ts'

/** One setting as it is in effect; secrets are masked. */
export interface Effective {
  readonly name: string
  /** undefined: unset. */
  readonly value: string | undefined
  /** `FILE:LINE`, what it follows from, or `default`. */
  readonly from: string
  readonly meaning: string
}

type Fields = Readonly<Record<string, Field<unknown>>>

/** URLs with credentials are secrets, wherever they are written. */
const shown = (value: unknown): string => {
  const text = value instanceof Secret ? value.source : typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll(/\/\/[^/@\s"]*@/g, '//***@')
}

const hidden = (name: string) => /^(auth|import)\.|passphrase$/.test(name)

export interface Read<F> {
  readonly values: Values<F>
  readonly effective: readonly Effective[]
  readonly faults: readonly Fault[]
}

/**
 * Reads all of the fields; `values` is complete only without faults.
 * @param prefix of the names in `effective` and faults
 */
export function readFields<F extends Fields>(
  fields: F,
  given: ReadonlyMap<string, Given>,
  folder: string,
  prefix = '',
): Read<F> {
  const faults: Fault[] = []
  const values: Record<string, unknown> = {}
  const effective: Effective[] = []
  for (const [name, { parse, bound, meaning, default: standard }] of Object.entries(fields)) {
    const found = given.get(name)
    const written = found?.value ?? standard
    const from = found === undefined ? 'default' : found.at
    if (written === undefined) {
      effective.push({ name: prefix + name, value: undefined, from, meaning })
      continue
    }
    const parsed = parse(written, folder)
    if ('value' in parsed) values[name] = parsed.value
    else {
      const value = hidden(name) ? 'what is there' : `"${shown(written)}"`
      const about = { key: prefix + name, at: from, value, bound, expected: parsed.expected }
      faults.push(restproxyErrors.fault('restproxy.value', about))
    }
    const value = hidden(name) && !('value' in parsed) ? '***' : shown('value' in parsed ? written : '?')
    effective.push({ name: prefix + name, value, from, meaning })
  }
  return { values: values as Values<F>, effective, faults }
}
