import type { Json } from '@baryon/kit'
import type { Registry, Row } from '@baryon/model'
import { evaluateAttributes } from './evaluation.ts'
import { type CompanionPlan, type Plan, planOf, storable } from './plan.ts'

/** An object to create, all attributes but stamps. */
export interface NewObject {
  readonly plan: Plan
  readonly row: Record<string, Json>
  /** What of it was given, with what is not stored. */
  readonly given: Row
}

function companionOf(main: Plan, companion: CompanionPlan, row: Row, registry: Registry): NewObject {
  const plan = planOf(registry, companion.kind)
  const occasion = { kind: main.kind, place: 'value', variables: { this: row } } as const
  const values = evaluateAttributes(occasion, plan, companion.values)
  const { owner } = companion.kind
  const inherited =
    owner === undefined || main.kind.owner === undefined ? {} : { [owner]: row[main.kind.owner] ?? null }
  return { plan, row: { ...plan.blank, ...inherited, ...storable(plan, values) }, given: { ...inherited, ...values } }
}

/** What the model says comes along with an object. It belongs to the same project unless the model says otherwise. */
export const companionsOf = (plan: Plan, row: Row, registry: Registry): NewObject[] =>
  plan.companions.map(companion => companionOf(plan, companion, row, registry))
