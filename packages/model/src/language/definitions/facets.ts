import type { Json } from '@baryon/kit'
import type { JsonSchema } from '../../types/scalar.ts'
import { scalars } from '../../types/scalars.ts'
import { ref } from './words.ts'

/** What each facet of a type means, for editors and the reference. */
const meanings: Readonly<Record<string, string>> = {
  minLength: 'Of text: fewest characters',
  maxLength: 'Of text: most characters',
  pattern: 'Of text: regular expression (ECMAScript, flag u) that it has to match somewhere; `^` and `$` anchor it',
  numbers: 'Of text: whole numbers are taken too, as their decimal text',
  text: 'Of whole numbers: a dialect shows them as their decimal text',
  min: 'Of numbers: the least',
  max: 'Of numbers: the greatest',
  version: 'Of ip and cidr: the one address family that is taken',
  format:
    'Gluon’s way to say a type: of a string date-time, json, ipv4, ipv6, mac, uri or email; of an integer int32 or int64',
  items: 'Of a list: the type of its items',
  minItems: 'Of a list: fewest items',
  maxItems: 'Of a list or map: most items',
  uniqueItems: 'Of a list: no item twice',
  values: 'Of an enum: the texts that are taken. Of a map: the type of its values',
  keyPattern: 'Of a map: regular expression that each key has to match',
  attributes: 'Of an object: its attributes',
  to: 'Of a reference: the object it refers to, as `Object` or `service/Object`',
  onDelete:
    'Of a reference: what happens here when the object that is referred to is deleted. `restrict` (the default) refuses that, `cascade` deletes this one too, `null` clears the reference',
  lenient:
    'Of a reference: in a dialect any text is taken, and one that is no key is that of an object which is not there',
}

const composed: Readonly<Record<string, JsonSchema>> = {
  format: { enum: ['date-time', 'json', 'ipv4', 'ipv6', 'mac', 'uri', 'email', 'int32', 'int64'] },
  items: ref('type'),
  minItems: { type: 'integer', minimum: 0 },
  maxItems: { type: 'integer', minimum: 1 },
  uniqueItems: { type: 'boolean' },
  values: {
    type: ['array', 'object'],
    title: 'a list of texts (of an enum) or a type (of a map)',
    items: { type: 'string', minLength: 1, maxLength: 255 },
    minItems: 1,
    uniqueItems: true,
    if: { type: 'object' },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: ref('type'),
  },
  keyPattern: { type: 'string', maxLength: 1024 },
  attributes: ref('attributes'),
  to: {
    type: 'string',
    pattern: '^([A-Za-z0-9][A-Za-z0-9_.-]*/)?[A-Za-z_][A-Za-z0-9_]*$',
    title: 'the name of an object, as `Object` or `service/Object`',
  },
  onDelete: { enum: ['restrict', 'cascade', 'null', null] },
  lenient: { type: 'boolean' },
}

/** The schema that several scalars give one facet, loosened to what they have in common; each type is exact in the checker. */
function joined(schemas: readonly JsonSchema[]): JsonSchema {
  const [first = {}, ...others] = schemas
  if (others.every(other => JSON.stringify(other) === JSON.stringify(first))) return withoutFormat(first)
  return { type: [...new Set(schemas.flatMap(schema => schema['type'] as Json))] as Json }
}

/** Regular expressions are compiled by the checker, which can say what is wrong with one. */
const withoutFormat = ({ format, ...schema }: JsonSchema): JsonSchema =>
  format === 'regex' ? { ...schema, maxLength: 1024 } : { ...schema, ...(format === undefined ? {} : { format }) }

function scalarFacets(): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema[]>()
  for (const scalar of Object.values(scalars)) {
    for (const [name, schema] of Object.entries(scalar.facets)) found.set(name, [...(found.get(name) ?? []), schema])
  }
  return Object.fromEntries([...found].map(([name, schemas]) => [name, joined(schemas)]))
}

/** Schema of every facet of a type, with its meaning. */
export const facetSchemas: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries({ ...scalarFacets(), ...composed }).map(([name, schema]) => [
    name,
    { description: meanings[name] ?? name, ...schema },
  ]),
)
