import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { authorize, deniedAttributes } from './authorize.ts'
import type { Update } from './change.ts'
import { load } from './load.ts'
import { planOf } from './plan.ts'
import { revise } from './revise.ts'
import type { Scene } from './scene.ts'

/** Changes what was given of an object; with nothing to change, answers the object as it is. */
export async function update(change: Update, scene: Scene): Promise<Stored> {
  const { kind } = change
  const plan = planOf(scene.registry, kind)
  const stored = await load(change, 'update', scene)
  const given = typeof change.values === 'function' ? change.values(stored.row) : change.values
  const allow = (row: Row) => {
    authorize(kind, 'update', scene.caller, row)
    const denied = deniedAttributes(plan.updatePolicies, scene.caller, given, row, stored.row)
    if (denied.length > 0) throw new Refusal(...denied)
  }
  return revise(stored, change.id, { plan, given, author: 'request', allow }, scene)
}
