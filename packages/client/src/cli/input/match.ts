import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'

const text = (value: Json | undefined): string => (value === null || value === undefined ? '' : String(value))

const ordered = (value: Json | undefined, bound: string): number => {
  if (typeof value === 'number') return value - Number(bound)
  const own = text(value)
  return own < bound ? -1 : own > bound ? 1 : 0
}

const isSet = (value: Json | undefined): boolean => value !== null && value !== undefined

/** Whether a value is as one parameter of a list wants it; all its repetitions at once. */
const tests: Readonly<Record<string, (value: Json | undefined, wanted: readonly string[]) => boolean>> = {
  '': (value, wanted) => isSet(value) && wanted.includes(text(value)),
  in: (value, wanted) => isSet(value) && wanted.flatMap(one => one.split(',')).includes(text(value)),
  not: (value, wanted) => !wanted.includes(text(value)),
  prefix: (value, wanted) => isSet(value) && wanted.some(one => text(value).startsWith(one)),
  from: (value, wanted) => isSet(value) && wanted.every(one => ordered(value, one) >= 0),
  to: (value, wanted) => isSet(value) && wanted.every(one => ordered(value, one) <= 0),
  has: (value, wanted) => Array.isArray(value) && wanted.every(one => value.some(item => text(item as Json) === one)),
  null: (value, wanted) => wanted.every(one => (one === 'true') !== isSet(value)),
}

/**
 * Whether an object is one of those that a list with these parameters shows. It follows the server for objects that
 * change while they are watched; texts are compared as the server answers them.
 */
export function matches(parameters: URLSearchParams, row: Row): boolean {
  for (const name of new Set(parameters.keys())) {
    const [attribute = '', operator = ''] = name.split('.')
    const test = tests[operator]
    if (test !== undefined && !test(row[attribute], parameters.getAll(name))) return false
  }
  return true
}
