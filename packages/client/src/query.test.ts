import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conditionParameters } from './query.ts'

test('conditionParameters() writes each condition as the API reads it', () => {
  const parameters = conditionParameters({
    name: 'a b',
    status: ['UP', 'DOWN'],
    host_id: null,
    mtu: { from: 1, to: 9 },
    zone: { in: ['x,y', 'z'], not: ['q', 'r'], prefix: 'a' },
    tags: { has: 't' },
    up: false,
  })
  assert.deepEqual(
    [...parameters],
    [
      ['name', 'a b'],
      ['status', 'UP'],
      ['status', 'DOWN'],
      ['host_id.null', 'true'],
      ['mtu.from', '1'],
      ['mtu.to', '9'],
      ['zone', 'x,y'],
      ['zone', 'z'],
      ['zone.not', 'q'],
      ['zone.not', 'r'],
      ['zone.prefix', 'a'],
      ['tags.has', 't'],
      ['up', 'false'],
    ],
  )
})
