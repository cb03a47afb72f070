import { type Fault, Refusal } from '@baryon/kit'
import { type Caller, type Kind, permits, type Row } from '@baryon/model'
import { decideErrors } from './errors.ts'
import type { AttributePolicy } from './plan.ts'
import { pointer } from './pointer.ts'

/** Whether the caller may know that the object exists: by the policy `get`. */
export function isVisible(kind: Kind, caller: Caller, row: Row) {
  const policy = kind.policies['get']
  return policy !== undefined && permits(policy.expression, caller, row)
}

/** The fault for an id that is not there, or not there for this caller: the same, so that ids cannot be probed. */
export const unknownObject = (kind: Kind, id: string) => decideErrors.fault('key.unknown', { kind: kind.name, id })

/**
 * Refuses unless the policy of the verb (a standard verb or `action:<name>`) holds for that object.
 * A verb without a policy is nobody's.
 * @throws Refusal `policy.denied`
 */
export function authorize(kind: Kind, verb: string, caller: Caller, row: Row) {
  const policy = kind.policies[verb]
  if (policy !== undefined && permits(policy.expression, caller, row)) return
  const values = { verb, kind: kind.name, policy: policy?.source ?? '!' }
  throw new Refusal(decideErrors.fault('policy.denied', values))
}

/**
 * One fault for each written attribute that the caller may not write.
 * @param rows the object as it is (if it is there) and as it would be: the policy has to hold for both
 */
export function deniedAttributes(
  policies: readonly AttributePolicy[],
  caller: Caller,
  rows: readonly Row[],
  isWritten: (attribute: string) => boolean,
): Fault[] {
  return policies
    .filter(
      ({ attribute, policy }) => isWritten(attribute) && !rows.every(row => permits(policy.expression, caller, row)),
    )
    .map(({ attribute, policy }) =>
      decideErrors.fault('attribute.denied', { attribute, policy: policy.source }, pointer(attribute)),
    )
}
