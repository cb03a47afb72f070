import type { ScalarType } from '../ir.ts'
import type { Scalar } from './scalar.ts'

const member = (value: unknown, { values = [] }: ScalarType) =>
  typeof value === 'string' && values.includes(value) ? value : undefined

export const enumeration: Scalar = {
  name: 'enum',
  summary: 'One of the texts that `values` lists, written exactly so.',
  facets: { values: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, uniqueItems: true } },
  column: 'text',
  widget: 'select',
  expression: 'string',
  placeholder: 'choice',
  comparable: true,
  bound: 'string',
  prefix: text => text,
  key: true,
  owner: false,
  jsonSchema: ({ values = [] }) => ({ type: 'string', enum: values }),
  typescript: ({ values = [] }) => values.map(value => JSON.stringify(value)).join(' | ') || 'never',
  phrase: ({ values = [] }) => `one of ${values.map(value => `"${value}"`).join(', ')}`,
  normalise: member,
  parse: member,
  example: ({ values = [] }) => values[0] ?? '',
}
