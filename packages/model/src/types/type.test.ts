import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import fc from 'fast-check'
import { attribute } from '../emit/testdata/build.ts'
import { sameJson } from '../filter.ts'
import type { Type } from '../ir.ts'
import { newValidator } from '../validator.ts'
import { typedTexts, typedValues, types } from './testdata/arbitrary.ts'
import {
  canonical,
  example,
  jsonSchema,
  normalise,
  normaliseAttribute,
  parse,
  parseText,
  phrase,
  typescript,
} from './type.ts'

const isValid = (type: Type, value: Json) => newValidator().validate(jsonSchema(type), value) === true

test('canonical() takes exactly the values that pass the JSON Schema', () => {
  fc.assert(
    fc.property(typedValues, ([type, value]) => {
      fc.pre(value !== null)
      assert.equal(canonical(type, value) !== undefined, isValid(type, value))
    }),
    { numRuns: 2000 },
  )
})

test('normalise() changes nothing the second time, and what it answers passes the schema', () => {
  fc.assert(
    fc.property(typedValues, ([type, value]) => {
      const once = normalise(type, value)
      assert.deepEqual(normalise(type, once), once)
      if (value !== null && canonical(type, value) !== undefined) assert.ok(isValid(type, once))
    }),
    { numRuns: 1000 },
  )
})

test('example() is a value of its own type', () => {
  fc.assert(
    fc.property(types, type => {
      const value = example(type)
      assert.ok(canonical(type, value) !== undefined, JSON.stringify(value))
      assert.ok(isValid(type, value))
    }),
    { numRuns: 500 },
  )
})

test('parse() reads the text of every canonical scalar back', () => {
  fc.assert(
    fc.property(typedValues, ([type, value]) => {
      const kept = value === null ? undefined : canonical(type, value)
      fc.pre(kept !== undefined)
      const text = typeof kept === 'string' && type.name !== 'json' ? kept : JSON.stringify(kept)
      const read = parse(type, text)
      assert.ok(read !== undefined && sameJson(read, kept), text)
    }),
    { numRuns: 1000 },
  )
})

test('parseText() answers a value of the type or says what it expects', () => {
  fc.assert(
    fc.property(typedTexts, ([type, text]) => {
      const result = parseText(type, text)
      if (result.ok) {
        assert.ok(isValid(type, result.value))
        assert.deepEqual(canonical(type, result.value), result.value)
      } else {
        assert.equal(result.faults[0]?.code, 'value.malformed')
        assert.ok(result.faults[0]?.message.startsWith(`Give ${phrase(type)} instead of "`))
      }
    }),
    { numRuns: 1000 },
  )
})

const numbers: Type = { name: 'list', items: { name: 'integer' }, minItems: 1, maxItems: 3, uniqueItems: true }

test('a list is read from JSON or from items with commas', () => {
  assert.deepEqual(parse(numbers, '[1, 2]'), [1, 2])
  assert.deepEqual(parse(numbers, '1,2, 3'), [1, 2, 3])
  assert.equal(parse(numbers, ''), undefined)
  assert.equal(parse(numbers, '1,2,3,4'), undefined)
  assert.equal(parse(numbers, '1,x'), undefined)
  assert.deepEqual(parse({ name: 'list', items: { name: 'string' } }, ''), [])
})

test('a list of unique items keeps items once that are spelled differently', () => {
  const macs: Type = { name: 'list', items: { name: 'mac' }, uniqueItems: true }
  assert.deepEqual(canonical(macs, ['FA:16:3E:00:00:01', 'fa-16-3e-00-00-01']), ['fa:16:3e:00:00:01'])
})

test('a map is read from JSON or from key=value', () => {
  const labels: Type = { name: 'map', values: { name: 'string' }, keyPattern: '^[a-z]+$', maxItems: 2 }
  assert.deepEqual(parse(labels, '{"a":"b"}'), { a: 'b' })
  assert.deepEqual(parse(labels, 'a=b, c=d=e'), { a: 'b', c: 'd=e' })
  for (const text of ['a', 'A=b', 'a=1,b=2,c=3', '{"a":1}', '[]']) assert.equal(parse(labels, text), undefined, text)
})

test('keys that are names of Object.prototype are ordinary keys', () => {
  const labels: Type = { name: 'map', values: { name: 'integer' } }
  const value = canonical(labels, JSON.parse('{"__proto__": 1, "constructor": 2}'))
  assert.deepEqual(Object.entries(value ?? {}), [
    ['__proto__', 1],
    ['constructor', 2],
  ])
  assert.equal(Object.getPrototypeOf(value), Object.prototype)
})

test('an object has all its attributes after normalise(), with defaults and nulls', () => {
  const type: Type = {
    name: 'object',
    attributes: [
      attribute('mac', { name: 'mac' }, { required: true }),
      attribute('mtu', { name: 'integer' }, { default: 1500, nullable: false }),
      attribute('note', { name: 'string' }),
    ],
  }
  assert.deepEqual(canonical(type, { mac: 'FA163E000001' }), { mac: 'fa:16:3e:00:00:01', mtu: 1500, note: null })
  assert.equal(canonical(type, {}), undefined)
  assert.equal(canonical(type, { mac: 'FA163E000001', mtu: null }), undefined)
  assert.equal(canonical(type, { mac: 'FA163E000001', other: 1 }), undefined)
  assert.equal(typescript(type), '{ readonly "mac": string; readonly "mtu": number; readonly "note": string | null }')
})

test('the empty string is null where the attribute says so', () => {
  const cleared = attribute('device', { name: 'uuid' }, { emptyIsNull: true })
  assert.equal(normaliseAttribute(cleared, ''), null)
  assert.equal(normaliseAttribute(cleared, null), null)
  assert.equal(normaliseAttribute(attribute('name', { name: 'string' }), ''), '')
})
