import { textScalar } from './text.ts'

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([Zz]|[+-]\d{2}(?::?\d{2})?))?)?$/
const canonicalShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Minutes that a zone is ahead of UTC; undefined when there is no such zone. */
function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0
  if (hours > 23 || minutes > 59) return undefined
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes)
}

/** ISO text of a time within the years 1 to 9999, the ones that every database has. */
function written(milliseconds: number): string | undefined {
  const time = new Date(milliseconds)
  const year = time.getUTCFullYear()
  return year >= 1 && year <= 9999 ? time.toISOString() : undefined
}

/**
 * A time as `YYYY-MM-DDThh:mm:ss.sssZ`. Reads ISO 8601 with a date; without a time it is midnight, without a zone it is UTC.
 * Finer than a millisecond is cut off.
 */
export function canonicalDatetime(text: string): string | undefined {
  const parts = shape.exec(text)
  if (parts === null) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts
  const offset = offsetOf(zone)
  if (offset === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const time = new Date(0)
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (time.getUTCMonth() !== Number(month) - 1 || time.getUTCDate() !== Number(day)) return undefined
  if (offset === 0 && canonicalShape.test(text) && Number(year) > 0) return text
  time.setUTCHours(Number(hour), Number(minute) - offset, Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)))
  return written(time.getTime())
}

export const datetime = textScalar({
  name: 'datetime',
  summary: 'A point in time, ISO 8601; kept in UTC with milliseconds. Without a zone it is read as UTC.',
  placeholder: 'time',
  bound: 'datetime',
  widget: 'datetime',
  formats: { 'date-time': text => canonicalDatetime(text) !== undefined },
  schema: () => ({ format: 'date-time' }),
  phrase: () => 'a date and time such as 2026-01-31T12:00:00Z',
  canonical: canonicalDatetime,
  example: () => '2026-01-31T12:00:00.000Z',
})
