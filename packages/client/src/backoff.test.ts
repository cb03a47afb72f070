import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { delayOf, pause } from './backoff.ts'

test('delayOf() grows, stays within its bounds, and never waits less than half', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.nat(100),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (initial, attempt, random) => {
        const delay = delayOf({ initial, max: 10_000 }, attempt, random)
        const full = Math.min(10_000, initial * 2 ** Math.min(attempt, 30))
        assert.ok(delay >= full / 2 && delay < full + 1e-6)
      },
    ),
  )
})

test('pause() ends at once with the reason of a signal that is aborted already', async () => {
  await assert.rejects(pause(60_000, AbortSignal.abort(new Error('gone'))), /gone/)
})
