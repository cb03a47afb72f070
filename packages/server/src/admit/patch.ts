import type { Update } from '@baryon/decide'
import { failure, type Json, Refusal, type Result, success } from '@baryon/kit'
import { bodyValidator, type Kind, type Row } from '@baryon/model'
import { bounded } from '../bounded.ts'
import { asObject, canonicalValues, type Form, faultsOf, formOf, parentFaults, withoutMembers } from './form.ts'
import { isObject, type JsonObject, mergePatch } from './merge.ts'
import { type Condition, repeated } from './update.ts'

/** Whether a member changes a part of what is stored rather than replacing it. */
function merges(form: Form, name: string, value: Json | undefined) {
  const type = form.attributes.get(name)?.type.name
  return isObject(value) && (type === 'map' || type === 'object' || type === 'json')
}

/**
 * What the parts make of the stored row. It is checked again: a member taken away may be one that has to be there.
 * @throws Refusal with every fault of the merged values
 */
function merged(form: Form, parts: JsonObject, stored: Row): Row {
  const whole = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, mergePatch(stored[name] ?? null, part)]),
  )
  const faults = faultsOf(form, bodyValidator(form.kind, 'update'), whole)
  if (faults.length > 0) throw new Refusal(...bounded(faults))
  return canonicalValues(form.attributes, whole)
}

/** Reads a JSON merge patch (RFC 7396). Members that merge are worked out where the stored object is known. */
export function admitPatch(kind: Kind, id: string, body: unknown, condition: Condition = {}): Result<Update> {
  const form = formOf(kind)
  const read = asObject(body, form)
  if (!read.ok) return read
  const given = withoutMembers(read.value, name => form.kept.has(name))
  const whole = withoutMembers(given, name => merges(form, name, given[name]))
  const parts = withoutMembers(given, name => !merges(form, name, given[name]))
  const values: Row = { ...repeated(form, read.value), ...canonicalValues(form.attributes, whole) }
  const faults = [...faultsOf(form, bodyValidator(kind, 'patch'), given), ...parentFaults(values, condition.parent)]
  if (faults.length > 0) return failure(...bounded(faults))
  const hasParts = Object.keys(parts).length > 0
  const wanted = hasParts ? (stored: Row) => ({ ...values, ...merged(form, parts, stored) }) : values
  return success({ verb: 'update', kind, id, values: wanted, ...condition })
}
