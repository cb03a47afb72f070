import type { Fault } from '@baryon/kit'
import type { Limits } from '../backend.ts'
import { reconcileErrors } from '../errors.ts'
import type { Drift } from '../report.ts'
import { type Finding, shown } from './drift.ts'

const examplesAtMost = 20

/** What a resync is to do, as far as it is known. */
export interface Plan {
  updates: number
  removals: number
  /** Differences that no change of the journal asks for, and the things that the target has. */
  unasked: number
  things: number
  readonly examples: Drift[]
  readonly counts: Record<Drift['kind'], number>
}

export const newPlan = (): Plan => ({
  updates: 0,
  removals: 0,
  unasked: 0,
  things: 0,
  examples: [],
  counts: { missing: 0, different: 0, surplus: 0 },
})

export function exemplify({ examples }: Plan, example: Drift): void {
  if (examples.length < examplesAtMost) examples.push(example)
}

export function note(plan: Plan, finding: Finding): void {
  plan.counts[finding.kind] += 1
  if (finding.unasked) plan.unasked += 1
  exemplify(plan, shown(finding))
}

/** Telling again what is not there is no mass change; changing and removing what is there may be one. */
export function brakeOn(
  { unasked, things }: Plan,
  target: string,
  limits: Pick<Limits, 'brake' | 'brakeFloor'>,
): Fault | undefined {
  if (unasked <= limits.brakeFloor || unasked <= limits.brake * things) return
  const share = `${Math.round(limits.brake * 100)} %`
  return reconcileErrors.fault('resync.brake', { target, changes: unasked, things, share, floor: limits.brakeFloor })
}
