import type { Json } from '@baryon/kit'
import type { MapType } from '../ir.ts'
import { isPlainObject, parseJson } from './json.ts'
import { patternOf } from './pattern.ts'
import { sampleOf } from './sample.ts'
import type { Construct, Structure } from './structure.ts'
import { isText } from './text.ts'

function canonicalMap(types: Structure, type: MapType, value: Json): Json | undefined {
  if (!isPlainObject(value)) return undefined
  const keyPattern = type.keyPattern === undefined ? undefined : patternOf(type.keyPattern)
  const entries: [string, Json][] = []
  for (const [key, item] of Object.entries(value)) {
    const one = item === null ? undefined : types.canonical(type.values, item)
    if (one === undefined || !isText(key) || keyPattern?.test(key) === false) return undefined
    entries.push([key, one])
  }
  if (entries.length > (type.maxItems ?? Number.POSITIVE_INFINITY)) return undefined
  return Object.fromEntries(entries)
}

/** `{…}` is JSON; anything else is `key=value` with commas between. */
function parseMap(types: Structure, type: MapType, text: string): Json | undefined {
  if (text.trimStart().startsWith('{')) return canonicalMap(types, type, parseJson(text) ?? null)
  const entries: [string, Json][] = []
  for (const part of text === '' ? [] : text.split(',')) {
    const equals = part.indexOf('=')
    const value = equals < 0 ? undefined : types.parse(type.values, part.slice(equals + 1).trim())
    if (value === undefined) return undefined
    entries.push([part.slice(0, equals).trim(), value])
  }
  return canonicalMap(types, type, Object.fromEntries(entries))
}

const exampleKey = (keyPattern: string | undefined): string =>
  keyPattern === undefined ? 'key' : sampleOf({ name: 'string', pattern: keyPattern })

export const map: Construct<MapType> = types => ({
  column: () => 'json',
  expression: () => 'map',
  jsonSchema: ({ values, maxItems, keyPattern }, direction) => ({
    type: 'object',
    propertyNames: { type: 'string', format: 'text', ...(keyPattern === undefined ? {} : { pattern: keyPattern }) },
    additionalProperties: types.jsonSchema(values, direction),
    ...(maxItems === undefined ? {} : { maxProperties: maxItems }),
  }),
  typescript: ({ values }) => `Readonly<Record<string, ${types.typescript(values)}>>`,
  phrase: ({ values }) => `a map, each value ${types.phrase(values)}`,
  canonical: (type, value) => canonicalMap(types, type, value),
  parse: (type, text) => parseMap(types, type, text),
  example: ({ values, keyPattern, maxItems = 1 }) =>
    maxItems < 1 ? {} : Object.fromEntries([[exampleKey(keyPattern), types.example(values)]]),
})
