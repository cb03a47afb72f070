/** Types as a whole. Each construct has its own file; here is the one place that picks it. */
import { failure, type Json, type Result, success } from '@baryon/kit'
import { modelErrors } from '../errors.ts'
import type { Attribute, ListType, MapType, ObjectType, ReferenceType, ScalarName, ScalarType, Type } from '../ir.ts'
import { isUnset } from './attribute.ts'
import { list } from './list.ts'
import { map } from './map.ts'
import { object } from './object.ts'
import { reference } from './reference.ts'
import type { Column, ExpressionType, JsonSchema, Scalar } from './scalar.ts'
import { scalars } from './scalars.ts'
import type { Direction, Structure } from './structure.ts'

const structureOf = (scalar: Scalar): Structure<ScalarType> => ({
  column: () => scalar.column,
  expression: () => scalar.expression,
  jsonSchema: type => scalar.jsonSchema(type),
  typescript: type => scalar.typescript(type),
  phrase: type => scalar.phrase(type),
  canonical: (type, value) => scalar.normalise(value, type),
  parse: (type, text) => scalar.parse(text, type),
  example: type => scalar.example(type),
})

type Table = Readonly<Record<ScalarName, Structure<ScalarType>>> & {
  readonly list: Structure<ListType>
  readonly map: Structure<MapType>
  readonly object: Structure<ObjectType>
  readonly reference: Structure<ReferenceType>
}

/** Every type, whichever it is. */
const types: Structure = {
  column: type => of(type).column(type),
  expression: type => of(type).expression(type),
  jsonSchema: (type, direction) => of(type).jsonSchema(type, direction),
  typescript: type => of(type).typescript(type),
  phrase: type => of(type).phrase(type),
  canonical: (type, value) => of(type).canonical(type, value),
  parse: (type, text) => of(type).parse(type, text),
  example: type => of(type).example(type),
}

const table: Table = {
  ...(Object.fromEntries(Object.values(scalars).map(scalar => [scalar.name, structureOf(scalar)])) as Record<
    ScalarName,
    Structure<ScalarType>
  >),
  list: list(types),
  map: map(types),
  object: object(types),
  reference: reference(types),
}

const of = <T extends Type>(type: T) => table[type.name] as Structure<T>

/** The kind of column its values are stored in. */
export const column = (type: Type): Column => types.column(type)

/** The type of its values in a CEL expression. */
export const expressionType = (type: Type): ExpressionType | 'list' | 'map' => types.expression(type)

/** JSON Schema (draft 2020-12) of its values without null. */
export const jsonSchema = (type: Type, direction: Direction = 'input'): JsonSchema => types.jsonSchema(type, direction)

/** The TypeScript type of its values without null. */
export const typescript = (type: Type): string => types.typescript(type)

/** What is expected, to stand after "Give": `a MAC address`. */
export const phrase = (type: Type): string => types.phrase(type)

/** A value of this type. */
export const example = (type: Type): Json => types.example(type)

/** The one canonical spelling of a value that is not null, or undefined when it is not of this type. */
export const canonical = (type: Type, value: Json): Json | undefined => types.canonical(type, value)

/** The canonical spelling of a value that passed its schema; null, and what is not of this type, stay as they are. */
export function normalise(type: Type, value: Json): Json {
  return value === null ? null : (canonical(type, value) ?? value)
}

/** Like {@link normalise}; the empty string becomes null where the attribute says so. */
export function normaliseAttribute(attribute: Attribute, value: Json): Json {
  return isUnset(attribute, value) ? null : normalise(attribute.type, value)
}

/** Like {@link parseText}, with undefined in the place of a fault. */
export const parse = (type: Type, text: string): Json | undefined => types.parse(type, text)

const SHOWN = 100

/**
 * Reads a value from text, as a command line or a query parameter gives it. Lists may be written with commas, maps as `key=value`.
 * @returns the canonical value, or the fault `value.malformed`
 */
export function parseText(type: Type, text: string): Result<Json> {
  const value = parse(type, text)
  if (value !== undefined) return success(value)
  return failure(
    modelErrors.fault('value.malformed', {
      expected: phrase(type),
      value: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text,
      type: type.name,
      example: JSON.stringify(example(type)),
    }),
  )
}
