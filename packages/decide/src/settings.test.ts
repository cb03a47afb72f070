import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withDefaults } from './settings.ts'

const schema = {
  type: 'object',
  properties: {
    mtu: { type: 'integer', default: 1500 },
    name: { type: 'string' },
    tags: { type: 'array', default: ['a'] },
    inner: { type: 'object', default: {}, properties: { on: { type: 'boolean', default: true } } },
  },
}

test('withDefaults() fills in what is not given, at any depth', () => {
  assert.deepEqual(withDefaults(schema, {}), { mtu: 1500, tags: ['a'], inner: { on: true } })
})

test('withDefaults() keeps what is given, with what the schema does not know', () => {
  const given = { mtu: 9000, name: null, tags: [], inner: { on: false, more: 1 } }
  assert.deepEqual(withDefaults(schema, given), given)
})

test('withDefaults() leaves a value that is of another type to the check', () => {
  assert.equal(withDefaults(schema, 'text'), 'text')
  assert.equal(withDefaults(true, undefined), undefined)
})
