import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { newValidator } from '../validator.ts'
import { json } from './json.ts'
import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar('json', { right: same({ a: [1, null] }, [], 'x', 0, false), wrong: [null] })

test('json nests at most 64 levels', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as Json
  const valid = newValidator().compile(json.jsonSchema({ name: 'json' }))
  assert.ok(valid(nested(64)))
  assert.ok(!valid(nested(65)))
  assert.equal(json.normalise(nested(65), { name: 'json' }), undefined)
  assert.equal(json.parse('['.repeat(65) + ']'.repeat(65), { name: 'json' }), undefined)
  assert.ok(!valid({ a: Number.POSITIVE_INFINITY }))
})
