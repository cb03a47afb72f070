/**
 * How names go to a controller. Bodies carry them as people gave them; what the wire has depends on what the controller can:
 * as they are, by `display-name` (then `name` is the id), or escaped into what old controllers take.
 */
import type { Json } from '@baryon/kit'
import type { Dialect, ThingKind } from '../dialects/dialect.ts'
import type { Capabilities } from './request.ts'

export type Body = Readonly<Record<string, Json>>
export type Naming = Dialect['naming']

const escapes: Readonly<Record<string, string>> = {
  _: '__',
  ' ': '_s',
  "'": '_a',
  '/': '_f',
  '[': '_l',
  ']': '_r',
}
const unescapes = Object.fromEntries(Object.entries(escapes).map(([plain, escaped]) => [escaped, plain]))

/** What old controllers take as a name. */
const takable = /^[0-9a-zA-Z][-.0-9a-zA-Z_]*$/

/** The name as old controllers take it; the id where it cannot be written so. */
export function escapeName(name: string, id: string): string {
  const escaped = name.replace(/[_ '/[\]]/g, character => escapes[character] as string)
  return takable.test(escaped) ? escaped : id
}

export const unescapeName = (escaped: string): string => escaped.replace(/_[_saflr]/g, pair => unescapes[pair] ?? pair)

export const namingOf = ({ naming }: Dialect, capabilities: Capabilities): Naming =>
  naming === 'display' && !capabilities.has('display-name') ? 'escaped' : naming

/** Kinds whose names controllers with `display-name` do not want. */
const nameless: readonly ThingKind[] = ['port', 'security-group']

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** A body whose `name` and `tenant_name` are those that people gave, with the names of the wire in their places. */
export function named(naming: Naming, kind: ThingKind, body: Body): Body {
  if (naming === 'plain' || !('name' in body)) return body
  if (naming === 'display' && nameless.includes(kind)) {
    const { tenant_name: _, ...rest } = body
    return { ...rest, name: null }
  }
  const wire: Record<string, Json> = {}
  for (const [key, value] of Object.entries(body)) {
    if (key === 'name') Object.assign(wire, nameOf(naming, text(value), text(body['id'])))
    else if (key !== 'tenant_name') wire[key] = value
    else if (naming === 'escaped') wire[key] = escapeName(text(value), text(body['tenant_id']))
  }
  return wire
}

const nameOf = (naming: Naming, name: string, id: string): Body =>
  naming === 'escaped' ? { name: escapeName(name, id) } : { name: id, 'display-name': name }

/** The other way: a body from the wire with the names that people gave; without those that it does not tell. */
export function unnamed(naming: Naming, body: Body): Body {
  if (naming === 'plain' || !('name' in body)) return body
  const { name, tenant_name: _, 'display-name': display, ...rest } = body
  const { id } = rest
  if (naming === 'display') return display === undefined ? rest : { ...rest, name: display }
  return name === id ? rest : { ...rest, name: unescapeName(text(name)) }
}
