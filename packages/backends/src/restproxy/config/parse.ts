/** Values of the configuration: what is written, as YAML or as text, to what it means. */
import { resolve } from 'node:path'
import { type RouterRule, readRouterRule } from '../projection/router-rules.ts'
import { Secret } from './secret.ts'

/** What is wrong ends the sentence `Give … for "key"`. Values may be shown, so secrets have their own words. */
export type Parsed<T> = { readonly value: T } | { readonly expected: string }

/** @param folder what relative paths are relative to */
export type Parse<T> = (written: unknown, folder: string) => Parsed<T>

export const text: Parse<string> = written =>
  typeof written === 'string' && written !== '' ? { value: written } : { expected: 'a text' }

/** A name that can be a part of a path and of a metric. */
export const name: Parse<string> = written =>
  typeof written === 'string' && /^[\w.:[\]-]{1,128}$/.test(written)
    ? { value: written }
    : { expected: 'a name of letters, digits, ".", ":", "_" or "-"' }

export const yesNo: Parse<boolean> = written => {
  if (typeof written === 'boolean') return { value: written }
  if (/^(true|yes|on|1)$/i.test(String(written))) return { value: true }
  if (/^(false|no|off|0)$/i.test(String(written))) return { value: false }
  return { expected: 'true or false' }
}

export const choice =
  <const C extends string>(...choices: readonly C[]): Parse<C> =>
  written => {
    const found = choices.find(one => one === written)
    return found === undefined ? { expected: `one of ${choices.join(', ')}` } : { value: found }
  }

export const whole =
  (least: number, most: number): Parse<number> =>
  written => {
    const value = typeof written === 'string' && /^\d+$/.test(written) ? Number(written) : written
    return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? { value: Number(value) }
      : { expected: `a whole number from ${least} to ${most}` }
  }

export const share: Parse<number> = written => {
  const value = typeof written === 'string' && /^\d*\.?\d+$/.test(written) ? Number(written) : written
  return typeof value === 'number' && value >= 0 && value <= 1 ? { value } : { expected: 'a number from 0 to 1' }
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

function milliseconds(written: unknown): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(String(written))
  return match ? Number(match[1]) * (units[match[2] ?? ''] ?? Number.NaN) : Number.NaN
}

/** A length of time with its unit, to milliseconds. */
export const duration =
  (least: string, most: string): Parse<number> =>
  written => {
    const value = milliseconds(written)
    return value >= milliseconds(least) && value <= milliseconds(most)
      ? { value }
      : { expected: `a time such as 500ms, 10s or 5m, from ${least} to ${most}` }
  }

/** The same, or a word for 0. */
export const durationOr =
  (word: string, least: string, most: string): Parse<number> =>
  written => {
    if (written === word) return { value: 0 }
    const parsed = duration(least, most)(written, '')
    return 'value' in parsed ? parsed : { expected: `${word}, or ${parsed.expected}` }
  }

/** A list in YAML, or one value alone. */
export const list =
  <T>(each: Parse<T>): Parse<readonly T[]> =>
  (written, folder) => {
    const values: T[] = []
    for (const one of Array.isArray(written) ? written : [written]) {
      const parsed = each(one, folder)
      if ('expected' in parsed) return { expected: `a list, each ${parsed.expected}` }
      values.push(parsed.value)
    }
    return { value: values }
  }

export const path: Parse<string> = (written, folder) =>
  typeof written === 'string' && written !== '' ? { value: resolve(folder, written) } : { expected: 'a path' }

/** The origin of a controller: a path in it would hide the base of the dialect. */
export const origin: Parse<string> = written => {
  const expected = 'a URL such as https://10.0.0.1:8000, without a path or credentials'
  if (typeof written !== 'string' || !URL.canParse(written)) return { expected }
  const { protocol, pathname, search, hash, username, origin } = new URL(written)
  const bare = pathname === '/' && search === '' && hash === '' && username === ''
  return bare && (protocol === 'http:' || protocol === 'https:') ? { value: origin } : { expected }
}

/** SHA-256 of a public key in base64, as `sha256/…` or bare, or the certificate that has it. */
export const pin: Parse<string> = (written, folder) => {
  if (typeof written === 'string' && written.startsWith('file:'))
    return { value: `file:${resolve(folder, written.slice(5))}` }
  const bare = typeof written === 'string' ? written.replace(/^sha256\//, '') : ''
  return /^[A-Za-z0-9+/]{43}=$/.test(bare)
    ? { value: bare }
    : { expected: 'the SHA-256 of a public key in base64 (44 characters) or file:CERTIFICATE' }
}

/** `file:PATH` or `env:NAME`. */
export const secret: Parse<Secret> = (written, folder) => {
  const expected = 'file:PATH or env:NAME'
  if (written instanceof Secret) return { value: written }
  const [, kind, rest] = /^(file|env):(.+)$/.exec(String(written)) ?? []
  if (kind === undefined || rest === undefined) return { expected }
  return { value: kind === 'env' ? Secret.ofVariable(rest) : Secret.ofFile(resolve(folder, rest)) }
}

/** Names to lists of words. */
export const lists: Parse<Readonly<Record<string, readonly string[]>>> = written => {
  const expected = 'a mapping of names to lists of texts'
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return { expected }
  const entries: [string, readonly string[]][] = []
  for (const [key, value] of Object.entries(written)) {
    if (!Array.isArray(value) || !value.every(one => typeof one === 'string')) return { expected }
    entries.push([key, value])
  }
  return { value: Object.fromEntries(entries) }
}

export const routerRule: Parse<RouterRule> = written => {
  const rule = typeof written === 'string' ? readRouterRule(written) : undefined
  return rule ? { value: rule } : { expected: 'TENANT:SOURCE:DESTINATION:ACTION[:NEXTHOP,…]' }
}
