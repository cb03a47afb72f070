import { type Json, Refusal } from '@baryon/kit'
import type { Action, Caller, Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { authorize } from './authorize.ts'
import type { Act } from './change.ts'
import { evaluateAttributes } from './evaluation.ts'
import { load } from './load.ts'
import { type Plan, planOf } from './plan.ts'
import { projectOf } from './project.ts'
import { revise } from './revise.ts'
import { unmetRequirements } from './rules.ts'
import { behaviourOf, type Scene } from './scene.ts'

/** The caller as expressions see it: always all three members. */
const callerValue = (plan: Plan, caller: Caller) => ({
  user: caller.user,
  project: projectOf(plan, caller) ?? caller.project ?? null,
  roles: caller.roles,
})

/** An action of the kind; naming one that it does not have is a bug of admission. */
export function actionOf(plan: Plan, name: string): Action {
  const action = plan.kind.actions.find(one => one.name === name)
  if (action === undefined) throw new Error(`${plan.kind.name} has no action "${name}"`)
  return action
}

/** What the action sees, once its conditions hold. */
function occasionOf(plan: Plan, action: Action, stored: Stored, input: Row, scene: Scene) {
  const variables = { this: stored.row, old: stored.row, input, caller: callerValue(plan, scene.caller) }
  const occasion = { kind: plan.kind, place: action, variables }
  const unmet = unmetRequirements(occasion, action)
  if (unmet.length > 0) throw new Refusal(...unmet)
  return occasion
}

/**
 * Has the behaviour carry out an action on an object that the caller may do it to.
 * @returns what the behaviour answers
 */
export async function actByBehaviour(change: Act, stored: Stored, scene: Scene): Promise<Json | undefined> {
  const plan = planOf(scene.registry, change.kind)
  const action = actionOf(plan, change.action)
  occasionOf(plan, action, stored, change.input, scene)
  const hook = behaviourOf(scene, plan.kind)?.actions?.[action.name]
  if (hook === undefined) throw new Error(`the behaviour of ${plan.kind.name} has no action "${action.name}"`)
  return hook(stored, change.input, scene.work(plan.kind))
}

/** Runs an action of the model: its conditions, then its values, which change the object as an update does. */
export async function act(change: Act, scene: Scene): Promise<Stored | undefined> {
  const { kind, id } = change
  const plan = planOf(scene.registry, kind)
  const action = actionOf(plan, change.action)
  const verb = `action:${action.name}`
  const stored = await load(change, verb, scene)
  if (action.behaviour) {
    await actByBehaviour(change, stored, scene)
    return scene.tx.get(kind, id)
  }
  const occasion = occasionOf(plan, action, stored, change.input, scene)
  const given = evaluateAttributes(occasion, plan, action.set)
  const allow = (row: Row) => authorize(kind, verb, scene.caller, row)
  return revise(stored, id, { plan, given, author: 'action', allow }, scene)
}
