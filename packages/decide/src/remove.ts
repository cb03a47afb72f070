import { Refusal } from '@baryon/kit'
import { cascadeOf } from './cascade.ts'
import type { Delete } from './change.ts'
import type { Context } from './context.ts'
import { restrictions } from './in-use.ts'
import { load } from './load.ts'
import { planOf } from './plan.ts'
import { release } from './release.ts'
import { removeAll } from './removal.ts'

/**
 * Deletes an object and what goes along with it, those that refer before those that are referred to. One reference
 * that restricts, anywhere in the cascade, refuses it all.
 */
export async function remove(change: Delete, context: Context): Promise<undefined> {
  const { kind, id } = change
  const stored = await load(change, 'delete', context)
  if (planOf(context.registry, kind).referrers.length === 0) {
    await context.tx.remove(kind, id)
    return
  }
  const cascade = await cascadeOf(kind, stored.row, context)
  const faults = await restrictions(cascade, context)
  if (faults.length > 0) throw new Refusal(...faults)
  await release(cascade, context)
  await removeAll(cascade, context)
}
