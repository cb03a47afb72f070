import { Refusal } from '@baryon/kit'
import type { Stored } from '@baryon/store'
import type { Act } from './change.ts'
import type { Context } from './context.ts'
import { callerValue, evaluateAttributes } from './evaluation.ts'
import { load } from './load.ts'
import { planOf } from './plan.ts'
import { revise } from './revise.ts'
import { unmetRequirements } from './rules.ts'

/** Runs an action of the model: its conditions, then its values, which change the object as an update does. */
export async function act(change: Act, context: Context): Promise<Stored> {
  const plan = planOf(context.registry, change.kind)
  const action = plan.kind.actions.find(({ name }) => name === change.action)
  if (action === undefined) throw new Error(`${plan.kind.name} has no action "${change.action}"`)
  const verb = `action:${action.name}`
  const stored = await load(change, verb, context)
  const variables = { this: stored.row, old: stored.row, input: change.input, caller: callerValue(context.caller) }
  const unmet = unmetRequirements(plan.kind, action.name, action.requires, variables)
  if (unmet.length > 0) throw new Refusal(...unmet)
  const values = evaluateAttributes(plan.kind, plan.attributes, action.set, variables)
  return revise(stored, change.id, { plan, verb, values, author: 'action' }, context)
}
