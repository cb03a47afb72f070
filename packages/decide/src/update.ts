import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { deniedAttributes } from './authorize.ts'
import type { Update } from './change.ts'
import type { Context } from './context.ts'
import { equal } from './equal.ts'
import { load } from './load.ts'
import { planOf } from './plan.ts'
import { revise } from './revise.ts'

/** Changes what was given of an object; with nothing to change, answers the object as it is. */
export async function update(change: Update, context: Context): Promise<Stored> {
  const plan = planOf(context.registry, change.kind)
  const stored = await load(change, 'update', context)
  const values = typeof change.values === 'function' ? change.values(stored.row) : change.values
  const allow = (row: Row) => {
    const isWritten = (name: string) => name in values && !equal(stored.row[name], values[name])
    const denied = deniedAttributes(plan, context.caller, [stored.row, row], isWritten)
    if (denied.length > 0) throw new Refusal(...denied)
  }
  return revise(stored, change.id, { plan, verb: 'update', values, author: 'request' }, context, allow)
}
