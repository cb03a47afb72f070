import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CircuitBreaker } from './breaker.ts'

const breaker = () => new CircuitBreaker({ now: () => 7 })

test('a breaker opens after some calls in a row that nobody answered, not after one', () => {
  const one = breaker()
  one.unanswered()
  one.unanswered()
  one.answered()
  one.unanswered()
  one.unanswered()
  assert.equal(one.state, 'closed')
  one.unanswered()
  assert.equal(one.state, 'open')
})

test('a probe that is answered lets one call try: it closes the breaker, or opens it at once', () => {
  const one = breaker()
  for (let call = 0; call < 3; call += 1) one.unanswered()
  one.probed()
  assert.equal(one.state, 'half-open')
  one.unanswered()
  assert.equal(one.state, 'open')
  one.probed()
  one.answered()
  assert.equal(one.state, 'closed')
})

test('a probe that is answered changes nothing while calls are answered', () => {
  const one = breaker()
  one.probed()
  assert.equal(one.state, 'closed')
})
