import type { ReferenceType } from '../ir.ts'
import type { Construct } from './structure.ts'

/** A reference is stored, shown and checked as the key it holds. */
export const reference: Construct<ReferenceType> = types => ({
  column: ({ key }) => types.column(key),
  expression: ({ key }) => types.expression(key),
  jsonSchema: ({ key }, direction) => types.jsonSchema(key, direction),
  typescript: ({ key }) => types.typescript(key),
  phrase: ({ key, to }) => `${types.phrase(key)}, the key of an existing ${to.kind}`,
  canonical: ({ key }, value) => types.canonical(key, value),
  parse: ({ key }, text) => types.parse(key, text),
  example: ({ key }) => types.example(key),
})
