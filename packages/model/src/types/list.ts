import type { Json } from '@baryon/kit'
import type { ListType } from '../ir.ts'
import { withoutDuplicates } from './distinct.ts'
import { parseJson } from './json.ts'
import type { Construct, Structure } from './structure.ts'

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

function canonicalList(types: Structure, type: ListType, value: Json): Json | undefined {
  if (!isList(value)) return undefined
  const items: Json[] = []
  for (const item of value) {
    const one = item === null ? undefined : types.canonical(type.items, item)
    if (one === undefined) return undefined
    items.push(one)
  }
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = type
  if (items.length < minItems || items.length > maxItems) return undefined
  // Items that were spelled differently may have become the same.
  return type.uniqueItems ? withoutDuplicates(items) : items
}

/** `[…]` is JSON; anything else is items with commas between. */
function parseList(types: Structure, type: ListType, text: string): Json | undefined {
  if (text.trimStart().startsWith('[')) return canonicalList(types, type, parseJson(text) ?? null)
  const items: Json[] = []
  for (const item of text === '' ? [] : text.split(',')) {
    const one = types.parse(type.items, item.trim())
    if (one === undefined) return undefined
    items.push(one)
  }
  return canonicalList(types, type, items)
}

export const list: Construct<ListType> = types => ({
  column: () => 'json',
  expression: () => 'list',
  jsonSchema: ({ items, minItems, maxItems, uniqueItems }, direction) => ({
    type: 'array',
    items: types.jsonSchema(items, direction),
    ...(minItems === undefined ? {} : { minItems }),
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(uniqueItems ? { uniqueItems } : {}),
  }),
  typescript: ({ items }) => `readonly (${types.typescript(items)})[]`,
  phrase: ({ items }) => `a list, each item ${types.phrase(items)}`,
  canonical: (type, value) => canonicalList(types, type, value),
  parse: (type, text) => parseList(types, type, text),
  example: ({ items, maxItems = 1 }) => (maxItems < 1 ? [] : [types.example(items)]),
})
