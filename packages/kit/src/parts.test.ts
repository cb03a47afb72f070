import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Part, startParts } from './parts.ts'

function recorder() {
  const events: string[] = []
  const part = (
    name: string,
    needs: readonly string[] = [],
    fails: { start?: boolean; stop?: boolean } = {},
  ): Part => ({
    name,
    needs,
    async start() {
      if (fails.start) throw new Error(`${name} does not start`)
      events.push(`+${name}`)
    },
    async stop() {
      events.push(`-${name}`)
      if (fails.stop) throw new Error(`${name} does not stop`)
    },
  })
  return { events, part }
}

test('startParts() starts in order and stops in reverse, once', async () => {
  const { events, part } = recorder()
  const running = await startParts([part('store'), part('http', ['store']), part('watch', ['store', 'http'])])
  await Promise.all([running.stop(), running.stop()])
  assert.deepEqual(events, ['+store', '+http', '+watch', '-watch', '-http', '-store'])
})

test('startParts() stops what is already running when a part fails', async () => {
  const { events, part } = recorder()
  const parts = [part('store'), part('http', ['store'], { start: true }), part('watch')]
  await assert.rejects(startParts(parts), /http does not start/)
  assert.deepEqual(events, ['+store', '-store'])
})

test('startParts() refuses a part that comes before what it needs, and one listed twice, before it starts any', async () => {
  const { events, part } = recorder()
  await assert.rejects(startParts([part('http', ['store']), part('store')]), /"http" needs "store"/)
  await assert.rejects(startParts([part('store'), part('store')]), /"store" is listed twice/)
  assert.deepEqual(events, [])
})

test('stop() stops the other parts although one fails, then throws its error', async () => {
  const { events, part } = recorder()
  const running = await startParts([part('store'), part('http', [], { stop: true })])
  await assert.rejects(running.stop(), /http does not stop/)
  assert.deepEqual(events, ['+store', '+http', '-http', '-store'])
})
