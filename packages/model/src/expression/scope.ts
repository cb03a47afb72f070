/** Which names an expression may use, and what type each has. */
import type { Action, Attribute, Kind, Type } from '../ir.ts'
import { isStored } from '../types/attribute.ts'

/** Variables by name, each with the types of its members. */
export type Scope = Readonly<Record<string, Readonly<Record<string, Type>>>>

/**
 * Where an expression stands: a `rule` sees `this` (as it will be) and `old` (as it is, null at creation); a `value` (computed, or of a
 * companion) sees `this`; an action sees `this` and `old` (both before it), `input` and `caller` (`user`, `project`, `roles`).
 */
export type Place = 'rule' | 'value' | Action

const typesOf = (attributes: readonly Attribute[]): Readonly<Record<string, Type>> =>
  Object.fromEntries(attributes.map(attribute => [attribute.name, attribute.type]))

const text: Type = { name: 'string' }
const caller = { user: text, project: text, roles: { name: 'list', items: text } } as const

function make(kind: Kind, place: Place): Scope {
  const types = typesOf(kind.attributes.filter(isStored))
  if (place === 'value') return { this: types }
  if (place === 'rule') return { this: types, old: types }
  return { this: types, old: types, input: typesOf(place.input), caller }
}

const scopes = new WeakMap<Kind, Map<Place, Scope>>()

/** @returns the one scope of that place in that kind */
export function scopeFor(kind: Kind, place: Place): Scope {
  let places = scopes.get(kind)
  if (places === undefined) {
    places = new Map()
    scopes.set(kind, places)
  }
  let scope = places.get(place)
  if (scope === undefined) {
    scope = make(kind, place)
    places.set(place, scope)
  }
  return scope
}
