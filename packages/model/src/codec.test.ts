import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decode, encode } from './codec.ts'
import { sameJson } from './filter.ts'
import { typedValues } from './types/testdata/arbitrary.ts'
import { canonical } from './types/type.ts'

test('decode() gives back what encode() stored', () => {
  fc.assert(
    fc.property(typedValues, ([type, value]) => {
      const kept = value === null ? null : canonical(type, value)
      fc.pre(kept !== undefined)
      const stored = encode(type, kept)
      assert.ok(stored === null || typeof stored === 'string' || typeof stored === 'number')
      assert.ok(sameJson(decode(type, stored), kept))
    }),
    { numRuns: 1000 },
  )
})

test('decode() reads what drivers give for booleans, integers and nothing', () => {
  for (const value of [1, 1n, true]) assert.equal(decode({ name: 'boolean' }, value), true)
  for (const value of [0, 0n, false]) assert.equal(decode({ name: 'boolean' }, value), false)
  for (const value of [5, 5n, '5']) assert.equal(decode({ name: 'integer' }, value), 5)
  for (const name of ['string', 'integer', 'boolean', 'json', 'number'] as const) {
    assert.equal(decode({ name }, null), null)
    assert.equal(decode({ name }, undefined), null)
  }
})
