import type { Json } from '@baryon/kit'
import type { Attribute, ObjectType } from '../ir.ts'
import { isRequired, isShownAsNull, isUnset, withAttribute } from './attribute.ts'
import { isPlainObject, parseJson } from './json.ts'
import type { Construct, Structure } from './structure.ts'

/** The value of one nested attribute: what was given, or its default, or null. @returns undefined when that is not allowed */
function nested(types: Structure, attribute: Attribute, given: Json | undefined): Json | undefined {
  if (given === undefined) return isRequired(attribute) ? undefined : (attribute.default ?? null)
  if (given === null) return attribute.nullable ? null : undefined
  return isUnset(attribute, given) ? null : types.canonical(attribute.type, given)
}

/** Every attribute is there afterwards: an object has the same shape whoever wrote it. */
function canonicalObject(types: Structure, { attributes }: ObjectType, value: Json): Json | undefined {
  if (!isPlainObject(value)) return undefined
  const answer: [string, Json][] = []
  let given = 0
  for (const attribute of attributes) {
    const own = Object.hasOwn(value, attribute.name)
    const one = nested(types, attribute, own ? value[attribute.name] : undefined)
    if (one === undefined) return undefined
    if (own) given += 1
    answer.push([attribute.name, one])
  }
  return given === Object.keys(value).length ? Object.fromEntries(answer) : undefined
}

export const object: Construct<ObjectType> = types => {
  const member = (attribute: Attribute): string =>
    `readonly ${JSON.stringify(attribute.name)}: ${types.typescript(attribute.type)}${isShownAsNull(attribute) ? ' | null' : ''}`
  return {
    column: () => 'json',
    expression: () => 'map',
    jsonSchema: ({ attributes }, direction) => ({
      type: 'object',
      properties: Object.fromEntries(
        attributes.map(one => [one.name, withAttribute(types.jsonSchema(one.type, direction), one, direction)]),
      ),
      required: attributes.filter(one => direction === 'output' || isRequired(one)).map(one => one.name),
      additionalProperties: false,
    }),
    typescript: ({ attributes }) => `{ ${attributes.map(member).join('; ')} }`,
    phrase: ({ attributes }) => `an object with ${attributes.map(one => one.name).join(', ')}`,
    canonical: (type, value) => canonicalObject(types, type, value),
    parse: (type, text) => canonicalObject(types, type, parseJson(text) ?? null),
    example: ({ attributes }) => Object.fromEntries(attributes.map(one => [one.name, types.example(one.type)])),
  }
}
