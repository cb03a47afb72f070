import type { Parent, Update } from '@baryon/decide'
import { failure, type Json, type Result, success } from '@baryon/kit'
import { bodyValidator, type Kind, type Row } from '@baryon/model'
import { bounded } from '../bounded.ts'
import { asObject, canonicalValues, type Form, faultsOf, formOf, parentFaults, withoutMembers } from './form.ts'
import type { JsonObject } from './merge.ts'

/** Which object, in which state. */
export interface Condition {
  readonly parent?: Parent | undefined
  /** From `If-Match`. */
  readonly ifRevision?: number | undefined
}

/**
 * What only the system writes may come back with the value that it has, from a client that sends an object as it read it;
 * whether it is that value is seen when the object is read.
 */
export function repeated(form: Form, body: JsonObject): Record<string, Json> {
  return canonicalValues(
    form.attributes,
    withoutMembers(body, name => !form.kept.has(name)),
  )
}

/** Reads the body of a `PUT`, or of an update in `/v1/changes`. */
export function admitUpdate(kind: Kind, id: string, body: unknown, condition: Condition = {}): Result<Update> {
  const form = formOf(kind)
  const read = asObject(body, form)
  if (!read.ok) return read
  const given = withoutMembers(read.value, name => form.kept.has(name))
  const values: Row = { ...repeated(form, read.value), ...canonicalValues(form.attributes, given) }
  const faults = [...faultsOf(form, bodyValidator(kind, 'update'), given), ...parentFaults(values, condition.parent)]
  return faults.length > 0 ? failure(...bounded(faults)) : success({ verb: 'update', kind, id, values, ...condition })
}
