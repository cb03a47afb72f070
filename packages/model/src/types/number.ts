import type { ScalarType } from '../ir.ts'
import { inRange, phraseOfRange, rangeSchema } from './range.ts'
import type { Scalar } from './scalar.ts'

const normalise = (value: unknown, type: ScalarType) =>
  typeof value === 'number' && Number.isFinite(value) && inRange(value, type) ? value + 0 : undefined

export const number: Scalar = {
  name: 'number',
  summary: 'A number with a fraction (IEEE 754, 64 bits).',
  facets: { min: { type: 'number' }, max: { type: 'number' } },
  column: 'real',
  widget: 'number',
  expression: 'double',
  placeholder: 'number',
  comparable: true,
  bound: 'number',
  prefix: undefined,
  key: false,
  owner: false,
  jsonSchema: type => ({ type: 'number', ...rangeSchema(type) }),
  typescript: () => 'number',
  phrase: type => phraseOfRange('a number', type),
  normalise,
  parse: (text, type) =>
    /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? normalise(Number(text), type) : undefined,
  example: ({ min, max }) => min ?? (max === undefined || max >= 1.5 ? 1.5 : max),
}
