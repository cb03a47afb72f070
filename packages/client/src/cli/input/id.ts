import type { Kind, Row } from '@baryon/model'

/** An object's id: its key as text; values of a composite key are percent-encoded and joined by commas. */
export function idOf(kind: Kind, row: Row): string {
  const values = kind.key.map(name => String(row[name] ?? ''))
  return values.length === 1 ? (values[0] as string) : values.map(encodeURIComponent).join(',')
}
