import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from './api-error.ts'
import { type ClientOptions, createClient } from './client.ts'
import { json, lost, problem, scriptedServer } from './testdata/scripted-server.ts'
import { things } from './testdata/small-models.ts'

const server = await scriptedServer()
const quick = { initial: 1, max: 4 }
const connect = (options: Partial<ClientOptions> = {}) =>
  createClient({ url: server.url, models: [things], backoff: quick, ...options })

const failure = async (work: Promise<unknown>): Promise<ApiError> => {
  const error = await work.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof ApiError, String(error))
  return error
}

test('a write that is answered 503 is sent again as the very same request', async () => {
  server.script(problem(503, 'store.away'), lost, json(201, { id: '1' }, { 'baryon-revision': '7', etag: '"7"' }))
  const kept = await connect().kind('lab', 'Thing').create({ name: 'a' })
  assert.deepEqual(kept, { object: { id: '1' }, revision: 7, etag: '"7"', replayed: false })
  assert.equal(server.seen.length, 3)
  const keys = new Set(server.seen.map(request => request.headers['idempotency-key']))
  const ids = new Set(server.seen.map(request => request.headers['x-request-id']))
  assert.equal(keys.size, 1)
  assert.match([...keys][0] as string, /^[0-9a-f-]{36}$/)
  assert.equal(ids.size, 1)
  assert.deepEqual(
    server.seen.map(request => request.body),
    Array(3).fill('{"name":"a"}'),
  )
})

test('two writes have keys of their own', async () => {
  server.script(json(201, { id: '1' }))
  const kind = connect().kind('lab', 'Thing')
  await kind.create({})
  await kind.create({})
  assert.notEqual(server.seen[0]?.headers['idempotency-key'], server.seen[1]?.headers['idempotency-key'])
})

test('a write is sent once, without a key, when nothing may be repeated', async () => {
  server.script(lost, json(201, {}))
  const error = await failure(connect({ retries: 0 }).kind('lab', 'Thing').create({}))
  assert.equal(error.code, 'server.away')
  assert.equal(server.seen.length, 1)
  assert.equal(server.seen[0]?.headers['idempotency-key'], undefined)
})

test('a dry run keeps nothing, so it has no key', async () => {
  server.script(json(201, {}))
  await connect().kind('lab', 'Thing').create({}, { dryRun: true })
  assert.equal(server.seen[0]?.url, '/proton/lab/v1.0/things?dry_run=true')
  assert.equal(server.seen[0]?.headers['idempotency-key'], undefined)
})

test('a refusal is not repeated and tells every fault', async () => {
  server.script(problem(409, 'unique.taken'))
  const error = await failure(connect().kind('lab', 'Thing').create({}))
  assert.equal(server.seen.length, 1)
  assert.equal(error.status, 409)
  assert.equal(error.code, 'unique.taken')
  assert.equal(error.requestId, 'req-1')
  assert.deepEqual(error.faults, [
    {
      code: 'unique.taken',
      status: 409,
      retry: false,
      message: 'refused by unique.taken',
      cause: 'why',
      next: 'what',
      pointer: '/name',
    },
  ])
})

test('the number of attempts is bounded, and the last refusal is told', async () => {
  server.script(problem(503, 'store.away'))
  const error = await failure(connect({ retries: 2 }).request({ method: 'GET', path: '/readyz' }))
  assert.equal(server.seen.length, 3)
  assert.equal(error.status, 503)
})

test('Retry-After is waited for, and given up on when it is longer than a caller waits', async () => {
  server.script(problem(503, 'store.away', { 'retry-after': '1' }), json(200, {}))
  const before = performance.now()
  await connect().request({ method: 'GET', path: '/' })
  assert.ok(performance.now() - before >= 990)
  server.script(problem(503, 'store.away', { 'retry-after': '3600' }), json(200, {}))
  const error = await failure(connect().request({ method: 'GET', path: '/' }))
  assert.equal(error.retryAfter, 3_600_000)
  assert.equal(server.seen.length, 1)
})

test('a server that does not answer is told from one that is away', async () => {
  server.script(() => {})
  assert.equal(
    (
      await failure(
        connect({ timeout: 30, retries: 0 })
          .models()
          .then(() => connect({ timeout: 30, retries: 0 }).request({ method: 'GET', path: '/' })),
      )
    ).code,
    'server.slow',
  )
  const away = await failure(createClient({ url: 'http://127.0.0.1:1', retries: 0 }).models())
  assert.equal(away.code, 'server.away')
  assert.equal(away.status, 0)
})

test('an answer that is not from Baryon is said to be none', async () => {
  const html = (status: number) => (response: import('node:http').ServerResponse) => {
    response.writeHead(status, { 'content-type': 'text/html' })
    response.end('<html>')
  }
  server.script(html(200))
  assert.match((await failure(connect().request({ method: 'GET', path: '/' }))).message, /not JSON/)
  server.script(html(404))
  const error = await failure(connect().request({ method: 'GET', path: '/' }))
  assert.equal(error.status, 404)
  assert.equal(error.code, 'server.answer')
  server.script(json(200, { other: [] }))
  assert.match((await failure(createClient({ url: server.url }).models())).message, /has no services/)
})

test('an abort ends a request, and what it waits for between attempts, with its own reason', async () => {
  server.script(problem(503, 'store.away'))
  const stop = new AbortController()
  const work = connect({ backoff: { initial: 60_000, max: 60_000 } }).request({
    method: 'GET',
    path: '/',
    signal: stop.signal,
  })
  const reason = new Error('enough')
  setTimeout(() => stop.abort(reason), 30)
  await assert.rejects(work, reason)
})

test('a token is sent, and redirects are not followed with it', async () => {
  server.script(json(200, {}))
  await connect({ token: 'secret' }).request({ method: 'GET', path: '/' })
  assert.equal(server.seen[0]?.headers.authorization, 'Bearer secret')
  server.script(response => {
    response.writeHead(302, { location: `${server.url}/elsewhere` })
    response.end()
  })
  await failure(connect({ token: 'secret', retries: 0 }).request({ method: 'GET', path: '/' }))
  assert.equal(server.seen.length, 1)
})

test('ids are one segment of the path, and what cannot be one is refused without asking', async () => {
  server.script(json(200, {}))
  const kind = connect().kind('lab', 'Thing')
  await kind.show('a/b?c#d,e f')
  assert.equal(server.seen[0]?.url, '/proton/lab/v1.0/things/a%2Fb%3Fc%23d%2Ce%20f')
  for (const id of ['', '.', '..']) assert.equal((await failure(kind.delete(id))).code, 'id.unusable')
  assert.equal(server.seen.length, 1)
})

test('each verb is sent as the API has it', async () => {
  server.script(json(200, {}))
  const kind = connect().kind('lab', 'Thing')
  await kind.update('1', { name: 'a' }, { ifMatch: 12 })
  await kind.patch('1', { name: null }, { ifMatch: '"13"' })
  await kind.action('1', 'bind', { host: 'h' })
  await kind.delete('1')
  await kind.createAll([{ name: 'a' }])
  assert.deepEqual(
    server.seen.map(({ method, url, headers, body }) => [
      method,
      url,
      headers['if-match'],
      headers['content-type'],
      body,
    ]),
    [
      ['PUT', '/proton/lab/v1.0/things/1', '"12"', 'application/json', '{"name":"a"}'],
      ['PATCH', '/proton/lab/v1.0/things/1', '"13"', 'application/merge-patch+json', '{"name":null}'],
      ['POST', '/proton/lab/v1.0/things/1/bind', undefined, 'application/json', '{"host":"h"}'],
      ['DELETE', '/proton/lab/v1.0/things/1', undefined, undefined, ''],
      ['POST', '/proton/lab/v1.0/things', undefined, 'application/json', '{"things":[{"name":"a"}]}'],
    ],
  )
})
