import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Concurrency } from './concurrency.ts'

const succeed = (one: Concurrency, calls: number) => {
  for (let call = 0; call < calls; call += 1) {
    one.begin()
    one.success()
  }
}

test('one more call is allowed after as many successes as are allowed, up to the most', () => {
  const one = new Concurrency(6)
  assert.equal(one.limit, 4)
  succeed(one, 4)
  assert.equal(one.limit, 5)
  succeed(one, 100)
  assert.equal(one.limit, 6)
})

test('a failure halves it, but calls that met the same trouble do not halve it again; never below one', () => {
  const one = new Concurrency(8)
  succeed(one, 100)
  const calls = Array.from({ length: 8 }, () => one.begin())
  for (const call of calls) one.failure(call)
  assert.equal(one.limit, 4)
  for (let again = 0; again < 5; again += 1) one.failure(one.begin())
  assert.equal(one.limit, 1)
})

test('a target may take fewer calls at a time than before', () => {
  const one = new Concurrency(8)
  succeed(one, 100)
  one.most = 2
  assert.equal(one.limit, 2)
})
