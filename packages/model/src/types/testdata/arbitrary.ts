/** Types and values by chance, for the property tests of the model. */
import type { Json } from '@baryon/kit'
import fc from 'fast-check'
import type { Attribute, ScalarName, ScalarType, Type } from '../../ir.ts'
import { scalars } from '../scalars.ts'

const bounds = (least: number, most: number) =>
  fc
    .tuple(fc.option(fc.integer({ min: least, max: most })), fc.option(fc.integer({ min: least, max: most })))
    .map(([a, b]) => (a === null || b === null ? [a, b] : [Math.min(a, b), Math.max(a, b)]))

const range = bounds(-50, 50).map(([min, max]) => ({
  ...(min == null ? {} : { min }),
  ...(max == null ? {} : { max }),
}))

const lengths = bounds(1, 12).map(([minLength, maxLength]) => ({
  ...(minLength == null ? {} : { minLength }),
  ...(maxLength == null ? {} : { maxLength }),
}))

const version = fc.constantFrom<{ version?: 4 | 6 }>({}, { version: 4 }, { version: 6 })

const none: fc.Arbitrary<Omit<ScalarType, 'name'>> = fc.constant({})

/** Facets of the scalars that have any. */
const facets: Partial<Readonly<Record<ScalarName, fc.Arbitrary<Omit<ScalarType, 'name'>>>>> = {
  string: fc.oneof(lengths, fc.constantFrom({ pattern: '^[a-z]+$' }, { pattern: '^\\d{1,3}:\\d+$', maxLength: 9 })),
  integer: range,
  number: range,
  'json-text': fc.constantFrom({}, { maxLength: 8 }),
  cidr: version,
  ip: version,
  enum: fc
    .uniqueArray(fc.constantFrom('a', 'b', 'ACTIVE', '1', 'with space'), { minLength: 1 })
    .map(values => ({ values })),
}

export const scalarTypes: fc.Arbitrary<ScalarType> = fc
  .constantFrom(...(Object.keys(scalars) as ScalarName[]))
  .chain(name => (facets[name] ?? none).map(rest => ({ name, ...rest })))

const attributes = (type: fc.Arbitrary<Type>): fc.Arbitrary<readonly Attribute[]> =>
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'constructor', 'toString'), { maxLength: 4 }).chain(names =>
    fc.tuple(
      ...names.map(name =>
        fc.record({ type, required: fc.boolean(), nullable: fc.boolean(), emptyIsNull: fc.boolean() }).map(given => ({
          name,
          description: '',
          ...given,
          // A value that may be left out without a default is null then.
          nullable: given.nullable || !given.required,
          emptyIsNull: given.emptyIsNull && (given.nullable || !given.required),
          plane: 'intent' as const,
          immutable: false,
          readOnly: false,
          writeOnly: false,
          sensitive: false,
          policies: {},
        })),
      ),
    ),
  )

export const types: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>(tie => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalarTypes,
    tie('type').map((items): Type => ({ name: 'list', items, maxItems: 3 })),
    fc.record({ values: tie('type') }).map(({ values }): Type => ({ name: 'map', values, keyPattern: '^[a-z_]+$' })),
    attributes(tie('type')).map((list): Type => ({ name: 'object', attributes: list })),
    none.map(
      (): Type => ({ name: 'reference', to: { service: 's', kind: 'K' }, onDelete: 'restrict', key: { name: 'uuid' } }),
    ),
  ),
})).type

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdefABCDEF'), { minLength: length, maxLength: length })
    .map(digits => digits.join(''))

const uuids = fc.oneof(fc.uuid(), fc.uuid().map(text => text.toUpperCase().replaceAll('-', '')))
const macs = hex(12).chain(digits =>
  fc.constantFrom(
    digits,
    digits.replace(/(..)(?=.)/g, '$1:'),
    digits.replace(/(..)(?=.)/g, '$1-'),
    digits.replace(/(....)(?=.)/g, '$1.'),
  ),
)
const addresses = fc.oneof(fc.ipV4(), fc.ipV6())
const prefixes = fc.integer({ min: 0, max: 130 })
const instants = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })

/** Values that are of the scalar's type, but for its facets. */
const valuesOf: Partial<Readonly<Record<ScalarName, fc.Arbitrary<Json>>>> = {
  string: fc.oneof(fc.string({ unit: 'binary', maxLength: 14 }), fc.stringMatching(/^[a-z]{0,13}$/), fc.constantFrom('1:2', '12:345')),
  integer: fc.oneof(fc.integer({ min: -60, max: 60 }), fc.maxSafeInteger()),
  number: fc.oneof(fc.double(), fc.integer({ min: -60, max: 60 })),
  boolean: fc.boolean(),
  uuid: uuids,
  datetime: fc.oneof(
    instants.map(date => date.toISOString()),
    instants.map(date => date.toISOString().slice(0, 19)),
    instants.map(date => `${date.toISOString().slice(0, 19).replace('T', ' ')}+05:30`),
  ),
  json: fc.jsonValue() as fc.Arbitrary<Json>,
  'json-text': fc.json(),
  cidr: fc.tuple(addresses, prefixes).map(([address, prefix]) => `${address}/${prefix}`),
  ip: addresses,
  mac: macs,
  fqdn: fc.domain(),
  uri: fc.webUrl(),
  email: fc.emailAddress(),
  enum: fc.constantFrom('a', 'b', 'ACTIVE', '1', 'with space', 'A'),
}

/** A scalar of which nothing is said above has the values around its example. */
const ofScalar = (type: ScalarType): fc.Arbitrary<Json> =>
  valuesOf[type.name] ?? fc.constantFrom<Json>(scalars[type.name].example(type), 0, 1, '', 'a')

const noise: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, '', 0, -1, 1.5, true, [], {}, '\0', '\ud800', 'NaN', 2 ** 53, 'x'),
  fc.string(),
  fc.jsonValue() as fc.Arbitrary<Json>,
)

/** Values that often are of the type, and often nearly. */
export function values(type: Type): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 9, arbitrary: likely(type) }, { weight: 1, arbitrary: noise })
}

function likely(type: Type): fc.Arbitrary<Json> {
  if (type.name === 'reference') return values(type.key)
  if (type.name === 'list') return fc.array(values(type.items), { maxLength: 4 })
  if (type.name === 'map') {
    return fc
      .array(fc.tuple(fc.constantFrom('a', 'bc', '__proto__', 'Upper'), values(type.values)), { maxLength: 3 })
      .map(entries => Object.fromEntries(entries))
  }
  if (type.name !== 'object') return ofScalar(type)
  const members = type.attributes.map(({ name, type: of }) =>
    fc.option(values(of), { nil: undefined, freq: 8 }).map(value => [name, value] as const),
  )
  return fc
    .tuple(...members)
    .map(entries => Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Json)
}

/** A type with a value that may be of it. */
export const typedValues: fc.Arbitrary<readonly [Type, Json]> = types.chain(type =>
  values(type).map(value => [type, value] as const),
)

/** A scalar type with a text that may be read as it. */
export const typedTexts: fc.Arbitrary<readonly [ScalarType, string]> = scalarTypes.chain(type =>
  fc.oneof(ofScalar(type).map(value => (typeof value === 'string' ? value : JSON.stringify(value))), fc.string())
    .map(text => [type, text] as const),
)
