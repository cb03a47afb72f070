import { type Json, Refusal } from '@baryon/kit'
import type { Caller, Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { authorize, deniedAttributes } from './authorize.ts'
import type { Create } from './change.ts'
import { insert } from './insert.ts'
import { type Plan, planOf, storable } from './plan.ts'
import { projectOf } from './project.ts'
import type { Scene } from './scene.ts'

/** The requested row: defaults, the owner, what was given. */
export function requested(plan: Plan, values: Row, caller: Caller): Record<string, Json> {
  const { owner } = plan.kind
  const project = owner === undefined ? undefined : projectOf(plan, caller)
  const own = owner === undefined || project === undefined ? {} : { [owner]: project }
  return { ...plan.blank, ...own, ...storable(plan, values) }
}

/**
 * Creates an object. The policy is checked against the object as it was requested, so nobody creates one for a project
 * that the policy does not let them act for.
 */
export async function create({ kind, values, parent }: Create, scene: Scene): Promise<Stored> {
  const plan = planOf(scene.registry, kind)
  const allow = (row: Row) => {
    authorize(kind, 'create', scene.caller, row)
    const denied = deniedAttributes(plan.createPolicies, scene.caller, values, row)
    if (denied.length > 0) throw new Refusal(...denied)
  }
  const row = requested(plan, values, scene.caller)
  if (parent !== undefined) row[parent.attribute] = parent.value
  return insert({ plan, row, given: values }, scene, { allow, parent })
}
