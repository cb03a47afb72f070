import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Desired } from '@baryon/reconcile'
import type { Controller } from '../../../../examples/controller/controller.ts'
import { forever, network, openSite, port, readAll, short, tenant } from './testdata/site.ts'

const v2 = { dialect: 'bsn-v2.0' } as const

test('a thing is made, found to be there, changed as one that is there, and removed; what is gone is gone', async test => {
  const { target, told } = await openSite(test, v2)
  for (const thing of [tenant, network('n1'), network('n1')])
    assert.equal(short(await target.update(thing, forever)), 'done')
  assert.equal(short(await target.update(network('n1'), forever, true)), 'done')
  for (let twice = 0; twice < 2; twice++)
    assert.equal(short(await target.remove(network('n1').key, network('n1').address, forever)), 'done')
  assert.equal(short(await target.update(network('n1'), forever, true)), 'done')
  assert.deepEqual(told(), [
    'POST /tenants 200',
    'POST /tenants/t1/networks 200',
    'POST /tenants/t1/networks 409',
    'PUT /tenants/t1/networks/n1 200',
    'PUT /tenants/t1/networks/n1 200',
    'DELETE /tenants/t1/networks/n1 200',
    'DELETE /tenants/t1/networks/n1 404',
    'PUT /tenants/t1/networks/n1 404',
    'POST /tenants/t1/networks 200',
  ])
})

test('a child whose parent is not there is an orphan', async test => {
  const { target } = await openSite(test, v2)
  assert.equal(short(await target.update(port('p1', 'n1'), forever)), 'orphan controller.orphan')
  assert.equal(short(await target.update(port('p1', 'n1'), forever, true)), 'orphan controller.orphan')
})

test('what a controller refuses is said in its words', async test => {
  const { target, controller } = await openSite(test, v2)
  controller.faults([{ method: 'POST', status: 422, body: '{"description": "no such colour"}' }])
  const outcome = await target.update(tenant, forever)
  assert.ok(outcome.result === 'refused')
  assert.equal(outcome.fault.cause, 'It answered 422: {"description": "no such colour"}')
})

test('a creation whose answer was lost is told as a change next, which does no harm twice', async test => {
  const { target, controller, told } = await openSite(test, v2)
  await target.update(tenant, forever)
  controller.faults([{ method: 'POST', lost: 'after', times: 1 }])
  assert.equal(short(await target.update(network('n1'), forever)), 'again away controller.unanswered')
  assert.equal(short(await target.update(network('n1'), forever)), 'done')
  assert.deepEqual(told().slice(1), ['POST /tenants/t1/networks 0', 'PUT /tenants/t1/networks/n1 200'])
})

test('a change whose connection broke is sent once more at once', async test => {
  const { target, controller, told } = await openSite(test, v2)
  for (const thing of [tenant, network('n1')]) await target.update(thing, forever)
  controller.forgetRequests()
  controller.faults([{ method: 'PUT', lost: 'after', times: 1 }])
  assert.equal(short(await target.update(network('n1', { name: 'x' }), forever, true)), 'done')
  controller.faults([{ method: 'DELETE', lost: 'before', times: 1 }])
  assert.equal(short(await target.remove(network('n1').key, network('n1').address, forever)), 'done')
  assert.deepEqual(
    told().map(line => line.split(' ')[2]),
    ['0', '200', '0', '200'],
  )
})

for (const method of ['PUT', 'DELETE'] as const)
  test(`a ${method} whose connection breaks each time is sent twice and no more, and told again later`, async test => {
    const { target, controller, told } = await openSite(test, v2)
    for (const thing of [tenant, network('n1')]) await target.update(thing, forever)
    controller.forgetRequests()
    controller.faults([{ method, lost: 'before' }])
    const { key, address } = network('n1')
    const change = () => target.update(network('n1', { name: 'x' }), forever, true)
    const outcome = await (method === 'PUT' ? change() : target.remove(key, address, forever))
    assert.equal(short(outcome), 'again away controller.unanswered')
    assert.deepEqual(told(), Array(2).fill(`${method} /tenants/t1/networks/n1 0`))
  })

test('an answer that does not come in time is not waited for', async test => {
  const { target, controller } = await openSite(test, v2, { deadlines: { answer: '100ms' } })
  controller.faults([{ silent: 'before' }])
  assert.equal(short(await target.update(tenant, forever)), 'again away controller.unanswered')
})

test('a controller that asks for patience gets it', async test => {
  const { target, controller } = await openSite(test, v2)
  controller.faults([{ method: 'POST', status: 503, headers: { 'retry-after': '9' } }])
  const outcome = await target.update(tenant, forever)
  assert.deepEqual(outcome.result === 'again' && [outcome.after, outcome.away], [9000, false])
})

test('credentials that changed are read again when they are refused', async test => {
  const file = `${process.env['TMPDIR'] ?? '/tmp'}/restproxy-secret-${process.pid}`
  writeFileSync(file, 'old:one\n')
  const { target, told } = await openSite(test, { ...v2, auth: 'new:one' }, { auth: { basic: `file:${file}` } })
  const outcome = await target.update(tenant, forever)
  assert.equal(short(outcome), 'denied controller.denied')
  assert.doesNotMatch(JSON.stringify(outcome), /old:one|b2xkOm9uZQ/)
  writeFileSync(file, 'new:one\n')
  assert.equal(short(await target.update(tenant, forever)), 'done')
  assert.deepEqual(told(), ['POST /tenants 200'])
})

test('a token is a cookie', async test => {
  process.env['RESTPROXY_TEST_TOKEN'] = 'abc'
  const { target, controller } = await openSite(
    test,
    { ...v2, token: 'abc' },
    { auth: { token: 'env:RESTPROXY_TEST_TOKEN' } },
  )
  assert.equal(short(await target.update(tenant, forever)), 'done')
  const headers = controller.requests().at(-1)?.headers
  assert.equal(headers?.['cookie'], 'session_cookie="abc"')
  assert.match(String(headers?.['traceparent']), /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
})

const askedOf = (controller: Controller) =>
  controller.requests().filter(({ path }) => path.endsWith('/capabilities')).length

test('capabilities are asked once', async test => {
  const { target, controller } = await openSite(test, v2)
  for (let at = 0; at < 3; at++) await target.update(tenant, forever)
  assert.equal(askedOf(controller), 1)
})

test('what can be told in other words is not told before a controller said what it can do, unless it fails at that for long', async test => {
  for (const answer of [{ status: 500 }, { status: 200, body: 'nonsense' }]) {
    const { target, controller, clock, told } = await openSite(test, { ...v2, capabilities: ['display-name'] })
    controller.faults([{ path: '/capabilities', ...answer }])
    assert.match(short(await target.update(tenant, forever)), /^again there/)
    assert.deepEqual(told(), [])
    clock.pass(11_000)
    assert.equal(short(await target.update(tenant, forever)), 'done')
    assert.doesNotMatch(controller.requests().at(-1)?.body ?? '', /display-name/)
  }
})

test('capabilities of a controller that failed are asked again, what it said before holds, and all are asked now and then', async test => {
  const { target, controller, clock } = await openSite(test, { ...v2, capabilities: ['display-name'] })
  const asked = () => askedOf(controller)
  controller.faults([{ path: '/capabilities', status: 500, times: 1 }])
  await target.update(tenant, forever)
  assert.equal(short(await target.update(tenant, forever)), 'done')
  assert.equal(asked(), 2)
  assert.match(controller.requests().at(-1)?.body ?? '', /display-name/)
  controller.faults([{ path: '/capabilities', status: 500, times: 1 }])
  clock.pass(601_000)
  assert.equal(short(await target.update(network('n1'), forever)), 'done')
  assert.equal(asked(), 3)
  assert.match(controller.requests().at(-1)?.body ?? '', /display-name/)
})

test('everything that a controller has is read to its end; an answer that is none ends without', async test => {
  const { target, controller } = await openSite(test, v2)
  for (const thing of [tenant, network('n1'), port('p1', 'n1')]) await target.update(thing, forever)
  const found = await readAll(target)
  assert.deepEqual(
    found.map(one => (one === 'complete' ? one : `${one.key.kind}/${one.key.id}`)),
    ['tenant/t1', 'network/n1', 'port/p1', 'complete'],
  )
  const one = await target.readOne?.(port('p1', 'n1').key, {}, forever)
  assert.ok(typeof one === 'object' && 'key' in one)
  assert.equal(await target.readOne?.(port('p2', 'n1').key, {}, forever), 'absent')
  for (const fault of [{ status: 500 }, { status: 200, body: '{"networks": [' }, { lost: 'before' as const }]) {
    controller.faults([{ path: '/topology', ...fault }])
    assert.deepEqual(await readAll(target), [])
  }
})

test('a controller that does not tell what it has is not asked again', async test => {
  const { target, controller } = await openSite(test, v2)
  await target.update(tenant, forever)
  assert.ok(target.describe().readable.includes('network'))
  controller.faults([{ path: '/topology', status: 404 }])
  assert.deepEqual(await readAll(target), [])
  assert.deepEqual(target.describe().readable, [])
  assert.equal(short((await target.intact?.(forever)) ?? { result: 'done' }), 'done')
})

async function* set(...things: readonly Desired[]): AsyncIterable<Desired> {
  yield* things
}

test('everything at once takes the place of all there was', async test => {
  const { target, controller } = await openSite(test, v2)
  for (const thing of [tenant, network('n1')]) await target.update(thing, forever)
  assert.ok(target.describe().bulk)
  const outcome = await target.replace?.(set(tenant, network('n2'), port('p2', 'n2')), 'test', forever)
  assert.deepEqual(outcome, { result: 'done' })
  assert.deepEqual(
    (await readAll(target)).map(one => (one === 'complete' ? one : one.key.id)),
    ['t1', 'n2', 'p2', 'complete'],
  )
  controller.faults([{ path: '/topology', status: 500 }])
  assert.equal(
    short((await target.replace?.(set(tenant), 'test', forever)) ?? { result: 'done' }),
    'again there controller.failed',
  )
})

test('a controller that does not take everything at once is told thing by thing', async test => {
  const { target, controller } = await openSite(test, v2)
  controller.faults([{ path: '/topology', status: 405 }])
  assert.equal(
    short((await target.replace?.(set(tenant), 'test', forever)) ?? { result: 'done' }),
    'refused controller.refused',
  )
  assert.equal(target.describe().bulk, false)
})

test('a controller that repeats the credentials does not tell them to anybody', async test => {
  process.env['RESTPROXY_TEST_AUTH'] = 'admin:s3cret'
  const { target, controller } = await openSite(test, v2, { auth: { basic: 'env:RESTPROXY_TEST_AUTH' } })
  controller.faults([{ method: 'POST', status: 400, body: 'Authorization: Basic YWRtaW46czNjcmV0 (admin:s3cret)' }])
  const outcome = await target.update(tenant, forever)
  assert.equal('fault' in outcome && outcome.fault.cause, 'It answered 400: Authorization: Basic *** (***)')
})

const intact = async (target: { intact?(signal: AbortSignal): Promise<import('@baryon/reconcile').Outcome> }) =>
  short((await target.intact?.(forever)) ?? { result: 'done' })

test('a controller that lost everything is found out by its hash', async test => {
  const { target, controller } = await openSite(test, { ...v2, dialect: 'bsn-v1.1', capabilities: ['consistency'] })
  assert.equal(await intact(target), 'done')
  await target.update(network('n1'), forever)
  assert.equal(target.describe().concurrency, 1)
  assert.equal(await intact(target), 'done')
  await controller.restart({ empty: true })
  assert.equal(await intact(target), 'diverged controller.diverged')
  // Until it gives a hash none is told, so that it can be repaired
  assert.equal(short(await target.update(network('n1'), forever)), 'done')
  assert.equal(await intact(target), 'done')
})

test('a hash that nobody sent is believed with what was read, and not without', async test => {
  const { target, controller } = await openSite(test, { ...v2, dialect: 'bsn-v1.1', capabilities: ['consistency'] })
  await target.update(network('n1'), forever)
  const lose = () => controller.restart({ empty: true })
  await lose()
  assert.equal(await intact(target), 'diverged controller.diverged')
  assert.equal(await intact(target), 'done', 'it is being compared')
  assert.equal((await readAll(target)).at(-1), 'complete')
  await fetch(`${controller.url}${controller.base}/tenants/t1/networks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ network: network('n2').body }),
  })
  assert.equal(await intact(target), 'diverged controller.diverged')
})

test('each call carries the hash of the newest good answer, however many are under way', async test => {
  const { target, controller } = await openSite(test, { ...v2, dialect: 'bsn-v1.1', capabilities: ['consistency'] })
  const ids = Array.from({ length: 20 }, (_, index) => `n${index}`)
  const outcomes = await Promise.all(ids.map(id => target.update(network(id), forever)))
  assert.ok(outcomes.every(outcome => outcome.result === 'done'))
  assert.equal(controller.requests().find(({ method }) => method === 'POST')?.headers['x-bsn-bvs-hash-match'], '')
  controller.faults([{ conflict: true, times: 1 }])
  assert.equal(short(await target.update(network('n0'), forever, true)), 'diverged controller.diverged')
})

test('a controller that lost everything is found out by having nothing', async test => {
  for (const dialect of ['bsn-v2.0', 'floodlight-v1.1'] as const) {
    const { target, controller } = await openSite(test, { dialect, capabilities: [] })
    for (const thing of dialect === 'bsn-v2.0' ? [tenant, network('n1')] : [network('n1')])
      await target.update(thing, forever)
    assert.equal(await intact(target), 'done')
    await controller.restart({ empty: true })
    assert.equal(await intact(target), 'diverged controller.diverged')
    assert.equal(await intact(target), 'done', 'it is said once')
    await controller.door('refuse')
    await target.update(network('n1'), forever)
  }
})

test('a target that was never told anything does not miss it', async test => {
  const { target } = await openSite(test, { dialect: 'floodlight-v1.1' })
  target.begins?.(false)
  assert.equal(await intact(target), 'done')
  target.begins?.(true)
  assert.equal(await intact(target), 'diverged controller.diverged')
})

test('controllers are compared at each start where that is configured', async test => {
  const { target } = await openSite(test, v2, { syncOnStart: true })
  await target.update(tenant, forever)
  await target.update(network('n1'), forever)
  assert.equal(await intact(target), 'diverged controller.diverged')
  assert.equal(await intact(target), 'done')
})

test('a probe is answered by whoever is there, whether there is a question about health or not', async test => {
  for (const dialect of ['bsn-v2.0', 'bsn-v1.1', 'quantum-v1.0', 'floodlight-v1.0'] as const) {
    const { target, controller } = await openSite(test, { dialect })
    assert.equal(short(await target.probe(forever)), 'done', dialect)
    await controller.door('refuse')
    assert.equal(short(await target.probe(forever)), 'again away controller.away', dialect)
    assert.equal(target.endpoints()[0]?.health, 'down')
  }
})

test('a call ends with its signal', async test => {
  const { target, controller } = await openSite(test, v2)
  await target.update(tenant, forever)
  controller.faults([{ silent: 'before' }])
  const stop = new AbortController()
  const call = target.update(tenant, stop.signal)
  stop.abort()
  assert.equal(short(await call), 'again there controller.stopped')
})
