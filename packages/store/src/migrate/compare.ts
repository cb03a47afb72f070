import { type Attribute, type ElementIndex, elementIndexes, isStored, type Kind, type Type } from '@baryon/model'
import { isLooser } from './loosened.ts'
import type { Difference, Step } from './step.ts'

const back = 'Put the former model back, or delete the objects of this kind and use another name for what is new'

/** What a difference between two versions of a kind asks for. */
export interface Comparison {
  readonly steps: readonly Step[]
  readonly differences: readonly Difference[]
}

/** A facet, a reference's target, the attributes of an object: everything that makes the type. */
const typeText = (type: Type) => {
  const { name, ...facets } = type
  return Object.keys(facets).length === 0 ? name : `${name} ${JSON.stringify(facets)}`
}

const text = (value: unknown) =>
  value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value)

function different(name: string, what: string, stored: unknown, given: unknown, advice = back): Difference[] {
  return text(stored) === text(given) ? [] : [{ name, what, stored: text(stored), given: text(given), advice }]
}

/** Whether the column was made to refuse nulls: a client has to give a value and cannot clear it. */
const refusesNull = ({ required, nullable, readOnly, plane }: Attribute) =>
  required && !nullable && !readOnly && plane === 'intent'

/** Nulls may be stored that would no longer be values; or would become values that the column refuses. */
function compareNulls(name: string, stored: Attribute, given: Attribute): Difference[] {
  const what = 'whether it may be null'
  if (stored.nullable && !given.nullable) return different(name, what, 'yes', 'no')
  if (refusesNull(stored) && !refusesNull(given) && (given.nullable || given.default === undefined))
    return different(name, what, 'no', 'yes')
  return []
}

/** What nobody may set can become a status: its column stays, and older images have it in the other plane. */
const isObservedNow = (stored: Attribute, given: Attribute) =>
  stored.plane === 'intent' && given.plane === 'status' && stored.readOnly && given.readOnly

function compareAttribute(kind: Kind, stored: Attribute, given: Attribute): Difference[] {
  const name = `${kind.service}.${kind.name}.${stored.name}`
  return [
    ...(isLooser(stored.type, given.type)
      ? []
      : different(name, 'the type', typeText(stored.type), typeText(given.type))),
    ...(isObservedNow(stored, given) ? [] : different(name, 'the plane', stored.plane, given.plane)),
    ...different(name, 'the stamp', stored.stamp, given.stamp),
    ...compareNulls(name, stored, given),
  ]
}

/** Rows that exist need a value for what is new. */
function addAttribute(kind: Kind, attribute: Attribute): Comparison {
  if (attribute.stamp !== undefined) return { steps: [], differences: [] }
  if (attribute.nullable || attribute.default !== undefined)
    return { steps: [{ do: 'add', kind, attribute }], differences: [] }
  const name = `${kind.service}.${kind.name}.${attribute.name}`
  const advice = 'Give the new attribute a default, or make it nullable'
  return { steps: [], differences: different(name, 'the attribute', 'missing', 'new', advice) }
}

function compareAttributes(stored: Kind, given: Kind): Comparison[] {
  const kept = stored.attributes.filter(isStored)
  const wanted = given.attributes.filter(isStored)
  const before = new Map(kept.map(attribute => [attribute.name, attribute]))
  const after = new Set(wanted.map(({ name }) => name))
  const gone = kept.filter(({ name, stamp }) => !after.has(name) && stamp === undefined)
  return [
    ...gone.map(({ name, type }) => ({
      steps: [],
      differences: different(`${stored.service}.${stored.name}.${name}`, 'the attribute', typeText(type), 'missing'),
    })),
    ...wanted.map(attribute => {
      const known = before.get(attribute.name)
      return known === undefined
        ? addAttribute(given, attribute)
        : { steps: [], differences: compareAttribute(stored, known, attribute) }
    }),
  ]
}

/** Element indexes follow from the objects, so they may come and go; those of the former version go first. */
function compareElements(stored: Kind, given: Kind): Step[] {
  const [before, after] = [elementIndexes(stored), elementIndexes(given)]
  const differ = (from: readonly ElementIndex[], others: readonly ElementIndex[]) =>
    from.filter(index => !others.some(other => JSON.stringify(other) === JSON.stringify(index)))
  return [
    ...differ(before, after).map((index): Step => ({ do: 'drop elements', kind: stored, index })),
    ...differ(after, before).map((index): Step => ({ do: 'add elements', kind: given, index })),
  ]
}

/** Compares a kind that has held objects with its new version. */
export function compareKinds(stored: Kind, given: Kind): Comparison {
  const name = `${stored.service}.${stored.name}`
  const attributes = compareAttributes(stored, given)
  const steps: Step[] = attributes.flatMap(each => each.steps)
  steps.push({ do: 'index', from: stored, kind: given }, ...compareElements(stored, given))
  if (stored.quota === undefined && given.quota !== undefined) steps.push({ do: 'count', kind: given })
  return {
    steps,
    differences: [
      ...different(name, 'the table', stored.table, given.table),
      ...different(name, 'the key', stored.key, given.key),
      ...different(name, 'the owner', stored.owner, given.owner),
      ...attributes.flatMap(each => each.differences),
    ],
  }
}
