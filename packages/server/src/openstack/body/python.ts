/** Values as OpenStack's messages show them, which are made by Python. */
import type { Json } from '@baryon/kit'

const quote = (text: string): string => {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark
}

/** Like Python's `repr`. */
export function repr(value: Json | undefined): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map((item: Json) => repr(item)).join(', ')}]`
  return `{${Object.entries(value)
    .map(([name, item]) => `${quote(name)}: ${repr(item)}`)
    .join(', ')}}`
}

/** Like Python's `str`: text stands for itself. */
export const str = (value: Json | undefined): string => (typeof value === 'string' ? value : repr(value))
