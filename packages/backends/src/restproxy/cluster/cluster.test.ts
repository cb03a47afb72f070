import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Target } from '@baryon/reconcile'
import { forever, network, openSite, short, tenant } from '../testdata/site.ts'

const pair = { dialect: 'bsn-v2.0', listen: ['127.0.0.1:0', '127.0.0.1:0'], redirects: false } as const
const three = { ...pair, listen: [...pair.listen, '127.0.0.1:0'] } as const

const tell = async (target: Target) => short(await target.update(tenant, forever))
const active = (target: Target) => target.endpoints().findIndex(endpoint => endpoint.active)
const health = (target: Target) => target.endpoints().map(endpoint => endpoint.health)

test('one that does not take calls is left for the next, and told nothing more', async test => {
  const { target, controller, told } = await openSite(test, pair)
  await controller.door('refuse', 0)
  assert.equal(await tell(target), 'done')
  await controller.door('open', 0)
  for (let at = 0; at < 3; at++) assert.equal(await tell(target), 'done')
  assert.equal(active(target), 1)
  assert.deepEqual(health(target), ['down', 'up'])
  assert.match(target.endpoints()[0]?.reason ?? '', /ECONNREFUSED/)
  assert.deepEqual([told(0).length, told(1).length], [0, 4])
})

test('one that fails at everything is left when another one does not', async test => {
  const { target, controller, told } = await openSite(test, pair)
  controller.faults([{ status: 500, body: 'out of memory' }], 0)
  for (let at = 0; at < 3; at++) assert.equal(await tell(target), 'done')
  assert.deepEqual([active(target), told(0).length, told(1).length], [1, 0, 3])
})

test('what all of them fail at is no fault of the first, and its answer is told', async test => {
  const { target, controller } = await openSite(test, pair)
  controller.faults([{ method: 'POST', status: 500, body: 'first' }], 0)
  controller.faults([{ method: 'POST', status: 501, body: 'second' }], 1)
  const outcome = await target.update(tenant, forever)
  assert.ok(outcome.result === 'again')
  assert.equal(outcome.fault.cause, 'It answered 500: first')
  assert.equal(active(target), 0)
  assert.notEqual(target.endpoints()[0]?.health, 'down')
})

test('one that takes calls and does not answer is left', async test => {
  const { target, controller } = await openSite(test, pair, { deadlines: { answer: '100ms' } })
  await controller.door('silent', 0)
  assert.equal(await tell(target), 'done')
  assert.equal(active(target), 1)
})

test('a creation that one did not answer is no creation at the next', async test => {
  const { target, controller } = await openSite(test, pair, { deadlines: { answer: '100ms' } })
  await tell(target)
  controller.faults([{ method: 'POST', silent: 'after' }], 0)
  assert.equal(short(await target.update(network('n1'), forever)), 'done')
  const requests = controller.requests(1).filter(({ path }) => /networks/.test(path))
  assert.deepEqual(
    requests.map(({ method, status }) => `${method} ${status}`),
    ['PUT 200'],
  )
})

test('one that says who leads is followed there', async test => {
  const { target, told } = await openSite(test, { ...three, redirects: true })
  assert.equal(await tell(target), 'done')
  assert.equal(active(target), 0)
  const other = await openSite(test, { ...three, redirects: true })
  const urls = other.controller.urls
  const turned = await openSite(test, pair, { controllers: [urls[1], urls[2], urls[0]] })
  assert.equal(await tell(turned.target), 'done')
  assert.equal(active(turned.target), 2)
  assert.deepEqual([told(1).length, other.told(2).length], [0, 0])
})

test('one that leads to nobody who is known is said so', async test => {
  const { target, controller } = await openSite(test, { dialect: 'bsn-v2.0' })
  controller.faults([{ path: '/tenants', status: 302, headers: { location: 'http://192.0.2.1/' } }])
  assert.equal(await tell(target), 'again away controller.redirected')
})

test('one that is busy for too long is left, and not before', async test => {
  const { target, controller } = await openSite(test, pair, { failover: { patience: 3 } })
  controller.faults([{ path: '/tenants', status: 503 }], 0)
  const outcomes = [await tell(target), await tell(target), await tell(target)]
  assert.deepEqual(outcomes, ['again there controller.busy', 'again there controller.busy', 'done'])
  assert.equal(active(target), 1)
})

test('who is not known anywhere does not try everywhere', async test => {
  const { target, told } = await openSite(test, { ...pair, auth: 'u:p' })
  assert.equal(await tell(target), 'denied controller.denied')
  assert.deepEqual([active(target), told(1)], [0, []])
})

test('what a controller refuses is refused by all', async test => {
  const { target, controller, told } = await openSite(test, pair)
  controller.faults([{ method: 'POST', status: 400 }], 0)
  assert.equal(await tell(target), 'refused controller.refused')
  assert.deepEqual([active(target), told(1)], [0, []])
})

test('the active one stays when another one that was down is well again', async test => {
  const { target, controller, clock } = await openSite(test, pair)
  await controller.door('refuse', 0)
  await tell(target)
  await controller.door('open', 0)
  clock.pass(3_600_000)
  await target.probe(forever)
  assert.deepEqual([active(target), health(target)], [1, ['up', 'up']])
})

test('the preferred one is told again when it was well for long enough', async test => {
  const { target, controller, clock } = await openSite(test, pair, { failover: { back: '60s' } })
  await controller.door('refuse', 0)
  await tell(target)
  await controller.door('open', 0)
  await target.probe(forever)
  clock.pass(59_000)
  await target.probe(forever)
  assert.equal(active(target), 1)
  await controller.door('refuse', 0)
  await target.probe(forever)
  await controller.door('open', 0)
  await target.probe(forever)
  clock.pass(2000)
  await target.probe(forever)
  assert.equal(active(target), 1, 'the time begins anew when it was down meanwhile')
  clock.pass(60_000)
  await target.probe(forever)
  assert.equal(active(target), 0)
})

test('a probe goes over to one that is well, before anything has to be told', async test => {
  const { target, controller } = await openSite(test, three)
  await controller.door('refuse', 0)
  await controller.door('refuse', 1)
  assert.equal(short(await target.probe(forever)), 'done')
  assert.deepEqual([active(target), health(target)], [2, ['down', 'down', 'up']])
})

test('nobody there is said so, until somebody is', async test => {
  const { target, controller } = await openSite(test, pair)
  await controller.door('refuse')
  assert.equal(await tell(target), 'again away controller.away')
  assert.equal(short(await target.probe(forever)), 'again away controller.away')
  await controller.door('open', 1)
  assert.equal(short(await target.probe(forever)), 'done')
  assert.equal(await tell(target), 'done')
  assert.equal(active(target), 1)
})

test('calls that wait for one that is down go on at the next', async test => {
  const { target, controller } = await openSite(test, pair, {
    health: { deadline: '50ms' },
    deadlines: { answer: '10m' },
  })
  await tell(target)
  controller.faults([{ silent: 'before' }], 0)
  const calls = Array.from({ length: 5 }, (_, index) => target.update(network(`n${index}`), forever))
  await target.probe(forever)
  await target.probe(forever)
  assert.deepEqual((await Promise.all(calls)).map(short), ['done', 'done', 'done', 'done', 'done'])
})

test('who is slow once stays', async test => {
  const { target, controller } = await openSite(test, pair, { health: { deadline: '50ms' } })
  await target.probe(forever)
  controller.faults([{ path: '/health', silent: 'before', times: 1 }], 0)
  await target.probe(forever)
  assert.deepEqual([active(target), health(target)[0]], [0, 'up'])
})

test('listeners hear of what changes, and of nothing else', async test => {
  const { target, controller } = await openSite(test, pair)
  const heard: string[] = []
  let ended = () => {}
  const stop = target.onChange(() => {
    heard.push(
      target
        .endpoints()
        .map(one => `${one.active ? 'active ' : ''}${one.health}`)
        .join(', '),
    )
    ended()
  })
  await tell(target)
  await tell(target)
  assert.deepEqual(heard, ['active up, unknown'])
  const ending = new Promise<void>(resolve => {
    ended = resolve
  })
  await controller.door('refuse', 0)
  await ending
  await tell(target)
  assert.equal(heard.pop(), 'down, active up')
  assert.deepEqual(new Set(heard.splice(1)), new Set(['active up, unknown']), 'once for each connection that was ended')
  await tell(target)
  stop()
  await controller.door('refuse', 1)
  await tell(target)
  assert.equal(heard.length, 1)
})

test('controllers with a state of their own are targets of their own', async test => {
  const { backend, controller } = await openSite(test, pair, { mode: 'replicate' })
  assert.deepEqual(
    backend.targets.map(target => target.name),
    controller.urls.map(url => new URL(url).host),
  )
  await controller.door('refuse', 0)
  assert.deepEqual(await Promise.all(backend.targets.map(tell)), ['again away controller.away', 'done'])
})

test('members are looked after from the start', async test => {
  const { backend, target, controller } = await openSite(test, pair, { health: { every: '100ms' } })
  await controller.door('refuse', 0)
  const changed = new Promise<void>(resolve => {
    target.onChange(() => {
      if (active(target) === 1) resolve()
    })
  })
  await backend.start()
  await changed
  assert.deepEqual(health(target), ['down', 'up'])
})
