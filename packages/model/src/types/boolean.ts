import type { Scalar } from './scalar.ts'

/** The words that Gluon's clients and OpenStack's tools write. */
const words = new Map<string, boolean>([
  ...['true', 'yes', 'on', '1', 't', 'y'].map(word => [word, true] as const),
  ...['false', 'no', 'off', '0', 'f', 'n'].map(word => [word, false] as const),
])

export const boolean: Scalar = {
  name: 'boolean',
  summary: 'True or false.',
  facets: {},
  column: 'boolean',
  widget: 'checkbox',
  expression: 'bool',
  placeholder: 'true|false',
  comparable: true,
  bound: undefined,
  prefix: undefined,
  key: false,
  owner: false,
  jsonSchema: () => ({ type: 'boolean' }),
  typescript: () => 'boolean',
  phrase: () => 'true or false',
  normalise: value => (typeof value === 'boolean' ? value : undefined),
  parse: text => words.get(text.toLowerCase()),
  example: () => true,
}
