import { Refusal } from '@baryon/kit'
import { idOf, type Kind } from '@baryon/model'
import type { Stored } from '@baryon/store'
import type { Delete } from './change.ts'
import { toldCascade } from './going.ts'
import { restrictions } from './in-use.ts'
import { load } from './load.ts'
import { planOf } from './plan.ts'
import { release } from './release.ts'
import { removeAll } from './removal.ts'
import { behaviourOf, type Scene } from './scene.ts'

/**
 * Deletes an object and what goes along with it, those that refer before those that are referred to. One reference
 * that restricts, anywhere in the cascade, refuses it all.
 */
export async function clear(kind: Kind, stored: Stored, scene: Scene): Promise<void> {
  const behaviour = behaviourOf(scene, kind)
  if (behaviour?.remove !== undefined) await behaviour.remove(stored.row, scene.work(kind))
  if (planOf(scene.registry, kind).referrers.length === 0) {
    await scene.tx.remove(kind, idOf(kind, stored.row))
  } else {
    const cascade = await toldCascade(kind, stored.row, scene)
    const faults = await restrictions(cascade, scene)
    if (faults.length > 0) throw new Refusal(...faults)
    await release(cascade, scene)
    const gone = await removeAll(cascade, scene)
    for (const { kind: of, row } of gone) await behaviourOf(scene, of)?.removed?.(row, scene.unasked.work(of))
  }
  if (behaviour?.removed !== undefined) await behaviour.removed(stored.row, scene.work(kind))
}

export async function remove(change: Delete, scene: Scene): Promise<undefined> {
  await clear(change.kind, await load(change, 'delete', scene), scene)
}
