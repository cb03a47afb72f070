import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { Lru } from './lru.ts'

test('Lru keeps what was used last', () => {
  const lru = new Lru<string, number>(2)
  lru.set('a', 1)
  lru.set('b', 2)
  assert.equal(lru.get('a'), 1)
  lru.set('c', 3)
  assert.deepEqual([lru.get('a'), lru.get('b'), lru.get('c')], [1, undefined, 3])
})

test('Lru makes a value once while it is kept', () => {
  const lru = new Lru<string, object>(2)
  const first = lru.getOrMake('a', () => ({}))
  assert.equal(
    lru.getOrMake('a', () => ({})),
    first,
  )
  lru.delete('a')
  assert.notEqual(
    lru.getOrMake('a', () => ({})),
    first,
  )
})

test('Lru never holds more than its capacity, and answers what was set last', () => {
  const uses = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.boolean()))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), uses, (capacity, steps) => {
      const lru = new Lru<number, number>(capacity)
      const last = new Map<number, number>()
      for (const [index, [key, writes]] of steps.entries()) {
        if (writes) {
          lru.set(key, index)
          last.set(key, index)
          assert.equal(lru.get(key), index)
        } else assert.ok([undefined, last.get(key)].includes(lru.get(key)))
        assert.ok(lru.size <= capacity)
      }
    }),
  )
})

test('Lru never weighs more than its capacity, whatever its values weigh', () => {
  const uses = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 7 }), fc.boolean()))
  fc.assert(
    fc.property(uses, steps => {
      const lru = new Lru<number, { readonly weight: number }>(5, ({ weight }) => weight)
      for (const [key, weight, goes] of steps) {
        const value = { weight }
        lru.set(key, value)
        assert.ok(lru.weight <= 5)
        assert.equal(lru.get(key), weight <= 5 ? value : undefined)
        if (goes) lru.delete(key)
      }
      for (let key = 0; key <= 9; key++) lru.delete(key)
      assert.deepEqual([lru.size, lru.weight], [0, 0])
    }),
  )
})
