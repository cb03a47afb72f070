/** What a schema's errors mean to the one who sent the body: one fault for each place, said in the words of the model. */

import { decideErrors } from '@baryon/decide'
import type { Fault, Json } from '@baryon/kit'
import { type Attribute, example, isWritable, phrase, type SchemaError } from '@baryon/model'
import { MOST_FAULTS } from '../bounded.ts'
import { nearest } from '../config/nearest.ts'
import { pointer } from '../pointer.ts'
import { admitErrors } from './errors.ts'
import { type Place, placeOf, stepsOf } from './place.ts'

/** What a body is read as. */
export interface Reading {
  /** Whose attributes these are, for messages: `Port`, `Port.bind`. */
  readonly owner: string
  readonly attributes: ReadonlyMap<string, Attribute>
}

const LONGEST_QUOTE = 100

/** The value as a message shows it. */
export function quoted(value: Json | undefined, sensitive: boolean): string {
  if (sensitive) return 'what was given'
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
}

/** The JSON type of a value, with its article. */
export function actualType(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const values = (place: Place) => ({
  attribute: place.attribute.name,
  expected: phrase(place.type),
  value: quoted(place.value, place.sensitive),
  actual: place.sensitive ? 'what was given' : `${quoted(place.value, false)}, which is ${actualType(place.value)}`,
  example: JSON.stringify(example(place.type)),
  count: countOf(place.value),
})

function countOf(value: Json | undefined): number {
  if (typeof value === 'string') return [...value].length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}

type Explain = (place: Place, error: SchemaError, at: string) => Fault

const type: Explain = (place, _, at) =>
  place.value === null
    ? admitErrors.fault('attribute.null', values(place), at)
    : admitErrors.fault('attribute.type', values(place), at)
const format: Explain = (place, _, at) => admitErrors.fault('attribute.format', values(place), at)
const length: Explain = (place, _, at) => admitErrors.fault('attribute.length', values(place), at)
const range: Explain = (place, _, at) => admitErrors.fault('attribute.range', values(place), at)
const value: Explain = (place, _, at) => admitErrors.fault('attribute.value', values(place), at)

const count: Explain = (place, { keyword, params }, at) => {
  const bound = `${keyword === 'minItems' ? 'at least' : 'at most'} ${String(params['limit'])}`
  return admitErrors.fault('attribute.count', { ...values(place), bound }, at)
}

const duplicate: Explain = (place, { params }, at) =>
  admitErrors.fault('attribute.duplicate', { ...values(place), index: params['i'], other: params['j'] }, at)

const key: Explain = (place, { params }, at) => {
  const pattern = place.type.name === 'map' && place.type.keyPattern ? `: they match ${place.type.keyPattern}` : ''
  const name = String(params['propertyName'])
  return admitErrors.fault(
    'attribute.key',
    { ...values(place), value: quoted(name, false), pattern },
    at + pointer(name),
  )
}

/** By the keyword of JSON Schema that found the value wrong. */
const explanations: Readonly<Record<string, Explain>> = {
  type,
  const: type,
  enum: value,
  format,
  pattern: format,
  'x-max-depth': format,
  minLength: length,
  maxLength: length,
  minimum: range,
  maximum: range,
  minItems: count,
  maxItems: count,
  maxProperties: count,
  uniqueItems: duplicate,
  propertyNames: key,
}

function unknown(name: string, owner: string, known: Iterable<Attribute>, at: string): Fault {
  const names = [...known].filter(isWritable).map(attribute => attribute.name)
  const meant = name.length > LONGEST_QUOTE ? undefined : nearest(name, names)
  const next = meant === undefined ? `Leave it out; there are: ${names.join(', ')}` : `Did you mean "${meant}"?`
  return admitErrors.fault('attribute.unknown', { attribute: name.slice(0, LONGEST_QUOTE), owner, next }, at)
}

/** A member that is not accepted: one that does not exist, or one that only the system writes. */
function extra(reading: Reading, body: Json, steps: readonly string[], name: string, at: string): Fault {
  const place = placeOf(reading.attributes, body, steps)
  const nested = place?.type.name === 'object' ? place.type.attributes : []
  const known = steps.length === 0 ? [...reading.attributes.values()] : nested
  if (known.some(attribute => attribute.name === name))
    return decideErrors.fault('attribute.read_only', { attribute: name }, at)
  return unknown(name, place === undefined ? reading.owner : place.attribute.name, known, at)
}

/**
 * @returns undefined for an error that another one says better: what is wrong with the name of a map's key comes again as
 *   `propertyNames`
 */
function explain(reading: Reading, body: Json, error: SchemaError): Fault | undefined {
  const { instancePath, keyword, params, propertyName } = error
  const steps = stepsOf(instancePath)
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty'])
    return extra(reading, body, steps, name, instancePath + pointer(name))
  }
  if (keyword === 'required') {
    const attribute = String(params['missingProperty'])
    return missing(reading, attribute, instancePath + pointer(attribute))
  }
  if (propertyName !== undefined && keyword !== 'propertyNames') return undefined
  const place = placeOf(reading.attributes, body, steps)
  if (place === undefined)
    throw new Error(`the schema of ${reading.owner} looks at "${instancePath}", which it has not`)
  return (explanations[keyword] ?? format)(place, error, instancePath)
}

const missing = ({ owner }: Reading, attribute: string, at: string): Fault =>
  decideErrors.fault('attribute.missing', { attribute, kind: owner }, at)

/**
 * One fault for each place that is wrong; the first error of a place is the one that counts. Of a body with more faults
 * than an answer lists only so many are looked at that {@link bounded} can tell.
 */
export function explainAll(reading: Reading, body: Json, errors: readonly SchemaError[]): Fault[] {
  const byPlace = new Map<string, Fault>()
  for (const error of errors) {
    if (byPlace.size > MOST_FAULTS) break
    const fault = explain(reading, body, error)
    if (fault === undefined) continue
    const at = fault.pointer ?? ''
    if (!byPlace.has(at)) byPlace.set(at, fault)
  }
  return [...byPlace.values()]
}
