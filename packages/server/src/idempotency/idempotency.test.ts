import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { projects, type Served, serve } from '../testdata/serve.ts'

let served: Served

before(async () => {
  served = await serve()
})
after(() => served.close())

const base = '/proton/lab/v2.1'
const tenant_id = projects.alice
const keyed = (key: string) => ({ 'idempotency-key': key })
const count = async (name: string) => (await served.ask('GET', `${base}/switches?name=${name}`)).body.switches.length

test('the same request under a key is done once and gets the same answer', async () => {
  const ask = () => served.ask('POST', `${base}/switches`, { headers: keyed('a'), body: { tenant_id, name: 'once' } })
  const first = await ask()
  const again = await ask()
  assert.equal(first.headers.get('idempotency-replayed'), null)
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
  assert.equal(again.status, 201)
  assert.equal(again.text, first.text)
  for (const name of ['etag', 'location', 'baryon-revision', 'content-type'])
    assert.equal(again.headers.get(name), first.headers.get(name), name)
  assert.equal(await count('once'), 1)
})

test('PUT, PATCH, DELETE, actions and changes are replayed too', async () => {
  const made = await served.ask('POST', `${base}/switches`, { body: { tenant_id } })
  const path = made.headers.get('location') ?? ''
  const port = (await served.ask('POST', `${base}/ports`, { body: { tenant_id, switch_id: made.body.id } })).body
  const operation = { op: 'update', service: 'lab', kind: 'Switch', id: made.body.id, body: { rack: 9 } }
  const requests: readonly [string, string, unknown][] = [
    ['PUT', path, { name: 'put' }],
    ['PATCH', path, { name: 'patched' }],
    ['POST', `${base}/ports/${port.id}/rename`, { name: 'renamed' }],
    ['POST', '/v1/changes', { operations: [operation] }],
    ['DELETE', path, undefined],
  ]
  for (const [method, target, body] of requests) {
    const headers = keyed(`replay-${method}-${target.slice(-7)}`)
    const first = await served.ask(method, target, { headers, body })
    assert.ok(first.status < 300, first.text)
    const head = served.store.journal.head()
    const again = await served.ask(method, target, { headers, body })
    assert.deepEqual([again.status, again.text], [first.status, first.text])
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
    assert.equal(served.store.journal.head(), head)
  }
})

test('another body, URL or method under the same key is 422 and changes nothing', async () => {
  const body = { tenant_id, name: 'first' }
  const first = await served.ask('POST', `${base}/switches`, { headers: keyed('b'), body })
  const head = served.store.journal.head()
  for (const [method, path, other] of [
    ['POST', `${base}/switches`, { tenant_id, name: 'second' }],
    ['POST', `${base}/vaults`, body],
    ['POST', `${base}/switches?dry_run=true`, body],
    ['PUT', `${base}/switches/${first.body.id}`, body],
  ] as const) {
    const { status, body: problem } = await served.ask(method, path, { headers: keyed('b'), body: other })
    assert.deepEqual([status, problem.code], [422, 'idempotency.reused'])
  }
  assert.equal(served.store.journal.head(), head)
})

test("a key is the caller's own: another caller's request under it is another request", async () => {
  const ask = (as: 'alice' | 'bob') =>
    served.ask('POST', `${base}/switches`, { as, headers: keyed('shared'), body: { tenant_id: projects[as] } })
  const [mine, theirs] = [await ask('alice'), await ask('bob')]
  assert.deepEqual([mine.status, theirs.status], [201, 201])
  assert.notEqual(mine.body.id, theirs.body.id)
})

test('a request that was refused may be corrected under its key', async () => {
  const refused = await served.ask('POST', `${base}/switches`, { headers: keyed('c'), body: { colour: 1 } })
  assert.equal(refused.status, 400)
  const made = await served.ask('POST', `${base}/switches`, { headers: keyed('c'), body: { tenant_id } })
  assert.equal(made.status, 201)
})

test('a dry run keeps no answer', async () => {
  const body = { tenant_id, name: 'dry' }
  const tried = await served.ask('POST', `${base}/switches?dry_run=true`, { headers: keyed('d'), body })
  assert.equal(tried.status, 201)
  assert.equal((await served.ask('POST', `${base}/switches`, { headers: keyed('d'), body })).status, 201)
  assert.equal(await count('dry'), 1)
})

test('of many at the same time one is done, and all get its answer', async () => {
  const ask = () => served.ask('POST', `${base}/switches`, { headers: keyed('e'), body: { tenant_id, name: 'race' } })
  const answers = await Promise.all(Array.from({ length: 20 }, ask))
  assert.deepEqual(new Set(answers.map(answer => answer.text)).size, 1)
  assert.deepEqual(new Set(answers.map(answer => answer.status)), new Set([201]))
  assert.equal(await count('race'), 1)
})

test('of many different ones at the same time under one key, one is done and the others are 422', async () => {
  const ask = (_: unknown, index: number) =>
    served.ask('POST', `${base}/switches`, { headers: keyed('f'), body: { tenant_id, name: 'mixed', rack: index } })
  const answers = await Promise.all(Array.from({ length: 10 }, ask))
  const statuses = answers.map(answer => answer.status).toSorted()
  assert.deepEqual(statuses, [201, ...Array(9).fill(422)])
  assert.equal(await count('mixed'), 1)
})

test('a key that is empty, too long or not visible ASCII is 400', async () => {
  for (const key of ['x'.repeat(256), 'two words', 'ä']) {
    const headers = { 'idempotency-key': key }
    const { status, body } = await served.ask('POST', `${base}/switches`, { headers, body: { tenant_id } })
    assert.deepEqual([status, body.code], [400, 'header.value'])
  }
})

test('an answer is forgotten with its time', async () => {
  const ask = () => served.ask('POST', `${base}/switches`, { headers: keyed('g'), body: { tenant_id, name: 'old' } })
  await ask()
  assert.ok((await served.store.forget(Date.now() + 1)) > 0)
  assert.equal((await ask()).headers.get('idempotency-replayed'), null)
  assert.equal(await count('old'), 2)
})
