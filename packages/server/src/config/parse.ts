import { isIPv6 } from 'node:net'
import { resolve } from 'node:path'

/** A setting's text understood, or what is wrong with it (ends the sentence `"x" is not …`). */
export type Parsed<T> =
  | { readonly value: T }
  | { readonly expected: string }
  | { readonly unsupported: string; readonly instead: string }

/**
 * Turns a setting's text into its value.
 * @param folder what relative paths are relative to
 */
export type Parse<T> = (text: string, folder: string) => Parsed<T>

/** Where the server listens. */
export interface Address {
  /** An IP address or a host name, without brackets; `::` for every address of the machine. */
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
}

/** `HOST:PORT`, `[IPV6]:PORT` or `:PORT`. */
export const address: Parse<Address> = text => {
  const expected = 'HOST:PORT, [IPV6]:PORT or :PORT with a port from 0 to 65535'
  const match = /^(?:\[([0-9A-Fa-f:.%\w]+)\]|([^\s:[\]/]*)):(\d{1,5})$/.exec(text)
  if (!match) return { expected }
  const [, bracketed, plain = '', digits] = match
  const port = Number(digits)
  if (port > 65535 || (bracketed !== undefined && !isIPv6(bracketed))) return { expected }
  return { value: { host: bracketed ?? (plain === '' ? '::' : plain), port } }
}

export const path: Parse<string> = (text, folder) =>
  text === '' ? { expected: 'a path' } : { value: resolve(folder, text) }

/** Several paths separated by `:`; none when empty. */
export const paths: Parse<readonly string[]> = (text, folder) => ({
  value: text.split(':').flatMap(part => (part === '' ? [] : [resolve(folder, part)])),
})

/** Several words separated by commas or blanks. */
export const words: Parse<readonly string[]> = text => ({ value: text.split(/[\s,]+/).filter(word => word !== '') })

export const word: Parse<string> = text => (/^\S+$/.test(text) ? { value: text } : { expected: 'one word' })

/** The way to a value in a token: `a.b.c`. A name with dots in it (a URL) is written whole after `/`: `/https://x.org/roles`. */
export const claim: Parse<readonly string[]> = text => {
  const way = text.startsWith('/') ? [text.slice(1)] : text.split('.')
  return way.every(step => step !== '') ? { value: way } : { expected: 'claim names separated by dots' }
}

export const yesNo: Parse<boolean> = text => {
  if (/^(true|yes|on|1)$/i.test(text)) return { value: true }
  if (/^(false|no|off|0)$/i.test(text)) return { value: false }
  return { expected: 'true or false' }
}

export const choice =
  <const C extends string>(...choices: readonly C[]): Parse<C> =>
  text => {
    const found = choices.find(one => one === text)
    return found === undefined ? { expected: `one of ${choices.join(', ')}` } : { value: found }
  }

const byteUnits: Readonly<Record<string, number>> = { '': 1, KiB: 1024, MiB: 1024 ** 2 }

/** A number of bytes: `65536`, `64KiB` or `1MiB`. */
export const bytes =
  (least: number, most: number): Parse<number> =>
  text => {
    const match = /^(\d{1,12})\s*(|KiB|MiB)$/.exec(text)
    const value = match ? Number(match[1]) * (byteUnits[match[2] ?? ''] ?? Number.NaN) : Number.NaN
    return value >= least && value <= most
      ? { value }
      : { expected: `a number of bytes, KiB or MiB from ${least} to ${most} bytes` }
  }

const timeUnits: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A length of time with its unit, in milliseconds: `10s`, `15m`, `24h` or `30d`. */
export const duration =
  (least: string, most: string): Parse<number> =>
  text => {
    const read = (written: string) => {
      const match = /^(\d{1,9})([smhd])$/.exec(written)
      return match ? Number(match[1]) * (timeUnits[match[2] ?? ''] ?? Number.NaN) : Number.NaN
    }
    const value = read(text)
    return value >= read(least) && value <= read(most)
      ? { value }
      : { expected: `a time such as 10s, 15m, 24h or 30d, from ${least} to ${most}` }
  }

/** A length of time, or `forever` (undefined). */
export const durationOrForever =
  (least: string, most: string): Parse<number | undefined> =>
  text => {
    if (text === 'forever') return { value: undefined }
    const parsed = duration(least, most)(text, '')
    return 'expected' in parsed ? { expected: `${parsed.expected}, or forever` } : parsed
  }
