import type { ScalarType } from '../ir.ts'
import { patternOf } from './pattern.ts'
import { sampleOf } from './sample.ts'
import type { JsonSchema } from './scalar.ts'
import { isText, textScalar } from './text.ts'

/** Whether the text has this many characters; counts code points only where that can change the answer. */
function hasLength(text: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: ScalarType): boolean {
  if (text.length < minLength || text.length > 2 * maxLength) return false
  if (text.length <= maxLength && text.length >= 2 * minLength) return true
  let characters = 0
  for (const _ of text) characters += 1
  return characters >= minLength && characters <= maxLength
}

function schema({ minLength, maxLength, pattern }: ScalarType): JsonSchema {
  return {
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

export const string = textScalar({
  name: 'string',
  summary: 'Text. Its length is counted in characters (Unicode code points); the NUL character is not allowed.',
  placeholder: 'text',
  bound: 'string',
  owner: true,
  facets: {
    minLength: { type: 'integer', minimum: 0 },
    maxLength: { type: 'integer', minimum: 1 },
    pattern: { type: 'string', format: 'regex' },
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
