/** Values into expressions and out of them: there, whole numbers are BigInt and numbers with a fraction are JS numbers. */
import type { Json } from '@baryon/kit'
import type { Type } from '../ir.ts'
import { isPlainObject } from '../types/json.ts'
import { expressionType } from '../types/type.ts'

/** Turns one value that is not null; undefined in the place of a converter means that values stay as they are. */
type Convert = (value: Json) => unknown

const each = (convert: Convert) => (value: Json) => (value === null ? null : convert(value))

const integer: Convert = value => (Number.isSafeInteger(value) ? BigInt(value as number) : value)

/** A value whose type nobody knows: numbers without a fraction are whole numbers. */
export const untyped: Convert = value => {
  if (typeof value === 'number') return integer(value)
  if (Array.isArray(value)) return value.map(each(untyped))
  return isPlainObject(value) ? members(value, () => untyped) : value
}

const members = (value: { readonly [key: string]: Json }, of: (name: string) => Convert | undefined) =>
  Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, member === null ? null : (of(name) ?? (one => one))(member)]),
  )

/** @returns undefined when values of the type stay as they are */
export function converterOf(type: Type): Convert | undefined {
  const expression = expressionType(type)
  if (expression === 'int') return integer
  if (expression === 'dyn') return untyped
  if (type.name === 'list') {
    const convert = converterOf(type.items)
    return convert && (value => (Array.isArray(value) ? value.map(each(convert)) : value))
  }
  if (type.name === 'map') {
    const convert = converterOf(type.values)
    return convert && (value => (isPlainObject(value) ? members(value, () => convert) : value))
  }
  if (type.name !== 'object') return undefined
  const converters = new Map(type.attributes.map(one => [one.name, converterOf(one.type)]))
  if ([...converters.values()].every(convert => convert === undefined)) return undefined
  return value => (isPlainObject(value) ? members(value, name => converters.get(name)) : value)
}

/** @throws Error when a result has no JSON, such as an infinite number or a duration */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value)
  if (typeof value === 'bigint') throw new Error(`${value} is beyond 2^53-1`)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), toJson(one)]))
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toJson(one)]))
  }
  throw new Error(`${typeof value === 'number' ? value : `a ${value?.constructor?.name ?? typeof value}`} is not JSON`)
}
