import type { ScalarType } from '../ir.ts'
import { inRange, phraseOfRange, rangeSchema } from './range.ts'
import type { Scalar } from './scalar.ts'

const MOST = Number.MAX_SAFE_INTEGER

const normalise = (value: unknown, type: ScalarType) =>
  typeof value === 'number' && Number.isSafeInteger(value) && inRange(value, type) ? value + 0 : undefined

export const integer: Scalar = {
  name: 'integer',
  summary: 'A whole number within ±(2^53-1), which JSON carries without loss.',
  facets: {
    min: { type: 'integer', minimum: -MOST, maximum: MOST },
    max: { type: 'integer', minimum: -MOST, maximum: MOST },
    text: { type: 'boolean' },
  },
  column: 'integer',
  widget: 'number',
  expression: 'int',
  placeholder: 'integer',
  comparable: true,
  bound: 'integer',
  prefix: undefined,
  key: true,
  owner: false,
  jsonSchema: ({ min = -MOST, max = MOST }) => ({ type: 'integer', ...rangeSchema({ min, max }) }),
  typescript: () => 'number',
  phrase: type => phraseOfRange('a whole number', type),
  normalise,
  parse: (text, type) => (/^[+-]?\d{1,16}$/.test(text) ? normalise(Number(text), type) : undefined),
  example: ({ min, max }) => min ?? (max === undefined || max >= 1 ? 1 : max),
}
