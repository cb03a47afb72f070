import { type Fault, type Json, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { arbitrate } from './binding.ts'
import { compute } from './computed.ts'
import { decideErrors } from './errors.ts'
import type { Plan } from './plan.ts'
import { pointer } from './pointer.ts'
import { brokenRules } from './rules.ts'

function missing(plan: Plan, row: Row): Fault[] {
  return plan.mandatory
    .filter(name => (row[name] ?? null) === null)
    .map(attribute => decideErrors.fault('attribute.missing', { attribute, kind: plan.kind.name }, pointer(attribute)))
}

/**
 * Makes a row what the model says it has to be, in place: the arbiter's part, then what is computed; then checks it.
 * Every row goes through here before it is written, whatever changed it.
 * @param old the stored row; absent for a new object
 * @throws Refusal with every fault of the row's own values
 */
export function settle(plan: Plan, old: Row | undefined, row: Record<string, Json>) {
  if (plan.kind.binding !== undefined) {
    const arbitrated = arbitrate(plan.kind, old, row)
    if (!arbitrated.ok) throw new Refusal(...arbitrated.faults)
    Object.assign(row, arbitrated.value)
  }
  compute(plan, row)
  const absent = missing(plan, row)
  const faults = absent.length > 0 ? absent : brokenRules(plan.kind, row, old)
  if (faults.length > 0) throw new Refusal(...faults)
}
