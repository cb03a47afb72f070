import { type Fault, type Json, Refusal } from '@baryon/kit'
import { idOf, type Kind, type Row } from '@baryon/model'
import { isVisible, unknownObject } from './authorize.ts'
import type { Parent } from './change.ts'
import type { Context } from './context.ts'
import { equal } from './equal.ts'
import { decideErrors } from './errors.ts'
import type { Plan, ReferencePlan } from './plan.ts'
import { pointer } from './pointer.ts'

/** More faults than any answer lists: what they cost is bounded. */
const MOST_FAULTS = 101

/** The id of the object whose single key has this value. */
const idOfKey = (target: Kind, key: Json) => idOf(target, { [target.key[0] ?? '']: key })

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** Whether the object refers to itself: it is there as soon as it is written. */
const isItself = (plan: Plan, target: Kind, row: Row, key: Json) =>
  target === plan.kind && equal(row[target.key[0] ?? ''], key)

async function isThere(context: Context, target: Kind, key: Json, isGiven: boolean) {
  const stored = await context.tx.get(target, idOfKey(target, key))
  return stored !== undefined && (!isGiven || isVisible(target, context.caller, stored.row))
}

const dangling = (target: Kind, key: Json, at: string) =>
  decideErrors.fault('reference.dangling', { target: target.name, id: idOfKey(target, key) }, at)

/** The keys that a reference newly holds, each with its pointer. */
function newKeys({ reference }: ReferencePlan, row: Row, old: Row | undefined) {
  const value = row[reference.attribute] ?? null
  const before = old?.[reference.attribute] ?? null
  if (value === null || equal(value, before)) return []
  if (!isList(value)) return [{ key: value, at: pointer(reference.attribute) }]
  const known = new Set(isList(before) ? before : [])
  return value.flatMap((key, index) =>
    key === null || known.has(key) ? [] : [{ key, at: pointer(reference.attribute, index) }],
  )
}

/**
 * Refuses references to objects that are not there. One that the caller may not see is refused alike, so that ids
 * cannot be probed. What the stored row refers to already is not looked at again.
 * @param old the stored row; absent for a new object
 * @param given what the caller of a request gave: who gives a reference has to see its target
 * @throws Refusal `reference.dangling` for each; `key.unknown` when it is the parent of a nested URL
 */
export async function checkReferences(
  plan: Plan,
  row: Row,
  old: Row | undefined,
  context: Context,
  given: Row,
  parent?: Parent,
) {
  const faults: Fault[] = []
  for (const link of plan.references) {
    const isParent = parent?.attribute === link.reference.attribute
    const isGiven = isParent || link.reference.attribute in given
    for (const { key, at } of newKeys(link, row, old)) {
      if (isItself(plan, link.target, row, key) || (await isThere(context, link.target, key, isGiven))) continue
      if (isParent) throw new Refusal(unknownObject(link.target, idOfKey(link.target, key)))
      faults.push(dangling(link.target, key, at))
      if (faults.length === MOST_FAULTS) throw new Refusal(...faults)
    }
  }
  if (faults.length > 0) throw new Refusal(...faults)
}
