/** What the bytes of a JSON text tell before it is parsed. */
export interface Scan {
  /** Deepest nesting of arrays and objects; counting stops behind `limit`. */
  readonly depth: number
  /** Whether a value may be one that JSON can write but nothing here can keep, so that each has to be looked at. */
  readonly suspicious: boolean
}

const quote = 0x22
const backslash = 0x5c
/** More digits than any finite double has in front of its point. */
const longestNumber = 300

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** The index of the quote that ends the string, and whether the string has a `\u` escape. */
function skipString(bytes: Uint8Array, start: number): { end: number; escaped: boolean } {
  let escaped = false
  let at = start
  for (; at < bytes.length && bytes[at] !== quote; at++) {
    if (bytes[at] !== backslash) continue
    at++
    if (bytes[at] === 0x75) escaped = true
  }
  return { end: at, escaped }
}

/**
 * Looks over a text once, without understanding it.
 * Suspicious are `\u` escapes (half a surrogate pair, NUL) and numbers that may be infinite.
 */
export function scanJson(bytes: Uint8Array, limit: number): Scan {
  let depth = 0
  let deepest = 0
  let digits = 0
  let suspicious = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === quote) {
      const text = skipString(bytes, at + 1)
      at = text.end
      if (text.escaped) suspicious = true
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest) deepest = depth
      if (deepest > limit) break
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--
    } else if (isDigit(byte)) {
      if (++digits > longestNumber) suspicious = true
      continue
    } else if ((byte | 0x20) === 0x65 && isDigit(bytes[at - 1])) {
      suspicious = true
    }
    digits = 0
  }
  return { depth: deepest, suspicious }
}
