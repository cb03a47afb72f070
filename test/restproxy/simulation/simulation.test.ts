/** Faults by chance: whatever happens to controllers, to the way to them and to Baryon, in the end all have what is stored, and nothing that was answered is lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { play } from './play.ts'

/** The same everywhere, unless another is asked for. */
const seed = Number(process.env['RESTPROXY_SEED'] ?? 1)
const schedules = Number(process.env['RESTPROXY_SCHEDULES'] ?? (process.env['RESTPROXY_SEED'] === undefined ? 25 : 1))

test('whatever fails, controllers end with what is stored, in order, and nothing acknowledged is lost', async context => {
  context.diagnostic(`RESTPROXY_SEED=${seed}, ${schedules} schedules`)
  let [writes, requests] = [0, 0]
  for (let at = 0; at < schedules; at++) {
    const played = await play(seed + at)
    writes += played.writes
    requests += played.requests
  }
  context.diagnostic(`${writes} changes, ${requests} requests to controllers`)
  assert.ok(writes > schedules && requests > schedules, 'something happened')
})
