import type { Create, Parent } from '@baryon/decide'
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import { bodyValidator, type Caller, type Kind, type SchemaError } from '@baryon/model'
import { bounded, MOST_FAULTS } from '../bounded.ts'
import { below, pointer } from '../pointer.ts'
import { asObject, canonicalValues, type Form, faultsOf, formOf, parentFaults, withoutMembers } from './form.ts'
import { isObject, type JsonObject } from './merge.ts'

/** An empty key stands for "make one up" where keys are made up, as clients of Gluon send it. */
function withoutEmptyKey({ kind }: Form, body: JsonObject): JsonObject {
  const [key] = kind.key
  if (!kind.generatedKey || key === undefined || !Object.hasOwn(body, key)) return body
  return body[key] === null || body[key] === '' ? withoutMembers(body, name => name === key) : body
}

/** What is filled in from elsewhere need not be in the body: the parent of the URL, and the owner from the caller. */
const isFilled =
  ({ kind }: Form, caller: Caller, parent: Parent | undefined) =>
  ({ keyword, instancePath, params }: SchemaError) => {
    if (keyword !== 'required' || instancePath !== '') return false
    const missing = params['missingProperty']
    return missing === parent?.attribute || (missing === kind.owner && caller.project !== undefined)
  }

/** Reads the body of a creation. */
export function admitCreate(kind: Kind, body: unknown, caller: Caller, parent?: Parent): Result<Create> {
  const form = formOf(kind)
  const read = asObject(body, form)
  if (!read.ok) return read
  const given = withoutEmptyKey(form, read.value)
  const faults = faultsOf(form, bodyValidator(kind, 'create'), given, isFilled(form, caller, parent))
  const values = canonicalValues(form.attributes, given)
  faults.push(...parentFaults(values, parent))
  return faults.length > 0 ? failure(...bounded(faults)) : success({ verb: 'create', kind, values, parent })
}

/** Whether the body is `{"<plural>": […]}`: several objects at once. */
export function isBulk(kind: Kind, body: unknown): body is { readonly [plural: string]: readonly Json[] } {
  if (!isObject(body) || formOf(kind).attributes.has(kind.plural)) return false
  return Array.isArray(body[kind.plural]) && Object.keys(body).length === 1
}

/** Reads the bodies of several creations; pointers start with `/<plural>/<index>`. */
export function admitBulk(kind: Kind, body: unknown, caller: Caller, parent?: Parent): Result<readonly Create[]> {
  const items = isBulk(kind, body) ? (body[kind.plural] ?? []) : []
  const faults: Fault[] = []
  const changes: Create[] = []
  for (const [index, item] of items.entries()) {
    if (faults.length > MOST_FAULTS) break
    const admitted = admitCreate(kind, item, caller, parent)
    if (admitted.ok) changes.push(admitted.value)
    else faults.push(...admitted.faults.map(fault => below(pointer(kind.plural, index), fault)))
  }
  return faults.length > 0 ? failure(...bounded(faults)) : success(changes)
}
