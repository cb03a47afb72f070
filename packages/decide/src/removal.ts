import { type Json, Refusal } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import { type Cascade, type Doomed, inOrder, type Use } from './cascade.ts'
import type { Context } from './context.ts'
import { equal } from './equal.ts'
import { inUse } from './in-use.ts'
import { planOf } from './plan.ts'
import { behaviourOf, type Scene } from './scene.ts'

/** References by which `user` holds `target`. */
function usesBetween(user: Doomed, target: Doomed, context: Context): Use[] {
  return planOf(context.registry, target.kind)
    .referrers.filter(({ kind, reference }) => kind === user.kind && !reference.many)
    .map(referrer => ({ ...referrer, targets: [target] }))
}

/**
 * Lets an object that goes later let go of one that goes first.
 * @throws Refusal `reference.in_use` when the reference cannot be null
 */
async function letGo(user: Doomed, target: Doomed, context: Context) {
  const stored = await context.tx.get(user.kind, user.id)
  if (stored === undefined) return
  const { attributes } = planOf(context.registry, user.kind)
  const row: Record<string, Json> = { ...stored.row }
  for (const use of usesBetween(user, target, context)) {
    const { attribute } = use.reference
    if (!equal(row[attribute], target.key)) continue
    if (attributes.get(attribute)?.nullable !== true)
      throw new Refusal(inUse(use, { first: [stored], count: 1 }, context.caller))
    row[attribute] = null
  }
  await context.tx.update(user.kind, user.id, row)
}

/** An object that went along, as it was last. */
export interface Gone {
  readonly kind: Kind
  readonly row: Row
}

/**
 * Deletes all that goes, those that refer before those that are referred to. In a circle, the last object lets go of the
 * first, so that no entry of the journal leaves a reference that leads nowhere.
 * @returns those that went along and whose behaviour wants to know, in the order in which they went
 */
export async function removeAll(cascade: Cascade, scene: Scene): Promise<readonly Gone[]> {
  const gone: Gone[] = []
  const order = inOrder(cascade)
  const removed = new Set<Doomed>()
  for (const doomed of order) {
    for (const user of doomed.users) if (user !== doomed && !removed.has(user)) await letGo(user, doomed, scene)
    if (doomed !== cascade.root && behaviourOf(scene, doomed.kind)?.removed !== undefined) {
      const stored = await scene.tx.get(doomed.kind, doomed.id)
      if (stored !== undefined) gone.push({ kind: doomed.kind, row: stored.row })
    }
    await scene.tx.remove(doomed.kind, doomed.id)
    removed.add(doomed)
  }
  return gone
}
