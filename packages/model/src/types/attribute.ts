/** What an attribute adds to its type: whether it has to be given, and what null and the empty string mean. */
import type { Json } from '@baryon/kit'
import type { Attribute } from '../ir.ts'
import type { JsonSchema } from './scalar.ts'
import type { Direction } from './structure.ts'

/** Whether a client has to give it when the object is made. */
export const isRequired = (attribute: Attribute): boolean => attribute.required && attribute.default === undefined

/** Whether a row of the store has it: what is derived is worked out by the behaviour of the kind. */
export const isStored = (attribute: Attribute): boolean => attribute.derived === undefined

/** Whether an answer may have it. */
export const isShown = (attribute: Attribute): boolean => !attribute.writeOnly && attribute.internal === undefined

/** Whether a client may write it at all. */
export const isWritable = (attribute: Attribute): boolean =>
  attribute.internal === undefined &&
  !attribute.readOnly &&
  attribute.computed === undefined &&
  attribute.stamp === undefined

/** Whether this value of it means that it has none. */
export const isUnset = (attribute: Attribute, value: Json): boolean =>
  value === null || (value === '' && attribute.emptyIsNull)

/** Whether an answer may show null for it. */
export const isShownAsNull = (attribute: Attribute): boolean =>
  attribute.nullable || (!attribute.required && attribute.default === undefined && attribute.stamp === undefined)

/** The same schema, which has a `type`, with null as one more value. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema
  return {
    ...schema,
    type: [...(Array.isArray(type) ? type : [type!]), 'null'],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  }
}

const notes = (attribute: Attribute, direction: Direction): JsonSchema => ({
  ...(attribute.description === '' ? {} : { description: attribute.description }),
  ...(direction === 'input' && attribute.default !== undefined ? { default: attribute.default } : {}),
  ...(attribute.deprecated === undefined ? {} : { deprecated: true }),
  ...(direction === 'output' && !isWritable(attribute) ? { readOnly: true } : {}),
  ...(attribute.writeOnly ? { writeOnly: true } : {}),
})

/** The schema of an attribute's value in a body, from that of its type. */
export function withAttribute(plain: JsonSchema, attribute: Attribute, direction: Direction): JsonSchema {
  const nullable = direction === 'output' ? isShownAsNull(attribute) : attribute.nullable
  const schema = nullable ? orNull(plain) : plain
  const emptied = direction === 'input' && attribute.emptyIsNull
  return { ...(emptied ? { anyOf: [schema, { const: '' }] } : schema), ...notes(attribute, direction) }
}
