import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { didYouMean, distance, listed } from './suggest.ts'

test('distance() is 0 for the same word alone, and the same both ways', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (one, other) => {
      assert.equal(distance(one, other, 20) === 0, one === other)
      assert.equal(distance(one, other, 20), distance(other, one, 20))
      assert.ok(distance(one, other, 20) <= Math.max(one.length, other.length))
    }),
  )
})

test('didYouMean() names what is near: a slip, a swap, other capitals', () => {
  assert.equal(didYouMean('strng', ['string', 'integer']), 'Did you mean "string"?')
  assert.equal(didYouMean('nmae', ['name', 'mac']), 'Did you mean "name"?')
  assert.equal(didYouMean('MaxLength', ['maxLength', 'minLength']), 'Did you mean "maxLength"?')
})

test('didYouMean() names nothing when nothing is near', () => {
  assert.equal(didYouMean('colour', ['name', 'size']), undefined)
  assert.equal(didYouMean('x', []), undefined)
})

test('listed() quotes names and says how many it left out', () => {
  assert.equal(listed(['a', 'b']), '"a", "b"')
  assert.equal(listed(['a', 'b', 'c'], 2), '"a", "b" and 1 more')
})
