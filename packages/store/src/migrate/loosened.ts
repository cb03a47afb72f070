import type { Json } from '@baryon/kit'
import { type Attribute, type ScalarType, sameJson, type Type } from '@baryon/model'

/** Numbers that are taken as text are kept as text, and how values are shown does not change them. */
type Facet = keyof Omit<ScalarType, 'name' | 'numbers' | 'text'>

const atMost = (stored: Json, given: Json) => typeof stored === 'number' && typeof given === 'number' && given <= stored
const atLeast = (stored: Json, given: Json) =>
  typeof stored === 'number' && typeof given === 'number' && given >= stored
const same = (stored: Json, given: Json) => sameJson(stored, given)
const superset = (stored: Json, given: Json) =>
  Array.isArray(stored) && Array.isArray(given) && stored.every(value => given.includes(value))

/** For each facet whether every value that keeps the stored one keeps the given one. */
const looser: Readonly<Record<Facet, (stored: Json, given: Json) => boolean>> = {
  minLength: atMost,
  maxLength: atLeast,
  pattern: same,
  min: atMost,
  max: atLeast,
  version: same,
  values: superset,
}

/** Whether everything that was stored as the one scalar is also a value of the other, kept in the same way. */
function isLooserScalar(stored: ScalarType, given: ScalarType): boolean {
  return (Object.keys(looser) as Facet[]).every(facet => {
    const [before, after] = [stored[facet], given[facet]]
    return after === undefined || (before !== undefined && looser[facet](before, after))
  })
}

const bound = (limit: number | undefined, otherwise: number) => limit ?? otherwise

/** Members of an object: none gone, none more demanding, and none new that a stored value would have to have. */
function areLooser(stored: readonly Attribute[], given: readonly Attribute[]): boolean {
  const after = new Map(given.map(attribute => [attribute.name, attribute]))
  const before = new Set(stored.map(({ name }) => name))
  const kept = stored.every(attribute => {
    const next = after.get(attribute.name)
    if (next === undefined || !isLooser(attribute.type, next.type)) return false
    return (attribute.required || !next.required) && (!attribute.nullable || next.nullable)
  })
  return kept && given.every(({ name, required }) => before.has(name) || !required)
}

/** Whether every stored value of a type is also one of another, and is kept in the same way. */
export function isLooser(stored: Type, given: Type): boolean {
  if (stored.name !== given.name) return false
  switch (stored.name) {
    case 'reference':
      return (
        given.name === 'reference' && sameJson({ ...stored.to }, { ...given.to }) && isLooser(stored.key, given.key)
      )
    case 'list':
      return (
        given.name === 'list' &&
        bound(given.minItems, 0) <= bound(stored.minItems, 0) &&
        bound(given.maxItems, Infinity) >= bound(stored.maxItems, Infinity) &&
        (given.uniqueItems !== true || stored.uniqueItems === true) &&
        isLooser(stored.items, given.items)
      )
    case 'map':
      return (
        given.name === 'map' &&
        bound(given.maxItems, Infinity) >= bound(stored.maxItems, Infinity) &&
        (given.keyPattern === undefined || given.keyPattern === stored.keyPattern) &&
        isLooser(stored.values, given.values)
      )
    case 'object':
      return given.name === 'object' && areLooser(stored.attributes, given.attributes)
    default:
      return isLooserScalar(stored, given as ScalarType)
  }
}
