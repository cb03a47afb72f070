/** Values between rows and columns. Booleans are 0 and 1 for databases without a type for them; what has structure is JSON text. */
import type { Json } from '@baryon/kit'
import type { Attribute, Kind, Row, Type } from './ir.ts'
import type { Column } from './types/scalar.ts'
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

export interface CodecColumn {
  readonly name: string
  readonly column: Column
  readonly attribute: Attribute
}

/** Compiled once a kind; nothing in it depends on the dialect. */
export interface RowCodec {
  /** One column an attribute, named like it, in the order of the attributes. */
  readonly columns: readonly CodecColumn[]
  /** Column values in the order of `columns`; what the row does not have is null. */
  encode(row: Row): SqlValue[]
  /** Reads a driver's record by column name, or its values in the order of `columns`. */
  decode(record: Readonly<Record<string, unknown>> | readonly unknown[]): Row
  /**
   * The JSON text of {@link RowCodec.decode} of an array of values, without building the row.
   * @param shown whether the attribute at this index of `columns` is in the text; the default is all
   */
  json(values: readonly unknown[], shown?: readonly boolean[]): string
}

const jsonText: Readonly<Record<Column, (value: unknown) => string>> = {
  text: value => JSON.stringify(value),
  integer: value => String(value),
  real: value => JSON.stringify(Number(value)),
  boolean: value => (Number(value) === 0 ? 'false' : 'true'),
  json: value => value as string,
}

function compile(kind: Kind): RowCodec {
  const columns = kind.attributes.map(attribute => ({
    name: attribute.name,
    column: column(attribute.type),
    attribute,
  }))
  const names = columns.map(one => one.name)
  const encodes = columns.map(one => encoders[one.column])
  const decodes = columns.map(one => decoders[one.column])
  const labels = names.map(name => `${JSON.stringify(name)}:`)
  const texts = columns.map(one => jsonText[one.column])
  return {
    columns,
    encode: row => names.map((name, at) => encodes[at]!(row[name] ?? null)),
    decode(record) {
      const row: Record<string, Json> = {}
      for (let at = 0; at < names.length; at += 1) {
        const name = names[at]!
        row[name] = decodes[at]!(Array.isArray(record) ? record[at] : (record as Record<string, unknown>)[name])
      }
      return row
    },
    json(values, shown) {
      let text = ''
      for (let at = 0; at < labels.length; at += 1) {
        if (shown !== undefined && !shown[at]) continue
        const value = values[at]
        text += `${text === '' ? '{' : ','}${labels[at]!}${absent(value) ? 'null' : texts[at]!(value)}`
      }
      return text === '' ? '{}' : `${text}}`
    },
  }
}

const codecs = new WeakMap<Kind, RowCodec>()

/** @returns the one codec of this kind */
export function rowCodec(kind: Kind): RowCodec {
  let codec = codecs.get(kind)
  if (codec === undefined) {
    codec = compile(kind)
    codecs.set(kind, codec)
  }
  return codec
}
