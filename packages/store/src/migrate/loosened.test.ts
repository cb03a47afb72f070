import assert from 'node:assert/strict'
import test from 'node:test'
import type { ScalarType, Type } from '@baryon/model'
import { attribute } from '../../conformance/fixture.ts'
import { isLooser } from './loosened.ts'

const text = (facets: Partial<ScalarType> = {}): Type => ({ name: 'string', ...facets })
const object = (...attributes: Parameters<typeof attribute>[]): Type => ({
  name: 'object',
  attributes: attributes.map(each => attribute(...each)),
})

const to = { service: 'shop', kind: 'Item' }
const refer = (key: ScalarType, kind = 'Item'): Type => ({
  name: 'reference',
  to: { ...to, kind },
  onDelete: 'restrict',
  key,
})

const looser: readonly (readonly [string, Type, Type])[] = [
  ['nothing changes', text({ maxLength: 5 }), text({ maxLength: 5 })],
  ['a longer text is allowed', text({ maxLength: 5 }), text({ maxLength: 6 })],
  ['a facet goes', text({ pattern: 'x', minLength: 1 }), text()],
  ['bounds move apart', { name: 'integer', min: 1, max: 2 }, { name: 'integer', min: 0, max: 3 }],
  ['an enum gets a value', { name: 'enum', values: ['a'] }, { name: 'enum', values: ['b', 'a'] }],
  ['a list may be longer', { name: 'list', items: text(), maxItems: 2 }, { name: 'list', items: text() }],
  ['a list may repeat values', { name: 'list', items: text(), uniqueItems: true }, { name: 'list', items: text() }],
  ['a map may have other keys', { name: 'map', values: text(), keyPattern: 'a' }, { name: 'map', values: text() }],
  ['an object gets an optional member', object(['a', text()]), object(['a', text()], ['b', text()])],
  [
    'what happens on deletion changes',
    refer({ name: 'uuid' }),
    { ...refer({ name: 'uuid' }), onDelete: 'null' } as Type,
  ],
]

const stricter: readonly (readonly [string, Type, Type])[] = [
  ['another type', text(), { name: 'integer' }],
  ['a shorter text', text({ maxLength: 6 }), text({ maxLength: 5 })],
  ['a new facet', text(), text({ minLength: 1 })],
  ['another pattern', text({ pattern: 'a' }), text({ pattern: 'b' })],
  ['an enum without a value', { name: 'enum', values: ['a', 'b'] }, { name: 'enum', values: ['a'] }],
  ['another address family', { name: 'ip', version: 4 }, { name: 'ip', version: 6 }],
  ['items that are stricter', { name: 'list', items: text() }, { name: 'list', items: text({ maxLength: 1 }) }],
  ['more items than there are', { name: 'list', items: text() }, { name: 'list', items: text(), minItems: 1 }],
  ['a member that is gone', object(['a', text()]), object(['b', text()])],
  ['a member that is required', object(['a', text()]), object(['a', text(), { required: true }])],
  ['a new member that is required', object(), object(['a', text(), { required: true }])],
  ['a reference to another kind', refer({ name: 'uuid' }), refer({ name: 'uuid' }, 'Crate')],
]

for (const [name, stored, given] of looser)
  test(`isLooser() when ${name}`, () => assert.equal(isLooser(stored, given), true))

for (const [name, stored, given] of stricter)
  test(`isLooser() refuses ${name}`, () => assert.equal(isLooser(stored, given), false))
