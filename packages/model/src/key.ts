/** The id of an object: its key as the text that stands in URLs, in the journal and in events. */
import type { Json } from '@baryon/kit'
import type { Kind, Row, Type } from './ir.ts'
import { attributeOf } from './registry.ts'
import { parse } from './types/type.ts'

const MISSING = 'a row without its key has no id'

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new TypeError(MISSING)
}

/**
 * The id of a row: the value of its key as text; of a key with several attributes, their values in order, percent-encoded, with commas between.
 * @throws TypeError when a key attribute is missing: a row without its key is a bug
 */
export function idOf(kind: Kind, row: Row): string {
  const { key } = kind
  if (key.length === 1) return textOf(row[key[0]!])
  return key.map(name => encodeURIComponent(textOf(row[name]))).join(',')
}

const keyTypes = new WeakMap<Kind, readonly Type[]>()

/** @throws Error when the kind lists a key attribute that it does not have: a model like that does not pass the checker */
function typesOf(kind: Kind): readonly Type[] {
  let types = keyTypes.get(kind)
  if (types === undefined) {
    types = kind.key.map(name => {
      const attribute = attributeOf(kind, name)
      if (attribute === undefined) throw new Error(`key attribute "${name}" of ${kind.name} does not exist`)
      return attribute.type
    })
    keyTypes.set(kind, types)
  }
  return types
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * The key attributes that an id stands for, in canonical form; `idOf` of them is the canonical id.
 * @returns undefined when no object of the kind can have such an id
 */
export function keyOf(kind: Kind, id: string): Row | undefined {
  const types = typesOf(kind)
  const parts = types.length === 1 ? [id] : id.split(',').map(decoded)
  if (parts.length !== types.length) return undefined
  const row: Record<string, Json> = {}
  for (const [index, type] of types.entries()) {
    const part = parts[index]
    const value = part === undefined || part === '' ? undefined : parse(type, part)
    if (value === undefined) return undefined
    row[kind.key[index]!] = value
  }
  return row
}
