import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientErrors, exitOfCode } from './errors.ts'
import { exitCodes, exitOf } from './exit.ts'

const fault = (code: string, status: number) => ({ code, status, retry: false, message: '', cause: '', next: '' })

test('every fault says what to do, quotes nothing it was not given, and has an exit code that is documented', () => {
  for (const [code, row] of Object.entries(clientErrors.rows)) {
    for (const text of [row.message, row.cause, row.next]) {
      assert.notEqual(text, '', code)
      assert.doesNotMatch(text, /\.$/, code)
    }
    assert.ok(Object.hasOwn(exitCodes, String(exitOfCode(code))), code)
  }
})

test('exitOf() follows the first fault, by its own exit code or by the HTTP status', () => {
  assert.equal(exitOf([clientErrors.fault('server.away')]), 6)
  assert.equal(exitOf([fault('key.unknown', 404), fault('x', 500)]), 3)
  assert.equal(exitOf([fault('x', 0)], 412), 4)
  assert.equal(exitOf([fault('x', 418)]), 1)
  assert.equal(exitOf([fault('toString', 401)]), 5)
  assert.equal(exitOf([], 502), 6)
})
