import type { Type } from '../../ir.ts'

/** How a value is kept: `boolean` as 0 or 1, `json` as text, where a dialect has nothing better. */
export type Storage = 'text' | 'integer' | 'real' | 'boolean' | 'json'

export function storage(type: Type): Storage {
  if (type.name === 'reference') return storage(type.key)
  if (type.name === 'integer' || type.name === 'boolean') return type.name
  if (type.name === 'number') return 'real'
  return ['json', 'list', 'map', 'object'].includes(type.name) ? 'json' : 'text'
}
