/** Example texts for strings with a length or a pattern. */
import type { ScalarType } from '../ir.ts'
import { patternOf } from './pattern.ts'
import { sampleOfPattern } from './sample-pattern.ts'

const LETTERS = 'example'

const fits = (text: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern }: ScalarType): boolean =>
  text.length >= minLength && text.length <= maxLength && (pattern === undefined || patternOf(pattern).test(text))

/** A text of that type. Of a pattern that is beyond it (lookarounds, back references, opposing lengths) it may answer one that is not. */
export function sampleOf(type: ScalarType): string {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = type
  const plain = LETTERS.slice(0, Math.min(LETTERS.length, maxLength)).padEnd(minLength, LETTERS)
  if (pattern === undefined || fits(plain, type)) return plain
  for (let repeats = 0; repeats <= Math.max(8, minLength); repeats += 1) {
    const sample = sampleOfPattern(pattern, repeats)
    if (fits(sample, type)) return sample
  }
  return plain
}
