/** Schemas of JSON merge patches (RFC 7396): objects and maps are given in part, and null takes a member away. */
import type { Attribute, Type } from '../ir.ts'
import { orNull, withAttribute } from './attribute.ts'
import type { JsonSchema } from './scalar.ts'
import { jsonSchema } from './type.ts'

/** What a patch may hold in the place of a value of this type. */
function partial(type: Type): JsonSchema {
  if (type.name === 'object') return patchSchema(type.attributes, partialMember)
  if (type.name !== 'map') return jsonSchema(type)
  return {
    type: 'object',
    propertyNames: { type: 'string', format: 'text' },
    additionalProperties: orNull(partial(type.values)),
  }
}

/** A member of a nested object: null takes it away, so that it gets its default. */
const partialMember = (attribute: Attribute): JsonSchema =>
  withAttribute(partial(attribute.type), { ...attribute, nullable: true }, 'input')

/** An attribute of the object itself: null only where null is a value of it. */
const partialAttribute = (attribute: Attribute): JsonSchema =>
  withAttribute(partial(attribute.type), attribute, 'input')

/** The schema of a patch. What it makes of the object is checked again after merging. */
export function patchSchema(attributes: readonly Attribute[], of = partialAttribute): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(attributes.map(attribute => [attribute.name, of(attribute)])),
    additionalProperties: false,
  }
}
