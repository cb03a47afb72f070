/** Which facets each type has: those of scalars from their files, those of the composed types here. */
import type { ScalarName } from '../ir.ts'
import { scalars } from '../types/scalars.ts'

const composed = {
  list: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  map: ['values', 'maxItems', 'keyPattern'],
  object: ['attributes'],
  reference: ['to', 'onDelete', 'lenient'],
} as const

/** Gluon's way to say a type within `string` and `integer`. */
const WITH_FORMAT = new Set(['string', 'integer'])

export type ComposedName = keyof typeof composed

export const scalarNames = Object.keys(scalars) as ScalarName[]

export const composedNames = Object.keys(composed) as ComposedName[]

/** Words that may stand as a `type` besides the names of objects. */
export const typeNames: readonly string[] = [...scalarNames, ...composedNames]

const facets = new Map<string, ReadonlySet<string>>([
  ...scalarNames.map(name => {
    const known = Object.keys(scalars[name].facets)
    return [name, new Set(WITH_FORMAT.has(name) ? [...known, 'format'] : known)] as const
  }),
  ...composedNames.map(name => [name, new Set<string>(composed[name])] as const),
])

/** Facets of a type by its name; the name of an object is a reference without a `to` of its own. */
export const facetsOfType = (type: string): ReadonlySet<string> => facets.get(type) ?? new Set(['onDelete', 'lenient'])

/** Every word that belongs to the type of an attribute and not to the attribute itself. */
export const typeFacets: ReadonlySet<string> = new Set([...facets.values()].flatMap(names => [...names]))
