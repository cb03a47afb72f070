import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import type { TargetEvent } from '@baryon/reconcile'
import type { Register } from '../context.ts'
import { events } from '../testdata/events.ts'
import { projects, serve } from '../testdata/serve.ts'
import { Hub } from '../watch/hub.ts'
import { watchRoutes } from '../watch/routes.ts'
import { Watcher } from '../watch/watcher.ts'
import { running, ScriptedFleet } from './testdata/scripted-fleet.ts'

const watch: Register = (app, context) => {
  const hub = new Hub(context.store.journal, context.registry)
  hub.start()
  watchRoutes(hub, () => true)(app, context)
}

const event: TargetEvent = { target: 'east', event: 'breaker', time: 1_000, detail: { breaker: 'open' } }
const told = {
  controller: 'restproxy/east',
  event: 'breaker',
  time: '1970-01-01T00:00:01.000Z',
  detail: { breaker: 'open' },
}

async function watching(t: TestContext) {
  const fleet = new ScriptedFleet('east')
  const served = await serve({ parts: [watch], fleets: [running('restproxy', fleet)] })
  t.after(() => served.close())
  const open = async (query: string, as = 'admin') => {
    const stream = await events(`${served.url}/v1/watch${query}`, { 'x-auth-token': as })
    t.after(() => stream.close())
    return stream
  }
  const create = () => served.ask('POST', '/proton/lab/v2.1/samples', { body: { tenant_id: projects.alice } })
  return { fleet, served, open, create }
}

test('administrators who ask for it are told what happens to controllers, beside the changes or alone', async t => {
  const { fleet, open, create } = await watching(t)
  const [too, only, without] = [await open('?controllers=true'), await open('?controllers=only&from=0'), await open('')]
  for (const stream of [too, only, without]) assert.equal((await stream.next())?.event, 'synced')
  await create()
  assert.equal((await too.next())?.event, 'create')
  fleet.tell(event)
  for (const stream of [too, only]) {
    const heard = await stream.next()
    assert.deepEqual([heard?.event, heard?.data], ['controller', told])
    assert.ok(Number.isNaN(heard?.id), 'an event of a controller does not move the place in the journal')
  }
  await create()
  assert.deepEqual(
    (await without.take(2)).map(one => one.event),
    ['create', 'create'],
  )
})

test('others are not told of controllers, and a misspelt wish is refused', async t => {
  const { served, fleet } = await watching(t)
  const denied = await served.ask('GET', '/v1/watch?controllers=true', { as: 'alice' })
  assert.deepEqual([denied.status, denied.body.code], [403, 'controllers.denied'])
  assert.equal((await served.ask('GET', '/v1/watch?controllers=yes')).status, 400)
  assert.equal(fleet.listeners.size, 1)
  await served.close()
  assert.equal(fleet.listeners.size, 0)
})

test('a connection that takes nothing holds a bounded number of events of controllers', async () => {
  const taken: string[] = []
  let take: (() => void) | undefined
  const output = new Writable({
    highWaterMark: 10,
    write(chunk, _encoding, done) {
      taken.push(String(chunk))
      take = done
    },
  })
  const feed = { head: 0, recent: () => [], backlog: async () => undefined }
  const selection = { filter: {}, kinds: undefined }
  const watcher = new Watcher(feed, { selection, view: undefined as never, from: 0, output })
  for (let number = 0; number < 10_000; number++) watcher.tellAside(Buffer.from(`event ${number} of many\n`))
  while (take !== undefined) {
    const next = take
    take = undefined
    next()
    await new Promise(resolve => setImmediate(resolve))
  }
  assert.equal(taken[0], 'event 0 of many\n')
  assert.equal(taken.at(-2), 'event 9999 of many\n')
  assert.match(taken.at(-1) ?? '', /synced/)
  assert.ok(taken.length <= 258, String(taken.length))
})
