/** Whether the items of a list differ, in linear time whatever they are. */
import type { Json } from '@baryon/kit'
import { isPlainObject } from './json.ts'

/** JSON text in which the order of an object's members does not show. */
function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  if (!isPlainObject(value)) return JSON.stringify(value)
  const members = Object.keys(value).sort()
  return `{${members.map(name => `${JSON.stringify(name)}:${textOf(value[name]!)}`).join()}}`
}

/** The positions of two items that are the same; undefined when all differ. */
export function firstDuplicate(items: readonly Json[]): { readonly i: number; readonly j: number } | undefined {
  const seen = new Map<string, number>()
  for (const [i, item] of items.entries()) {
    const text = textOf(item)
    const j = seen.get(text)
    if (j !== undefined) return { i, j }
    seen.set(text, i)
  }
  return undefined
}

/** The items without those that are there already. */
export function withoutDuplicates(items: readonly Json[]): readonly Json[] {
  const seen = new Set<string>()
  return items.filter(item => {
    const text = textOf(item)
    return !seen.has(text) && seen.add(text)
  })
}
