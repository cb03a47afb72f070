import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBackend, TestClock } from './testdata/site.ts'

test('openRestproxy() gives the loop of its targets the limits of the file', async context => {
  const limits = { window: 20, highWater: 30, brake: 0.5, brakeFloor: 40, stubborn: { tries: 3, after: '1m' } }
  const health = { intact: '2s', every: '3s' }
  const file = { dialect: 'bsn-v2.0', controllers: ['http://127.0.0.1:1'], limits, health }
  assert.deepEqual((await openBackend(context, file, new TestClock())).limits, {
    ...limits,
    stubborn: { tries: 3, after: 60_000 },
    intactEvery: 2000,
    probeEvery: 3000,
  })
})
