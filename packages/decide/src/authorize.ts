import { type Fault, type Json, Refusal } from '@baryon/kit'
import { type Caller, type Kind, permits, type Row } from '@baryon/model'
import { equal } from './equal.ts'
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

const isObject = (value: Json | undefined): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object, or the objects in the list. */
const wholesOf = (value: Json | undefined): readonly Row[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isObject)

/** Whether a member is given that was not there before: in a list, with another element around it. */
function givesMember(member: string, fallback: Json, value: Json, old: Json | undefined): boolean {
  const before = wholesOf(old)
  const wasThere = (whole: Row) =>
    before.some(one => (Array.isArray(value) ? equal(one, whole) : equal(one[member], whole[member])))
  return wholesOf(value).some(whole => !equal(whole[member], fallback) && !wasThere(whole))
}

/** Whether it is given, and is not what it has been or would be anyway. */
function isWritten({ attribute, member, fallback }: AttributePolicy, given: Row, old: Row | undefined): boolean {
  const value = given[attribute]
  if (value === undefined) return false
  if (member !== undefined) return givesMember(member, fallback, value, old?.[attribute])
  return !equal(value, old === undefined ? fallback : old[attribute])
}

/**
 * One fault for each written attribute that the caller may not write.
 * @param given what the request gives
 * @param row the object as it would be
 * @param old the object as it is, if it is there; the policy has to hold for both
 */
export function deniedAttributes(
  policies: readonly AttributePolicy[],
  caller: Caller,
  given: Row,
  row: Row,
  old?: Row,
): Fault[] {
  const isDenied = ({ policy: { expression } }: AttributePolicy) =>
    !permits(expression, caller, row) || (old !== undefined && !permits(expression, caller, old))
  return policies
    .filter(one => isWritten(one, given, old) && isDenied(one))
    .map(({ attribute, member, policy }) => {
      const name = member === undefined ? attribute : `${attribute}:${member}`
      return decideErrors.fault('attribute.denied', { attribute: name, policy: policy.source }, pointer(attribute))
    })
}
