/** How Python writes values, which messages of Neutron quote. */
import type { Json } from '@baryon/kit'

export function pythonic(value: Json): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value.includes("'") ? JSON.stringify(value) : `'${value}'`
  if (Array.isArray(value)) return `[${value.map(pythonic).join(', ')}]`
  const members = Object.entries(value as { readonly [name: string]: Json })
  return `{${members.map(([name, member]) => `${pythonic(name)}: ${pythonic(member)}`).join(', ')}}`
}
