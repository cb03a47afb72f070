import type { Json } from '@baryon/kit'
import { evaluateAttribute } from './evaluation.ts'
import type { Plan } from './plan.ts'

/** Fills the computed attributes of `row` in the order of their declaration, so a later one may use an earlier one. */
export function compute(plan: Plan, row: Record<string, Json>) {
  const occasion = { kind: plan.kind, place: 'value', variables: { this: row } } as const
  for (const { attribute, expression } of plan.computed)
    row[attribute] = evaluateAttribute(occasion, plan, attribute, expression)
}
