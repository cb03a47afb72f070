import type { ScalarType } from '../ir.ts'
import { patternOf } from './pattern.ts'
import { sampleOf } from './sample.ts'
import type { JsonSchema, Scalar } from './scalar.ts'
import { isText, textScalar } from './text.ts'

/** Whether the text has this many characters; counts code points only where that can change the answer. */
function hasLength(text: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: ScalarType): boolean {
  if (text.length < minLength || text.length > 2 * maxLength) return false
  if (text.length <= maxLength && text.length >= 2 * minLength) return true
  let characters = 0
  for (const _ of text) characters += 1
  return characters >= minLength && characters <= maxLength
}

/** Whole numbers whose text is of that length. */
const numbersUpTo = (length = 17): JsonSchema => ({
  type: ['string', 'integer'],
  minimum: Math.max(1 - 10 ** (length - 1), Number.MIN_SAFE_INTEGER),
  maximum: Math.min(10 ** length - 1, Number.MAX_SAFE_INTEGER),
})

function schema({ minLength, maxLength, pattern, numbers }: ScalarType): JsonSchema {
  return {
    ...(numbers ? numbersUpTo(maxLength) : {}),
    format: 'text',
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
  }
}

function phrase({ minLength, maxLength, pattern }: ScalarType): string {
  const least = minLength === undefined ? '' : `at least ${minLength}`
  const most = maxLength === undefined ? '' : `at most ${maxLength}`
  const length = [least, most].filter(part => part !== '').join(' and ')
  return ['text', length && `of ${length} characters`, pattern && `that matches ${pattern}`].filter(Boolean).join(' ')
}

const text = textScalar({
  name: 'string',
  summary: 'Text. Its length is counted in characters (Unicode code points); the NUL character is not allowed.',
  placeholder: 'text',
  bound: 'string',
  owner: true,
  facets: {
    minLength: { type: 'integer', minimum: 0 },
    maxLength: { type: 'integer', minimum: 1 },
    pattern: { type: 'string', format: 'regex' },
    numbers: { type: 'boolean' },
  },
  formats: { text: isText },
  schema,
  phrase,
  canonical: (text, type) =>
    isText(text) && hasLength(text, type) && (type.pattern === undefined || patternOf(type.pattern).test(text))
      ? text
      : undefined,
  example: sampleOf,
})

export const string: Scalar = {
  ...text,
  normalise: (value, type) => text.normalise(type.numbers && Number.isSafeInteger(value) ? String(value) : value, type),
}
