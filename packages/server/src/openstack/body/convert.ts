/**
 * What OpenStack makes of a value before it is checked: `"True"` is true, `"7"` is 7, a MAC address is written in lower case.
 * Then it is checked, and refused in OpenStack's words.
 */
import { type Fault, type Json, Refusal } from '@baryon/kit'
import {
  type Attribute,
  canonical,
  type ListType,
  type MapType,
  type ObjectType,
  phrase,
  type ScalarName,
  type ScalarType,
  sameJson,
  scalars,
  type Type,
} from '@baryon/model'
import { openstackErrors } from '../errors.ts'
import { str } from './python.ts'

/** A value that was taken, or why it was not: `input` is a failed conversion, `value` a failed check. */
export type Converted = { readonly value: Json } | { readonly input: string } | { readonly reason: string }

const text = (value: Json): Json | undefined => (typeof value === 'string' ? value : undefined)

function toBoolean(value: Json): Converted {
  if (typeof value === 'boolean') return { value }
  const read = scalars.boolean.parse(str(value).trim(), { name: 'boolean' })
  return read === undefined ? { input: `'${str(value)}' cannot be converted to boolean` } : { value: read }
}

function bounded(value: number, { min, max }: ScalarType): Converted {
  if (min !== undefined && value < min) return { reason: `'${value}' is too small - must be at least '${min}'` }
  if (max !== undefined && value > max) return { reason: `'${value}' is too large - must be no larger than '${max}'` }
  // There is one zero.
  return { value: value + 0 }
}

const digits = /^\s*[+-]?\d{1,16}\s*$/

function toInteger(value: Json, type: ScalarType): Converted {
  const number = typeof value === 'number' ? Math.trunc(value) : typeof value === 'boolean' ? Number(value) : undefined
  const read = number ?? (typeof value === 'string' && digits.test(value) ? Number(value) : undefined)
  if (read === undefined || !Number.isSafeInteger(read)) return { input: `'${str(value)}' is not an integer` }
  return bounded(read, type)
}

function toNumber(value: Json, type: ScalarType): Converted {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof read !== 'number' || !Number.isFinite(read)) return { input: `'${str(value)}' must be a decimal` }
  return bounded(read, type)
}

function toText(value: Json, type: ScalarType): Converted {
  if (type.numbers && Number.isSafeInteger(value)) return toText(String(value), type)
  if (typeof value !== 'string') return { reason: `'${str(value)}' is not a valid string` }
  const { maxLength, minLength = 0 } = type
  const length = [...value].length
  if (maxLength !== undefined && length > maxLength)
    return { reason: `'${value}' exceeds maximum length of ${maxLength}` }
  if (length < minLength) return { reason: `'${value}' Blank strings are not permitted` }
  const checked = canonical(type, value)
  return checked === undefined ? { reason: `'${value}' is not a valid input` } : { value: checked }
}

/** A scalar whose canonical form is all there is to check. */
const named =
  (what: string) =>
  (value: Json, type: ScalarType): Converted => {
    const given = text(value)
    const checked = given === undefined ? undefined : canonical(type, given)
    return checked === undefined ? { reason: `'${str(value)}' is not ${what}` } : { value: checked }
  }

/** A key that is only looked up: one that cannot be is no object's. */
const toLookUp = (value: string, type: ScalarType): Converted => ({ value: canonical(type, value) ?? value })

const toBlock = (value: Json, type: ScalarType): Converted => {
  const checked = typeof value === 'string' ? canonical(type, value) : undefined
  return checked === undefined ? { input: `${str(value)} is not in a CIDR format` } : { value: checked }
}

const toChoice = (value: Json, type: ScalarType): Converted =>
  typeof value === 'string' && type.values?.includes(value)
    ? { value }
    : { reason: `${str(value)} is not in valid_values` }

const anything = (value: Json, type: ScalarType): Converted => {
  const checked = canonical(type, value)
  return checked === undefined ? { reason: `'${str(value)}' is not a valid input` } : { value: checked }
}

const scalarConverters: Readonly<Record<ScalarName, (value: Json, type: ScalarType) => Converted>> = {
  boolean: toBoolean,
  integer: toInteger,
  number: toNumber,
  string: toText,
  uuid: named('a valid UUID'),
  mac: named('a valid MAC address'),
  ip: named('a valid IP address'),
  cidr: toBlock,
  enum: toChoice,
  fqdn: named('a valid FQDN'),
  uri: named('a valid URI'),
  email: named('a valid email address'),
  datetime: named('a valid time'),
  json: anything,
  'json-text': anything,
}

/** `fixed_ips` → `fixed IP`. */
const itemWords = (list: string): string =>
  list
    .replace(/^.*:/, '')
    .replaceAll('_', ' ')
    .replace(/s$/, '')
    .replace(/\bip\b/g, 'IP')

function firstRepeated(items: readonly Json[]): Json | undefined {
  return items.find((item, index) => items.findIndex(other => sameJson(item, other)) !== index)
}

function toList(value: Json, type: ListType, name: string): Converted {
  if (value === null) return { value: [] }
  if (!Array.isArray(value))
    return {
      reason:
        type.items.name === 'object'
          ? `Invalid data format for ${itemWords(name)}: '${str(value)}'`
          : `'${str(value)}' is not a list`,
    }
  const items: Json[] = []
  for (const item of value as readonly Json[]) {
    const converted =
      type.items.name === 'object' ? toItem(item, type.items, name) : convertType(item, type.items, name)
    if (!('value' in converted)) return converted
    items.push(converted.value)
  }
  const { uniqueItems, maxItems, minItems = 0 } = type
  const repeated = uniqueItems && items.length < 1000 ? firstRepeated(items) : undefined
  if (repeated !== undefined) return { reason: `Duplicate items in the list: '${str(repeated)}'` }
  if (items.length < minItems) return { reason: 'List should not be empty' }
  if (maxItems !== undefined && items.length > maxItems)
    return { reason: `'${items.length}' is too large - must be no larger than '${maxItems}'` }
  return { value: items }
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const pythonSet = (names: readonly string[]): string => `{${names.map(name => `'${name}'`).join(', ')}}`

/** An object in a list. Where nothing of it has to be there, what it has beside its members means nothing. */
function toItem(value: Json, type: ObjectType, name: string): Converted {
  if (!isObject(value)) return { reason: `Invalid data format for ${itemWords(name)}: '${str(value)}'` }
  const required = type.attributes.filter(one => one.required && one.default === undefined)
  const missing = required.some(one => !Object.hasOwn(value, one.name))
  const known = new Set(type.attributes.map(one => one.name))
  const unknown = Object.keys(value).filter(key => !known.has(key))
  if (missing || (unknown.length > 0 && required.length > 0)) {
    const expected = pythonSet(required.length === known.size ? [...known] : required.map(one => one.name))
    const given = pythonSet(Object.keys(value))
    return { reason: `Validation of dictionary's keys failed. Expected keys: ${expected} Provided keys: ${given}` }
  }
  return members(value, type)
}

function toObject(value: Json, type: ObjectType): Converted {
  if (!isObject(value)) return { reason: `'${str(value)}' is not a dictionary` }
  const required = type.attributes.filter(one => one.required && one.default === undefined)
  if (required.some(one => !Object.hasOwn(value, one.name))) {
    const expected = pythonSet(required.map(one => one.name))
    const given = pythonSet(Object.keys(value))
    return { reason: `Validation of dictionary's keys failed. Expected keys: ${expected} Provided keys: ${given}` }
  }
  const unknown = Object.keys(value).filter(key => !type.attributes.some(one => one.name === key))
  if (unknown.length > 0) return { reason: `Unexpected keys supplied: ${unknown.join(', ')}` }
  return members(value, type)
}

function members(value: { readonly [key: string]: Json }, type: ObjectType): Converted {
  const made: Record<string, Json> = {}
  for (const attribute of type.attributes) {
    const given = value[attribute.name]
    if (given === undefined || !Object.hasOwn(value, attribute.name)) {
      if (attribute.default !== undefined) made[attribute.name] = attribute.default
      continue
    }
    const converted = convertValue(attribute, given)
    if (!('value' in converted)) return converted
    made[attribute.name] = converted.value
  }
  return { value: made }
}

function toMap(value: Json, type: MapType, name: string): Converted {
  if (value === null) return { value: {} }
  if (!isObject(value)) return { reason: `'${str(value)}' is not a dictionary` }
  const made: Record<string, Json> = {}
  for (const [key, item] of Object.entries(value)) {
    const converted = convertType(item, type.values, name)
    if (!('value' in converted)) return converted
    made[key] = converted.value
  }
  const checked = canonical(type, made)
  return checked === undefined ? { reason: `'${str(value)}' is not a valid input` } : { value: checked }
}

function convertType(value: Json, type: Type, name: string): Converted {
  switch (type.name) {
    case 'list':
      return toList(value, type, name)
    case 'map':
      return toMap(value, type, name)
    case 'object':
      return toObject(value, type)
    case 'reference':
      return type.lenient && typeof value === 'string'
        ? toLookUp(value, type.key)
        : scalarConverters[type.key.name](value, type.key)
    default:
      return scalarConverters[type.name](value, type)
  }
}

/** A value of an attribute. Null is one where the model says so, and otherwise what its type makes of it. */
export function convertValue(attribute: Attribute, value: Json): Converted {
  const { type, nullable, emptyIsNull, name } = attribute
  if (value === null && (nullable || type.name === 'json')) return { value: null }
  if (value === '' && emptyIsNull) return { value: null }
  return convertType(value, type, name)
}

/** Why a value was not taken, as the fault that says so. */
export function refusalOf(attribute: Attribute, refused: Exclude<Converted, { value: Json }>): Fault {
  const expected = phrase(attribute.type)
  if ('input' in refused) return openstackErrors.fault('openstack.input', { reason: refused.input, expected })
  const values = { attribute: attribute.name, reason: refused.reason, expected }
  return openstackErrors.fault('openstack.attribute', values)
}

/**
 * A value of an attribute in its canonical form.
 * @throws Refusal `openstack.input`, `openstack.attribute`
 */
export function taken(attribute: Attribute, value: Json): Json {
  const converted = convertValue(attribute, value)
  if ('value' in converted) return converted.value
  throw new Refusal(refusalOf(attribute, converted))
}
