/** The JSON Schemas of request and answer bodies, made from the model. OpenAPI shows the same ones that requests are checked by. */
import type { Action, Attribute, Kind } from './ir.ts'
import { isRequired, isShown, isShownAsNull, isWritable, withAttribute } from './types/attribute.ts'
import { patchSchema } from './types/patch.ts'
import type { JsonSchema } from './types/scalar.ts'
import type { Direction } from './types/structure.ts'
import { jsonSchema } from './types/type.ts'

/** `update` is of PUT, where what is left out keeps its value; `patch` is a JSON merge patch (RFC 7396). */
export type BodyMode = 'create' | 'update' | 'patch' | 'answer'

/** The schema of an attribute's value in a body. */
export const attributeSchema = (attribute: Attribute, direction: Direction): JsonSchema =>
  withAttribute(jsonSchema(attribute.type, direction), attribute, direction)

function bodyOf(attributes: readonly Attribute[], direction: Direction, required: readonly string[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(attributes.map(one => [one.name, attributeSchema(one, direction)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  }
}

const namesOf = (attributes: readonly Attribute[]) => attributes.map(attribute => attribute.name)

/** A key that is not made up has to be given. */
function requiredAtCreation(kind: Kind, attribute: Attribute): boolean {
  if (kind.generatedKey && kind.key.includes(attribute.name)) return false
  return isRequired(attribute) || kind.key.includes(attribute.name)
}

/** A stored object has its whole key, whoever gave it. */
const asStored = (kind: Kind, attribute: Attribute): Attribute =>
  kind.key.includes(attribute.name) ? { ...attribute, required: true, nullable: false } : attribute

/**
 * Whether an answer may lack an attribute that is answered: not everybody may read it, or a behaviour that has no value of it
 * leaves it out.
 */
export const mayLack = (kind: Kind, attribute: Attribute): boolean =>
  attribute.policies.read !== undefined ||
  (isShownAsNull(attribute) && !kind.key.includes(attribute.name) && (attribute.derived ?? kind.virtual ?? false))

/** An answer has every attribute but those that are never answered, and those that it {@link mayLack}. */
function answerSchema(kind: Kind): JsonSchema {
  const shown = kind.attributes.filter(isShown).map(one => asStored(kind, one))
  return bodyOf(shown, 'output', namesOf(shown.filter(attribute => !mayLack(kind, attribute))))
}

/** The schema of a body. Unknown attributes, and in requests those that a client may not write, are refused. */
export function bodySchema(kind: Kind, mode: BodyMode): JsonSchema {
  if (mode === 'answer') return answerSchema(kind)
  const writable = kind.attributes.filter(isWritable)
  if (mode === 'patch') return patchSchema(writable)
  const required = mode === 'create' ? writable.filter(attribute => requiredAtCreation(kind, attribute)) : []
  return bodyOf(writable, 'input', namesOf(required))
}

/** The schema of an action's body. */
export function inputSchema(action: Action): JsonSchema {
  return bodyOf(action.input, 'input', namesOf(action.input.filter(isRequired)))
}
