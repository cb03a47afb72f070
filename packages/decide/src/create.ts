import { type Json, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { authorize, deniedAttributes } from './authorize.ts'
import type { Create } from './change.ts'
import type { Context } from './context.ts'
import { equal } from './equal.ts'
import { insert } from './insert.ts'
import { type Plan, planOf } from './plan.ts'
import { projectOf } from './project.ts'

/** The requested row: defaults, the owner, what was given, the parent of the URL. */
function requested(plan: Plan, { values, parent }: Create, context: Context): Record<string, Json> {
  const above = parent === undefined ? {} : { [parent.attribute]: parent.value }
  const { owner } = plan.kind
  const project = owner === undefined ? undefined : projectOf(plan, context.caller)
  const own = owner === undefined || project === undefined ? {} : { [owner]: project }
  return { ...plan.blank, ...own, ...values, ...above }
}

/**
 * Creates an object. The policy is checked against the object as it was requested, so nobody creates one for a project
 * that the policy does not let them act for.
 */
export async function create(change: Create, context: Context): Promise<Stored> {
  const plan = planOf(context.registry, change.kind)
  const allow = (row: Row) => {
    authorize(plan.kind, 'create', context.caller, row)
    const isWritten = (name: string) => name in change.values && !equal(change.values[name], plan.blank[name])
    const denied = deniedAttributes(plan, context.caller, [row], isWritten)
    if (denied.length > 0) throw new Refusal(...denied)
  }
  const row = requested(plan, change, context)
  return insert({ plan, row }, context, { allow, parent: change.parent })
}
