/** Shapes that several parts of the language share. Their `title` is what a fault says to give. */
import type { JsonSchema } from '../../types/scalar.ts'

export const text = (description: string, more: JsonSchema = {}): JsonSchema => ({
  type: 'string',
  description,
  ...more,
})

export const flag = (description: string): JsonSchema => ({ type: 'boolean', description })

export const choice = (description: string, values: readonly (string | number | boolean)[]): JsonSchema => ({
  description,
  enum: values,
})

export const map = (description: string, names: JsonSchema, values: JsonSchema): JsonSchema => ({
  type: 'object',
  description,
  propertyNames: names,
  additionalProperties: values,
})

export const list = (description: string, items: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: 'array',
  description,
  items,
  ...more,
})

export const closed = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema => ({ type: 'object', description, properties, required, additionalProperties: false })

export const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })

/** A name that becomes a name in program code: of an object or a policy rule. */
export const objectName: JsonSchema = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$',
  title: 'a name of letters, digits and _ that starts with a letter',
}

/** Colons are for the names of OpenStack's extensions, such as `router:external`. */
export const attributeName: JsonSchema = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*(:[A-Za-z_][A-Za-z0-9_]*)?$',
  maxLength: 63,
  title: 'a name of letters, digits and _ that starts with a letter, with at most one colon inside',
}

/** A name that becomes a segment of a URL and a word of the command line. */
export const wordName: JsonSchema = {
  type: 'string',
  pattern: '^[A-Za-z][A-Za-z0-9_-]{0,62}$',
  title: 'a name of letters, digits, _ and - that starts with a letter',
}

export const ruleName: JsonSchema = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
  title: 'a name of letters, digits, _, - and . that starts with a letter',
}

const cel: JsonSchema = { type: 'string', minLength: 1, maxLength: 4096 }

export const expression = (description: string): JsonSchema => ({ ...cel, description })

export const policy = (description: string): JsonSchema => ({
  type: 'string',
  maxLength: 4096,
  description,
  examples: ['rule:admin_or_owner', 'role:operator', ''],
})
