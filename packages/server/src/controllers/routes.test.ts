import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { Drift } from '@baryon/reconcile'
import { type Served, serve, type Who } from '../testdata/serve.ts'
import { controllerRoutes } from './routes.ts'
import { broken, fault, refused, running, ScriptedFleet } from './testdata/scripted-fleet.ts'

let served: Served | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
})

async function serving(...fleets: readonly (readonly [string, ScriptedFleet])[]) {
  served = await serve({ parts: [controllerRoutes], fleets: fleets.map(([name, fleet]) => running(name, fleet)) })
  const ask = (method: string, path: string, body?: unknown, as: Who = 'admin') =>
    (served as Served).ask(method, `/v1/controllers${path}`, { as, ...(body === undefined ? {} : { body }) })
  return ask
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))

const port = (id: string, kind: Drift['kind'] = 'missing'): Drift => ({ key: { kind: 'port', id }, kind })

test('controllers are listed with how they are served; without a backend there is none', async () => {
  const ask = await serving(['restproxy', new ScriptedFleet('east', 'west')])
  const { status, body } = await ask('GET', '')
  assert.equal(status, 200)
  assert.deepEqual(
    body.controllers.map((each: { name: string }) => each.name),
    ['restproxy/east', 'restproxy/west'],
  )
  const [{ since, endpoints, drift, latency, target }] = body.controllers
  assert.equal(since, '1970-01-01T00:00:01.000Z')
  assert.deepEqual(endpoints[1], {
    name: 'b',
    url: 'http://10.0.0.2:8080',
    active: false,
    health: 'down',
    reason: 'no route',
    since: '1970-01-01T00:00:03.000Z',
  })
  assert.deepEqual(drift, { time: '1970-01-01T00:00:04.000Z', missing: 1, different: 2, surplus: 0 })
  assert.deepEqual([latency, target], [{ p50: 2, p99: 11 }, undefined])
  await served?.close()
  const none = await serving()
  assert.deepEqual((await none('GET', '')).body, { controllers: [] })
})

test('a controller is found by its whole name, and by its own name where that says which', async () => {
  const ask = await serving(
    ['restproxy', new ScriptedFleet('east', 'diff')],
    ['other', new ScriptedFleet('east', 'a b')],
  )
  const nameAt = async (path: string) => {
    const { status, body } = await ask('GET', path)
    return status === 200 ? body.name : `${status} ${body.code} ${body.detail}`
  }
  assert.equal(await nameAt('/restproxy/east'), 'restproxy/east')
  assert.equal(await nameAt('/other/a%20b'), 'other/a b')
  assert.equal(await nameAt('/other%2Feast/'), 'other/east')
  assert.equal(await nameAt('/diff'), 'restproxy/diff')
  assert.equal(await nameAt('/restproxy/diff'), 'restproxy/diff')
  assert.match(await nameAt('/east'), /^400 controller.ambiguous .*restproxy\/east, other\/east/)
  assert.match(await nameAt('/north'), /^404 controller.unknown .*there is restproxy\/east, restproxy\/diff, other/)
  assert.equal((await ask('GET', '/diff/diff')).status, 200)
  assert.equal((await ask('GET', '/east%ff')).status, 400)
})

test('only administrators may see or change controllers', async () => {
  const fleet = new ScriptedFleet('east')
  const ask = await serving(['restproxy', fleet])
  for (const path of ['', '/east', '/east/deliveries', '/east/diff', '/nowhere']) {
    const { status, body } = await ask('GET', path, undefined, 'alice')
    assert.deepEqual([path, status, body.code], [path, 403, 'controllers.denied'])
  }
  for (const verb of ['resync', 'pause', 'resume', 'drain', 'retry'])
    assert.equal((await ask('POST', `/east/${verb}`, {}, 'bob')).status, 403, verb)
  assert.equal((await fetch(`${served?.url}/v1/controllers`)).status, 401)
  assert.deepEqual(fleet.calls, [])
})

test('a wrong method is 405 with what is allowed', async () => {
  const ask = await serving(['restproxy', new ScriptedFleet('east')])
  const post = await ask('POST', '/east', {})
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD'])
  const get = await ask('GET', '/east/pause')
  assert.deepEqual([get.status, get.headers.get('allow')], [405, 'POST'])
  assert.equal((await ask('OPTIONS', '/east/pause')).status, 204)
})

test('a controller is paused, resumed and drained; a dry run says what would be and changes nothing', async () => {
  const fleet = new ScriptedFleet('east')
  const ask = await serving(['restproxy', fleet])
  const tried = await ask('POST', '/east/pause?dry_run=true')
  const expected = { controller: 'restproxy/east', before: 'running', after: 'paused', waiting: 1, behind: 2 }
  assert.deepEqual(tried.body, { ...expected, dry_run: true, phase: 'following' })
  await ask('POST', '/east/drain', { dry_run: true })
  assert.deepEqual(fleet.calls, [])
  assert.deepEqual((await ask('POST', '/east/pause')).body, { ...expected, dry_run: false, phase: 'paused' })
  await ask('POST', '/east/resume')
  await ask('POST', '/east/drain', {})
  assert.deepEqual(fleet.calls, [
    ['pause', 'east'],
    ['resume', 'east'],
    ['drain', 'east'],
  ])
})

test('a resync is as large as its scope says', async () => {
  const fleet = new ScriptedFleet('east')
  const ask = await serving(['restproxy', fleet])
  const done = await ask('POST', '/east/resync')
  assert.deepEqual(done.body, {
    controller: 'restproxy/east',
    scope: 'auto',
    dry_run: false,
    updates: 1,
    removals: 0,
    examples: [{ kind: 'port', id: 'p', drift: 'missing' }],
  })
  await ask('POST', '/east/resync', { scope: 'object', kind: 'port', id: 'p', parents: true, force: true })
  await ask('POST', '/east/resync?dry_run=true', { scope: 'network', id: 'n' })
  await ask('POST', '/east/resync', { scope: 'project', id: 'x', dry_run: true })
  await ask('POST', '/east/resync', { scope: 'bulk' })
  const asked = (scope: object, dryRun = false, force = false) => ['resync', 'east', scope, { dryRun, force }]
  assert.deepEqual(fleet.calls, [
    asked({ what: 'auto' }),
    asked({ what: 'object', key: { kind: 'port', id: 'p' }, parents: true }, false, true),
    asked({ what: 'network', id: 'n' }, true),
    asked({ what: 'project', id: 'x' }, true),
    asked({ what: 'bulk' }),
  ])
})

test('a resync that is not understood does nothing and tells every fault at once', async () => {
  const fleet = new ScriptedFleet('east')
  const ask = await serving(['restproxy', fleet])
  const pointers = async (body: unknown) => {
    const answer = await ask('POST', '/east/resync', body)
    assert.equal(answer.status, 400)
    return answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)
  }
  assert.deepEqual(await pointers({ scope: 'object', force: 1, id: 7, colour: 'red' }), [
    '/colour',
    '/kind',
    '/id',
    '/force',
  ])
  assert.deepEqual(await pointers({ scope: 'everything' }), ['/scope'])
  assert.deepEqual(await pointers({ scope: 'bulk', id: 'x', dry_run: null, parents: true }), ['/id', '/parents'])
  assert.equal((await ask('POST', '/east/resync', [])).status, 400)
  assert.equal((await ask('POST', '/east/resync?force=true', {})).status, 400)
  assert.deepEqual(fleet.calls, [])
})

test('what is refused is listed page by page with why, and tried again one by one or all', async () => {
  const fleet = new ScriptedFleet('east')
  fleet.refusals = ['p1', 'p2', 'p3'].map(refused)
  const ask = await serving(['restproxy', fleet])
  const first = await ask('GET', '/east/deliveries?state=refused&limit=2')
  assert.deepEqual(
    first.body.deliveries.map((each: { id: string }) => each.id),
    ['p1', 'p2'],
  )
  const { code, message, cause, next, retry } = fault
  assert.deepEqual(first.body.deliveries[0], {
    kind: 'port',
    id: 'p1',
    state: 'refused',
    revision: 5,
    time: '1970-01-01T00:00:05.000Z',
    address: { network: 'n' },
    parents: [{ kind: 'network', id: 'n' }],
    fault: { code, message, cause, next, retry },
  })
  const second = await (served as Served).ask('GET', first.body.deliveries_links[0].href)
  assert.deepEqual(
    second.body.deliveries.map((each: { id: string }) => each.id),
    ['p3'],
  )
  assert.equal(second.body.deliveries_links, undefined)
  assert.equal((await ask('GET', '/east/deliveries?state=lost&after=port&limit=0&more=1')).body.errors.length, 4)

  fleet.calls.length = 0
  assert.equal((await ask('POST', '/east/retry?dry_run=true')).body.count, 3)
  assert.deepEqual(
    fleet.calls.filter(([what]) => what === 'retry'),
    [],
  )
  const all = await ask('POST', '/east/retry')
  assert.deepEqual([all.body.count, all.body.things[2]], [3, { kind: 'port', id: 'p3' }])
  assert.equal((await ask('POST', '/east/retry', { kind: 'port' })).status, 400)
  assert.equal((await ask('POST', '/east/retry', { kind: 'port', id: 'p9' })).body.count, 1)
  assert.deepEqual(
    fleet.calls.filter(([what]) => what === 'retry').map(([, , key]) => key),
    [...fleet.refusals.map(each => each.key), { kind: 'port', id: 'p9' }],
  )
})

test('a comparison is told line by line and field by field, and ends with how many there were', async () => {
  const fleet = new ScriptedFleet('east')
  const fields = [
    { pointer: '/name', wanted: null, found: 'x' },
    { pointer: '/gateway', wanted: '10.0.0.1', found: undefined },
  ]
  fleet.drifts = [port('p1'), { ...port('p2', 'different'), fields }]
  const ask = await serving(['restproxy', fleet])
  const { status, text, headers } = await ask('GET', '/east/diff')
  assert.deepEqual([status, headers.get('content-type')], [200, 'application/x-ndjson; charset=utf-8'])
  assert.deepEqual(linesOf(text), [
    { kind: 'port', id: 'p1', drift: 'missing' },
    {
      kind: 'port',
      id: 'p2',
      drift: 'different',
      fields: [
        { pointer: '/name', wanted: null, found: 'x' },
        { pointer: '/gateway', wanted: '10.0.0.1' },
      ],
    },
    { complete: true, missing: 1, different: 1, surplus: 0 },
  ])
})

test('a comparison that cannot begin is refused, and one that breaks off says so in its last line', async () => {
  const fleet = new ScriptedFleet('east')
  const ask = await serving(['restproxy', fleet])
  fleet.drifts = [broken()]
  const refusal = await ask('GET', '/east/diff')
  assert.deepEqual([refusal.status, refusal.body.code], [503, fault.code])
  fleet.drifts = [port('p1'), broken()]
  const last = linesOf((await ask('GET', '/east/diff')).text).at(-1)
  assert.deepEqual([last.complete, last.fault.message], [false, fault.message])
})

test('a comparison that nobody reads any more is ended', async () => {
  const fleet = new ScriptedFleet('east')
  fleet.drifts = [port('p1'), port('p2'), port('p3')]
  await serving(['restproxy', fleet])
  const stop = new AbortController()
  const headers = { 'x-auth-token': 'admin' }
  const response = await fetch(`${served?.url}/v1/controllers/east/diff`, { headers, signal: stop.signal })
  await response.body?.getReader().read()
  stop.abort()
  await fleet.ended.promise
})
