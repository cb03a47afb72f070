import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { type Attribute, canonical, example, type ScalarName, scalars, type Type } from '@baryon/model'
import fc from 'fast-check'
import { convertValue } from './convert.ts'

const attribute = (type: Type, more: Partial<Attribute> = {}): Attribute => ({
  name: 'thing',
  description: '',
  type,
  required: false,
  nullable: false,
  plane: 'intent',
  immutable: false,
  readOnly: false,
  writeOnly: false,
  sensitive: false,
  emptyIsNull: false,
  policies: {},
  ...more,
})

const names = Object.keys(scalars) as ScalarName[]
const typeOf = (name: ScalarName): Type => (name === 'enum' ? { name, values: ['red', 'blue'] } : { name })

test('whatever is taken is a canonical value of the type, and whatever is refused says why', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue() as fc.Arbitrary<Json>, (name, value) => {
      const type = typeOf(name)
      const converted = convertValue(attribute(type), value)
      if ('value' in converted) {
        if (converted.value !== null || name !== 'json')
          assert.deepEqual(canonical(type, converted.value), converted.value)
      } else assert.ok(('input' in converted ? converted.input : converted.reason).length > 0)
    }),
  )
})

test('a value of the type is taken as it is, in its canonical form', () => {
  for (const name of names) {
    const type = typeOf(name)
    const value = example(type)
    assert.deepEqual(convertValue(attribute(type), value), { value: canonical(type, value) }, name)
  }
})

test('null is taken where the model says so, and the empty text where it means null', () => {
  assert.deepEqual(convertValue(attribute({ name: 'ip' }, { nullable: true }), null), { value: null })
  assert.deepEqual(convertValue(attribute({ name: 'ip' }, { emptyIsNull: true }), ''), { value: null })
  assert.deepEqual(convertValue(attribute({ name: 'ip' }), null), { reason: "'None' is not a valid IP address" })
  assert.deepEqual(convertValue(attribute({ name: 'list', items: { name: 'ip' } }), null), { value: [] })
  assert.deepEqual(convertValue(attribute({ name: 'map', values: { name: 'json' } }), null), { value: {} })
})

test('numbers come as text too, and are within their bounds', () => {
  const type: Type = { name: 'integer', min: 1, max: 10 }
  assert.deepEqual(convertValue(attribute(type), ' 7 '), { value: 7 })
  assert.deepEqual(convertValue(attribute(type), 7.9), { value: 7 })
  assert.deepEqual(convertValue(attribute(type), '11'), { reason: "'11' is too large - must be no larger than '10'" })
  for (const value of ['', '7.5', '0x7', [], {}, null, '9'.repeat(17)])
    assert.equal('input' in convertValue(attribute(type), value), true, JSON.stringify(value))
})

test('text takes whole numbers only where the model says so', () => {
  assert.deepEqual(convertValue(attribute({ name: 'string', numbers: true }), 7), { value: '7' })
  assert.deepEqual(convertValue(attribute({ name: 'string', numbers: true }), 7.5), {
    reason: "'7.5' is not a valid string",
  })
  assert.deepEqual(convertValue(attribute({ name: 'string' }), 7), { reason: "'7' is not a valid string" })
})

test('booleans come as words and numbers too', () => {
  const read = (value: Json) => convertValue(attribute({ name: 'boolean' }), value)
  for (const value of [true, 'True', 'TRUE', '1', 1, 'yes', 'on', 't', 'y', ' true '])
    assert.deepEqual(read(value), { value: true })
  for (const value of [false, 'False', '0', 0, 'no', 'off', 'f', 'n']) assert.deepEqual(read(value), { value: false })
  for (const value of [2, '', 'maybe', null, [true], {}]) assert.equal('input' in read(value), true)
})

test('members of objects get their defaults, and a list of objects without required members takes what it knows', () => {
  const items: Type = {
    name: 'object',
    attributes: [
      attribute({ name: 'ip' }, { name: 'ip' }),
      attribute({ name: 'integer' }, { name: 'version', default: 4 }),
    ],
  }
  const list = attribute({ name: 'list', items })
  assert.deepEqual(convertValue(list, [{ ip: '10.0.0.1', other: 1 }]), { value: [{ ip: '10.0.0.1', version: 4 }] })
  assert.deepEqual(convertValue(attribute(items), { ip: '10.0.0.1', other: 1 }), {
    reason: 'Unexpected keys supplied: other',
  })
})
