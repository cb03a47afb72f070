/** The query of a URL as text, not yet understood. */
import { type Fault, type Result, success } from '@baryon/kit'
import { serverErrors } from '../errors.ts'

/** Values by parameter in the order they were given, still percent-encoded, so that an encoded comma is not a separator. */
export type RawQuery = ReadonlyMap<string, readonly string[]>

/** The decoded text ("+" is a space); undefined when it is not percent-encoded UTF-8. */
export function decodeText(raw: string): string | undefined {
  const spaced = raw.includes('+') ? raw.replaceAll('+', ' ') : raw
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return undefined
  }
}

const none: RawQuery = new Map()

function splitPair(pair: string): readonly [name: string, value: string] {
  const equals = pair.indexOf('=')
  return equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
}

export const encodingFault = (text: string, name: string) =>
  serverErrors.fault('parameter.encoding', { text }, `?${name}`)

/** Takes a query (without "?") apart. @returns faults `parameter.encoding`, one for each bad name */
export function parseRaw(query: string): Result<RawQuery> {
  if (query === '') return success(none)
  const values = new Map<string, string[]>()
  const faults: Fault[] = []
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const [rawName, value] = splitPair(pair)
    const name = decodeText(rawName)
    if (name === undefined) {
      faults.push(encodingFault(rawName, rawName))
      continue
    }
    const list = values.get(name)
    if (list === undefined) values.set(name, [value])
    else list.push(value)
  }
  return faults.length > 0 ? { ok: false, faults } : success(values)
}
