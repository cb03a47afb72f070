/** URLs as text: taken apart by index, without objects. */
import type { Kind } from '@baryon/model'

export const pathOf = (url: string): string => {
  const mark = url.indexOf('?')
  return mark === -1 ? url : url.slice(0, mark)
}

/** What is behind the question mark; empty without one. */
export const queryOf = (url: string): string => {
  const mark = url.indexOf('?')
  return mark === -1 ? '' : url.slice(mark + 1)
}

/** @returns undefined when the text is not well-formed percent-encoded UTF-8 */
export function decodeSegment(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * The id as it stands in a URL. The id of a composite key is percent-encoded as it is, so that its commas stay.
 * @example segmentOf(vpnAfConfig, '1000:1000') === '1000%3A1000'
 */
export const segmentOf = (kind: Kind, id: string): string => (kind.key.length > 1 ? id : encodeURIComponent(id))

/** The id that a URL segment stands for, not yet checked; undefined when it is badly encoded. */
export function idOfSegment(kind: Kind, segment: string): string | undefined {
  if (kind.key.length === 1 || !segment.includes(',')) return decodeSegment(segment)
  return decodeSegment(segment) === undefined ? undefined : segment
}

export const versionSegment = (version: string): string => `v${version}`
