import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Convergence } from './convergence.ts'

const long = 60_000

test('a revision has arrived at once where nobody has to reach it', async () => {
  const convergence = new Convergence()
  assert.equal(convergence.reached(7), true)
  assert.equal(await convergence.wait(7, 0), true)
})

test('a revision has arrived when every reader has reached it', () => {
  const convergence = new Convergence()
  const one = convergence.register('one', 3)
  const other = convergence.register('other', 5)
  assert.deepEqual([convergence.reached(3), convergence.reached(4)], [true, false])
  one.advance(6)
  assert.deepEqual([convergence.reached(5), convergence.reached(6)], [true, false])
  other.advance(6)
  assert.equal(convergence.reached(6), true)
})

test('a reader never goes back, and is no obstacle once it has left', () => {
  const convergence = new Convergence()
  const reader = convergence.register('one', 3)
  reader.advance(2)
  assert.deepEqual(convergence.readers, [{ name: 'one', reached: 3 }])
  reader.leave()
  reader.advance(9)
  assert.deepEqual(convergence.readers, [])
  assert.equal(convergence.reached(99), true)
})

test('two readers cannot have one name', () => {
  const convergence = new Convergence()
  convergence.register('one', 0)
  assert.throws(() => convergence.register('one', 0), /"one"/)
})

test('wait() ends as soon as the last reader gets there, for all who wait for that or less', async () => {
  const convergence = new Convergence()
  const reader = convergence.register('one', 0)
  const earlier = convergence.wait(4, long)
  const there = convergence.wait(5, long)
  const later = convergence.wait(6, long)
  reader.advance(5)
  assert.deepEqual(await Promise.all([earlier, there]), [true, true])
  reader.leave()
  assert.equal(await later, true)
})

test('wait() answers false when the time is over', async () => {
  const convergence = new Convergence()
  convergence.register('one', 0)
  assert.equal(await convergence.wait(1, 1), false)
  assert.equal(await convergence.wait(1, 0), false)
})

test('stop() ends all waiting and lets nobody wait any more', async () => {
  const convergence = new Convergence()
  convergence.register('one', 0)
  const waiting = convergence.wait(1, long)
  convergence.stop()
  assert.equal(await waiting, false)
  assert.equal(await convergence.wait(1, long), false)
})
