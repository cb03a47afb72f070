import { hash } from 'node:crypto'
import type { Json } from '@baryon/kit'
import type { Desired, Key } from './intent.ts'

/** A key as one string, for maps. Kinds hold no line breaks. */
export const textOf = ({ kind, id }: Key): string => `${kind}\n${id}`

export const keyOf = (text: string): Key => {
  const at = text.indexOf('\n')
  return { kind: text.slice(0, at), id: text.slice(at + 1) }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The order of ledgers: by kind, then by id, by code units. */
export const compareKeys = (a: Key, b: Key): number => compare(a.kind, b.kind) || compare(a.id, b.id)

/** The same JSON as one string, whatever the order of its members. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = value as Readonly<Record<string, Json>>
  // By code units
  const names = Object.keys(members).sort()
  return `{${names.map(name => `${JSON.stringify(name)}:${canonical(members[name] ?? null)}`).join(',')}}`
}

/**
 * Of what a target is told of a thing. The order of the body's members counts, since it is told in that order; that of the address does not,
 * since ledgers may keep it in another.
 */
export const hashOf = ({ address, body }: Pick<Desired, 'address' | 'body'>): string =>
  hash('sha256', `${JSON.stringify(body)}\n${canonical(address)}`, 'base64url')

/** The hash of a removal that was refused. */
export const hashOfRemoval = ''
