import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import fc from 'fast-check'
import { sameJson } from '../filter.ts'
import { firstDuplicate, withoutDuplicates } from './distinct.ts'

const lists = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Json>(1, '1', null, {}, [], { a: 1, b: 2 }, { b: 2, a: 1 }) },
    { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<Json> },
  ),
)
const plain = (items: readonly Json[]) => JSON.parse(JSON.stringify(items)) as readonly Json[]

test('firstDuplicate() finds two items that are the same JSON, and only those', () => {
  fc.assert(
    fc.property(lists.map(plain), items => {
      const pair = firstDuplicate(items)
      if (pair !== undefined) assert.ok(pair.j < pair.i && sameJson(items[pair.i]!, items[pair.j]!))
      else assert.ok(items.every((item, at) => items.slice(0, at).every(other => !sameJson(item, other))))
    }),
  )
})

test('withoutDuplicates() keeps the first of each', () => {
  fc.assert(
    fc.property(lists.map(plain), items => {
      const kept = withoutDuplicates(items)
      assert.equal(firstDuplicate(kept), undefined)
      assert.ok(items.every(item => kept.some(other => sameJson(item, other))))
    }),
  )
  assert.deepEqual(withoutDuplicates([2, 1, 2, 1]), [2, 1])
})
