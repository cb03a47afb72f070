import { Refusal } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import type { Stored } from '@baryon/store'
import type { Act } from './change.ts'
import type { Context } from './context.ts'
import { evaluateAttributes } from './evaluation.ts'
import { load } from './load.ts'
import { type Plan, planOf } from './plan.ts'
import { projectOf } from './project.ts'
import { revise } from './revise.ts'
import { unmetRequirements } from './rules.ts'

/** The caller as expressions see it: always all three members. */
const callerValue = (plan: Plan, caller: Caller) => ({
  user: caller.user,
  project: projectOf(plan, caller) ?? caller.project ?? null,
  roles: caller.roles,
})

/** Runs an action of the model: its conditions, then its values, which change the object as an update does. */
export async function act(change: Act, context: Context): Promise<Stored> {
  const plan = planOf(context.registry, change.kind)
  const action = plan.kind.actions.find(({ name }) => name === change.action)
  if (action === undefined) throw new Error(`${plan.kind.name} has no action "${change.action}"`)
  const verb = `action:${action.name}`
  const stored = await load(change, verb, context)
  const variables = {
    this: stored.row,
    old: stored.row,
    input: change.input,
    caller: callerValue(plan, context.caller),
  }
  const occasion = { kind: plan.kind, place: action, variables }
  const unmet = unmetRequirements(occasion, action)
  if (unmet.length > 0) throw new Refusal(...unmet)
  const values = evaluateAttributes(occasion, plan, action.set)
  return revise(stored, change.id, { plan, verb, values, author: 'action' }, context)
}
