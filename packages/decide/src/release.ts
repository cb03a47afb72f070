import { type Json, Refusal } from '@baryon/kit'
import { idOf, type Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { type Cascade, pages, type Use, usersOf } from './cascade.ts'
import type { Context } from './context.ts'
import { fitted } from './fit.ts'
import { inUse } from './in-use.ts'
import { type Plan, planOf } from './plan.ts'
import { settle } from './settle.ts'

/** The value without the keys that go: null, or a shorter list. */
function released(value: Json, keys: ReadonlySet<Json>): Json {
  return Array.isArray(value) ? value.filter(key => !keys.has(key)) : null
}

/** The row without the reference, as the model says a row has to be; undefined when there is no such row. */
function without(plan: Plan, use: Use, row: Row, keys: ReadonlySet<Json>): Row | undefined {
  const { attribute } = use.reference
  const value = released(row[attribute] ?? null, keys)
  const declared = plan.attributes.get(attribute)
  if (declared !== undefined && fitted(declared, value) === undefined) return undefined
  const next = { ...row, [attribute]: value }
  try {
    settle(plan, row, next)
    return next
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

async function releaseOne(plan: Plan, use: Use, stored: Stored, keys: ReadonlySet<Json>, context: Context) {
  const next = without(plan, use, stored.row, keys)
  if (next === undefined) throw new Refusal(inUse(use, { first: [stored], count: 1 }, context.caller))
  await context.tx.update(plan.kind, idOf(plan.kind, stored.row), next)
}

/**
 * Lets go of what is to be deleted wherever a reference becomes null (or loses an item of its list) then.
 * @throws Refusal `reference.in_use` when an object would break its own model without the reference
 */
export async function release(cascade: Cascade, context: Context) {
  for (const use of cascade.uses) {
    if (use.reference.onDelete !== 'null') continue
    const plan = planOf(context.registry, use.kind)
    const keys = new Set(use.targets.map(({ key }) => key))
    for await (const page of pages(context.tx, use.kind, usersOf(use.reference, use.targets))) {
      for (const stored of page) {
        if (cascade.has(use.kind, idOf(use.kind, stored.row))) continue
        await releaseOne(plan, use, stored, keys, context)
      }
    }
  }
}
