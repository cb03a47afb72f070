import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiErrorOf, retryAfterOf } from './api-error.ts'

const answer = (status: number) => ({ status, headers: new Headers(), url: 'http://x/', now: 0 })

test('apiErrorOf() takes what it can from a problem without errors, and from a fault of Gluon', () => {
  const single = apiErrorOf(answer(403), { code: 'policy.denied', detail: 'Ask an administrator', title: 'Forbidden' })
  assert.deepEqual([single.code, single.message, single.status], ['policy.denied', 'Ask an administrator', 403])
  const gluon = apiErrorOf(answer(400), { faultcode: 'Client', faultstring: 'Unknown argument', debuginfo: null })
  assert.equal(gluon.message, 'Unknown argument')
})

test('apiErrorOf() has at least one fault whatever the body is', () => {
  for (const body of [undefined, null, 'no', 7, [], {}, { errors: [] }, { errors: [null, 1] }, { errors: 'x' }]) {
    const error = apiErrorOf(answer(500), body)
    assert.equal(error.faults.length, 1)
    assert.notEqual(error.message, '')
  }
})

test('retryAfterOf() reads seconds and dates, and nothing else', () => {
  assert.equal(retryAfterOf('2', 0), 2000)
  assert.equal(retryAfterOf('Thu, 01 Jan 1970 00:00:05 GMT', 2000), 3000)
  assert.equal(retryAfterOf('Thu, 01 Jan 1970 00:00:05 GMT', 9000), 0)
  assert.equal(retryAfterOf(null, 0), undefined)
  assert.equal(retryAfterOf('soon', 0), undefined)
})
