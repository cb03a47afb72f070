import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Places } from './places.ts'

test('a place is used again after its thing went, and nobody else loses theirs', () => {
  const places = new Places<{ readonly name: string }>()
  const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }]
  const [first, second] = [places.add(a), places.add(b)]
  assert.notEqual(first, second)
  places.remove(first)
  places.remove(first)
  places.remove(99)
  assert.equal(places.at(first), undefined)
  assert.equal(places.add(c), first)
  assert.notEqual(places.add(a), first)
  assert.deepEqual(new Set(places.all()), new Set([a, b, c]))
  assert.equal(places.at(second), b)
})
