import assert from 'node:assert/strict'
import test from 'node:test'
import type { Json } from '@baryon/kit'
import fc from 'fast-check'
import { printed } from './printed.ts'

test('printed() is the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const json = JSON.parse(JSON.stringify(value)) as Json
      assert.deepEqual(JSON.parse(printed(json)), json)
    }),
  )
})

test('printed() puts what fits into a line on one', () => {
  const wide = 'x'.repeat(100)
  assert.equal(printed({ a: [1, { b: null }] }), '{"a":[1,{"b":null}]}')
  assert.equal(
    printed({ a: [1, wide], b: { c: [wide, 'yyyyyyyy'] } }),
    `{\n  "a": [1,"${wide}"],\n  "b": {\n    "c": [\n      "${wide}",\n      "yyyyyyyy"\n    ]\n  }\n}`,
  )
  assert.equal(printed([[wide, wide]]), `[\n  [\n    "${wide}",\n    "${wide}"\n  ]\n]`)
})
