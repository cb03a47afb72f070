import type { Parent } from '@baryon/decide'
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import {
  type Attribute,
  type BodyValidator,
  isWritable,
  type Kind,
  normaliseAttribute,
  type Row,
  type SchemaError,
  sameJson,
} from '@baryon/model'
import { pointer } from '../pointer.ts'
import { admitErrors } from './errors.ts'
import { actualType, explainAll, quoted, type Reading } from './explain.ts'
import { isObject, type JsonObject } from './merge.ts'

/** How the bodies of one kind are read. */
export interface Form extends Reading {
  readonly kind: Kind
  /** Names of attributes that only the system writes. */
  readonly kept: ReadonlySet<string>
}

const forms = new WeakMap<Kind, Form>()

/** What is internal does not exist as far as requests are concerned. */
function createForm(kind: Kind): Form {
  const known = kind.attributes.filter(attribute => !attribute.internal)
  return {
    kind,
    owner: kind.name,
    attributes: new Map(known.map(attribute => [attribute.name, attribute])),
    kept: new Set(known.filter(attribute => !isWritable(attribute)).map(({ name }) => name)),
  }
}

/** The form of a kind; the first call for it makes it. */
export function formOf(kind: Kind): Form {
  const known = forms.get(kind)
  if (known !== undefined) return known
  const made = createForm(kind)
  forms.set(kind, made)
  return made
}

/** The body as an object with members, or the fault that it is none. */
export function asObject(body: unknown, reading: Reading): Result<JsonObject> {
  if (isObject(body)) return success(body)
  const given = body as Json | undefined
  const actual = given === undefined ? 'nothing' : actualType(given)
  const name = reading.attributes.keys().next().value
  const values = { what: `the attributes of ${reading.owner}`, actual, example: name ? `{"${name}": …}` : '{}' }
  return failure(admitErrors.fault('body.type', values, ''))
}

/** The members of a checked body in canonical form. */
export function canonicalValues(attributes: ReadonlyMap<string, Attribute>, body: JsonObject): Record<string, Json> {
  const values: Record<string, Json> = {}
  for (const name of Object.keys(body)) {
    const attribute = attributes.get(name)
    const value = body[name]
    if (attribute !== undefined && value !== undefined) values[name] = normaliseAttribute(attribute, value)
  }
  return values
}

/** The body without members that have this name; itself when there are none. */
export function withoutMembers(body: JsonObject, isOut: (name: string) => boolean): JsonObject {
  return Object.keys(body).some(isOut)
    ? Object.fromEntries(Object.entries(body).filter(([name]) => !isOut(name)))
    : body
}

/** Whether what a schema found wrong does not matter here. */
type Ignores = (error: SchemaError) => boolean

/** The faults that a schema finds in a body. */
export function faultsOf(
  reading: Reading,
  validate: BodyValidator,
  body: JsonObject,
  ignores: Ignores = () => false,
): Fault[] {
  const errors = validate(body)
  if (errors.length === 0 || errors.every(ignores)) return []
  return explainAll(
    reading,
    body,
    errors.filter(error => !ignores(error)),
  )
}

/** A body that names another parent than the URL does. */
export function parentFaults(values: Row, parent: Parent | undefined): Fault[] {
  if (parent === undefined || !Object.hasOwn(values, parent.attribute)) return []
  const given = values[parent.attribute] ?? null
  if (sameJson(given, parent.value)) return []
  const named = { attribute: parent.attribute, expected: quoted(parent.value, false) }
  return [admitErrors.fault('parent.mismatch', named, pointer(parent.attribute))]
}
