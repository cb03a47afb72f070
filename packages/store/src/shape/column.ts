import type { Json } from '@baryon/kit'
import { type Attribute, column, columnName, decode as decodeAs, encode, type Type } from '@baryon/model'
import type { SqlValue } from '../driver.ts'
import type { Field } from './field.ts'

/** An attribute and how it is kept. */
export interface Column extends Field {
  readonly attribute: Attribute
  /** Of the attribute, as the API calls it. */
  readonly name: string
  /** Of the column in the table: a stamp's is an internal one. */
  readonly stored: string
  readonly nullable: boolean
  decode(value: SqlValue): Json
  /** Whether what is kept is the value itself. */
  readonly isVerbatim: boolean
}

/** Objects of one transaction have one time: the text of the last one is kept. */
function timeDecoder(): Column['decode'] {
  let known: SqlValue = null
  let text = ''
  return value => {
    if (value === null) return null
    if (value !== known) text = new Date(Number(value)).toISOString()
    known = value
    return text
  }
}

const fromTime = (value: Json): SqlValue => (typeof value === 'string' ? Date.parse(value) : null)
const asIs = (value: SqlValue): SqlValue => value
const fromBoolean = (value: SqlValue): Json => (value === null ? null : value === 1)

/** Most lists and objects are empty. */
function fromJson(value: SqlValue): Json {
  if (value === null) return null
  if (value === '[]') return []
  if (value === '{}') return {}
  return JSON.parse(value as string) as Json
}

/** The commonest columns are decoded without asking the type again for each value. */
function decoder({ type, stamp }: Attribute): Column['decode'] {
  if (stamp === 'created' || stamp === 'updated') return timeDecoder()
  const decoders = { text: asIs, integer: asIs, real: asIs, boolean: fromBoolean, json: fromJson }
  return decoders[column(type)] ?? (value => decodeAs(type, value))
}

const valueAsIs = (value: Json): SqlValue => value as SqlValue
const asNumber = (value: Json): SqlValue => (value === null ? null : Number(value))
const asJson = (value: Json): SqlValue => (value === null ? null : JSON.stringify(value))

/** The same of encoding. */
export function encoder(type: Type): Field['encode'] {
  const encoders = { text: valueAsIs, integer: valueAsIs, real: valueAsIs, boolean: asNumber, json: asJson }
  return encoders[column(type)] ?? (value => encode(type, value))
}

export function toColumn(attribute: Attribute, inKey: boolean): Column {
  const decode = decoder(attribute)
  return {
    attribute,
    name: attribute.name,
    stored: columnName(attribute),
    type: attribute.type,
    nullable: !inKey && attribute.stamp === undefined,
    encode: attribute.stamp === 'created' || attribute.stamp === 'updated' ? fromTime : encoder(attribute.type),
    decode,
    isVerbatim: decode === asIs,
  }
}
