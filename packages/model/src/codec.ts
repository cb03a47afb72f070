/** Values into columns and out of them. Booleans are 0 and 1 for databases without a type for them; what has structure is JSON text. */
import type { Json } from '@baryon/kit'
import type { ScalarType, Type } from './ir.ts'
import type { Column, Scalar } from './types/scalar.ts'
import { scalars } from './types/scalars.ts'
import { column } from './types/type.ts'

/** What a driver takes and gives. */
export type SqlValue = string | number | null

type Encode = (value: Json) => SqlValue
type Decode = (value: unknown) => Json

const asIs = (value: Json): SqlValue => value as SqlValue

const encoders: Readonly<Record<Column, Encode>> = {
  text: asIs,
  integer: asIs,
  real: asIs,
  boolean: value => (value === null ? null : Number(value)),
  json: value => (value === null ? null : JSON.stringify(value)),
}

const absent = (value: unknown): value is null | undefined => value === null || value === undefined
const asNumber: Decode = value => (absent(value) ? null : typeof value === 'number' ? value : Number(value))

const decoders: Readonly<Record<Column, Decode>> = {
  text: value => (absent(value) ? null : (value as string)),
  integer: asNumber,
  real: asNumber,
  boolean: value => (absent(value) ? null : Boolean(Number(value))),
  json: value => (absent(value) ? null : (JSON.parse(value as string) as Json)),
}

/** A value in its column. */
export const encode = (type: Type, value: Json): SqlValue => encoders[column(type)](value)

/** A column's value as the API shows it. Drivers may give integers as bigint. */
export const decode = (type: Type, value: unknown): Json => decoders[column(type)](value)

function orderedOf(type: Type): Scalar['ordered'] {
  const scalar = type.name === 'reference' ? type.key : type
  return Object.hasOwn(scalars, scalar.name) ? scalars[(scalar as ScalarType).name].ordered : undefined
}

/** How the values of a type are kept where databases are to have them in order. */
export interface OrderedCodec {
  encode(value: Json): SqlValue
  decode(value: SqlValue): Json
  /** Whether it is that of all other columns: values in their order are kept as they are. */
  readonly plain: boolean
}

/** The codec of columns that are in the order of the values: addresses by number, numbers by size, text by code points. */
export function orderedCodec(type: Type): OrderedCodec {
  const ordered = orderedOf(type)
  if (ordered === undefined)
    return {
      encode: value => encode(type, value),
      decode: value => decode(type, value),
      plain: true,
    }
  return {
    encode: value => (typeof value === 'string' ? ordered.key(value) : null),
    decode: value => (typeof value === 'string' ? ordered.value(value) : null),
    plain: false,
  }
}
