import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boolean } from './boolean.ts'
import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar('boolean', { right: same(true, false), wrong: [0, 1, 'true', '', null] })

test('booleans are read from the words that OpenStack tools write', () => {
  for (const word of ['true', 'True', 'yes', 'on', '1']) assert.equal(boolean.parse(word, { name: 'boolean' }), true)
  for (const word of ['false', 'NO', 'off', '0']) assert.equal(boolean.parse(word, { name: 'boolean' }), false)
  assert.equal(boolean.parse('maybe', { name: 'boolean' }), undefined)
})
