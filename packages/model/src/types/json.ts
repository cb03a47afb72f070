import type { Json } from '@baryon/kit'
import type { Scalar } from './scalar.ts'

/** Values nest no deeper than this, so that nothing that walks them runs out of stack. */
export const MAX_DEPTH = 64

export const isPlainObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether lists and objects nest at most `depth` levels, and every number is finite. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  return Array.isArray(value)
    ? value.every(item => isShallow(item, depth - 1))
    : Object.values(value).every(item => isShallow(item, depth - 1))
}

/** @returns undefined when the text is not JSON, nests too deep, or is null */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value !== null && isShallow(value, MAX_DEPTH) ? value : undefined
  } catch {
    return undefined
  }
}

export const json: Scalar = {
  name: 'json',
  summary: `Any JSON value, nested at most ${MAX_DEPTH} levels deep. What is inside is neither checked nor searched.`,
  facets: {},
  column: 'json',
  widget: 'textarea',
  expression: 'dyn',
  placeholder: 'json|@file',
  comparable: false,
  bound: undefined,
  prefix: undefined,
  key: false,
  owner: false,
  jsonSchema: () => ({ type: ['object', 'array', 'string', 'number', 'boolean'], 'x-max-depth': MAX_DEPTH }),
  typescript: () => 'unknown',
  phrase: () => `JSON, nested at most ${MAX_DEPTH} levels deep`,
  normalise: value => (value !== null && isShallow(value, MAX_DEPTH) ? value : undefined),
  parse: parseJson,
  example: () => ({ key: 'value' }),
}
