/** One object over HTTP: conditions, projections, dry runs, the past, bulk, actions. */
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
const unknown = '99999999-9999-4999-8999-999999999999'

const create = async (plural: string, more = {}, as: 'admin' | 'alice' | 'bob' = 'admin') => {
  const made = await served.ask('POST', `${base}/${plural}`, { as, body: { tenant_id, ...more } })
  assert.equal(made.status, 201, made.text)
  return made
}
const newPort = async () => {
  const { body: sw } = await create('switches')
  const { body: port } = await create('ports', { switch_id: sw.id })
  return { sw, port, path: `${base}/ports/${port.id}` }
}

test('ETag is the revision of the last change, Baryon-Revision that of the write', async () => {
  const made = await create('switches', { name: 'a' })
  const path = made.headers.get('location') ?? ''
  const put = await served.ask('PUT', path, { body: { name: 'b' } })
  assert.equal(Number(put.headers.get('baryon-revision')), Number(made.headers.get('baryon-revision')) + 1)
  assert.equal(put.headers.get('etag'), `"${put.headers.get('baryon-revision')}"`)
  const got = await served.ask('GET', path)
  assert.equal(got.headers.get('etag'), put.headers.get('etag'))
  assert.ok(Number(got.headers.get('baryon-revision')) >= Number(put.headers.get('baryon-revision')))
})

test('GET with a matching If-None-Match is 304 without a body', async () => {
  const made = await create('switches')
  const path = made.headers.get('location') ?? ''
  const etag = made.headers.get('etag') ?? ''
  for (const known of [etag, `W/${etag}`, `"0", ${etag}`, '*']) {
    const { status, text, headers } = await served.ask('GET', path, { headers: { 'if-none-match': known } })
    assert.deepEqual([status, text, headers.get('etag')], [304, '', etag], known)
  }
  assert.equal((await served.ask('GET', path, { headers: { 'if-none-match': '"0"' } })).status, 200)
})

test('PUT, PATCH, DELETE and actions with a stale If-Match are 412 and change nothing', async () => {
  const { path } = await newPort()
  const { headers: old } = await served.ask('GET', path)
  await served.ask('PUT', path, { body: { name: 'changed', enabled: false } })
  const stale = { 'if-match': old.get('etag') ?? '' }
  const head = served.store.journal.head()
  for (const [method, target, body] of [
    ['PUT', path, { name: 'x' }],
    ['PATCH', path, { name: 'x' }],
    ['DELETE', path, undefined],
    ['POST', `${path}/enable`, undefined],
  ] as const) {
    const { status, body: problem } = await served.ask(method, target, { headers: stale, body })
    assert.deepEqual([status, problem.code], [412, 'revision.stale'], method)
  }
  assert.equal(served.store.journal.head(), head)
})

test('If-Match takes the ETag, a bare revision, one of several, and "*"', async () => {
  const made = await create('switches')
  const path = made.headers.get('location') ?? ''
  let etag = made.headers.get('etag') ?? ''
  for (const [index, form] of ['E', 'bare', 'several', '*'].entries()) {
    const forms: Record<string, string> = { E: etag, bare: etag.slice(1, -1), several: `"0", ${etag}`, '*': '*' }
    const headers = { 'if-match': forms[form] ?? '' }
    const put = await served.ask('PUT', path, { headers, body: { name: `n${index}` } })
    assert.equal(put.status, 200, form)
    etag = put.headers.get('etag') ?? ''
  }
})

test('If-Match with a tag that is not ours never matches, and with no tag at all is 400', async () => {
  const path = (await create('switches')).headers.get('location') ?? ''
  const put = (tag: string) => served.ask('PUT', path, { headers: { 'if-match': tag }, body: { name: 'x' } })
  assert.equal((await put('"abc"')).status, 412)
  assert.equal((await put('W/"1"')).status, 412)
  assert.equal((await put('"1", "2"')).status, 412)
  assert.equal((await put('abc')).status, 400)
})

test('a stale If-Match on an object that the caller cannot see is 404', async () => {
  const path = (await create('switches')).headers.get('location') ?? ''
  const headers = { 'if-match': '"0"' }
  assert.equal((await served.ask('PUT', path, { as: 'bob', headers, body: {} })).status, 404)
})

test('?fields answers these attributes alone, in the order of the model', async () => {
  const path = (await create('switches', { name: 'f', rack: 3 })).headers.get('location') ?? ''
  const { text } = await served.ask('GET', `${path}?fields=rack,name`)
  assert.equal(text, '{"name":"f","rack":3}')
})

test('write-only attributes are never answered', async () => {
  const made = await create('vaults', { password: 'secret', margin: 5, remark: 'r' })
  const path = made.headers.get('location') ?? ''
  const patched = await served.ask('PATCH', path, { body: { password: 'other' } })
  const listed = await served.ask('GET', `${base}/vaults`)
  for (const { text } of [made, patched, await served.ask('GET', path), listed])
    assert.doesNotMatch(text, /password|secret|other/)
  assert.equal((await served.ask('GET', `${path}?fields=password`)).status, 400)
})

test('an attribute with a read policy is answered to those for whom it holds, in lists too', async () => {
  const { body } = await create('vaults', { margin: 5, remark: 'r' })
  const seen = async (as: 'admin' | 'alice' | 'bob') => {
    const one = (await served.ask('GET', `${base}/vaults/${body.id}`, { as })).body
    const { vaults } = (await served.ask('GET', `${base}/vaults`, { as })).body
    assert.deepEqual(
      vaults.find((each: { id: string }) => each.id === body.id),
      one,
    )
    return ['margin' in one, 'remark' in one]
  }
  assert.deepEqual(await seen('admin'), [true, true])
  assert.deepEqual(await seen('alice'), [false, true])
  assert.deepEqual(await seen('bob'), [false, false])
})

test('?at answers the object as it was at a revision and at a time', async () => {
  const made = await create('switches', { name: 'first' })
  const path = made.headers.get('location') ?? ''
  const created = made.body.created_at
  await new Promise(resolve => setTimeout(resolve, 5))
  const put = await served.ask('PUT', path, { body: { name: 'second' } })
  const at = async (text: string) => {
    const got = await served.ask('GET', `${path}?at=${text}`)
    return got.status === 200 ? got.body.name : got.status
  }
  assert.equal(await at(made.headers.get('baryon-revision') ?? ''), 'first')
  assert.equal(await at(put.headers.get('baryon-revision') ?? ''), 'second')
  assert.equal(await at(created), 'first')
  assert.equal(await at(encodeURIComponent(put.body.updated_at)), 'second')
  assert.equal(await at(String(Number(made.headers.get('baryon-revision')) - 1)), 404)
  await served.ask('DELETE', path)
  assert.equal(await at(put.headers.get('baryon-revision') ?? ''), 'second')
})

test('?at of a revision that does not exist yet is 400, of one that is compacted 410', async () => {
  const path = (await create('switches')).headers.get('location') ?? ''
  const future = await served.ask('GET', `${path}?at=${served.store.journal.head() + 1}`)
  assert.deepEqual([future.status, future.body.errors[0].pointer], [400, '?at'])
  await served.ask('PUT', path, { body: { name: 'x' } })
  await served.store.journal.compact(served.store.journal.head())
  for (const target of [path, `${base}/switches`]) {
    const past = await served.ask('GET', `${target}?at=${served.store.journal.horizon() - 1}`)
    assert.deepEqual([past.status, past.body.code, past.body.errors[0].pointer], [410, 'revision.compacted', '?at'])
  }
})

test('?dry_run=true answers what a write would and keeps nothing', async () => {
  const { path, port } = await newPort()
  const head = served.store.journal.head()
  const body = { tenant_id, name: 'tried' }
  const made = await served.ask('POST', `${base}/switches?dry_run=true`, { body })
  assert.deepEqual([made.status, made.body.name], [201, 'tried'])
  assert.equal((await served.ask('GET', `${base}/switches/${made.body.id}`)).status, 404)
  const put = await served.ask('PUT', `${path}?dry_run=true`, { body: { name: 'tried' } })
  assert.deepEqual([put.status, put.body.name], [200, 'tried'])
  assert.equal((await served.ask('DELETE', `${path}?dry_run=true`)).status, 204)
  assert.deepEqual((await served.ask('GET', path)).body, port)
  assert.equal(served.store.journal.head(), head)
  assert.equal((await served.ask('PUT', `${path}?dry_run=true`, { body: { speed: 0 } })).status, 400)
})

test('a write refuses parameters other than dry_run', async () => {
  const { path } = await newPort()
  const { status, body } = await served.ask('PUT', `${path}?at=1&dry_run=perhaps`, { body: {} })
  assert.equal(status, 400)
  assert.deepEqual(
    body.errors.map((each: { pointer: string }) => each.pointer),
    ['?at', '?dry_run'],
  )
})

test('PATCH merges maps and objects, replaces lists, and null takes away', async () => {
  const { headers } = await create('samples', {
    labels: { a: '1', b: '2' },
    place: { room: 'x', row: 1 },
    words: ['a', 'b'],
    anything: { deep: { x: 1, y: 2 } },
  })
  const path = headers.get('location') ?? ''
  const { status, body } = await served.ask('PATCH', path, {
    headers: { 'content-type': 'application/merge-patch+json; charset=utf-8' },
    body: { labels: { a: null, c: '3' }, place: { row: null }, words: ['c'], anything: { deep: { x: null } } },
  })
  assert.equal(status, 200)
  assert.deepEqual(body.labels, { b: '2', c: '3' })
  assert.equal(body.place.room, 'x')
  assert.equal(body.place.row ?? null, null)
  assert.deepEqual(body.words, ['c'])
  assert.deepEqual(body.anything, { deep: { y: 2 } })
})

test('bulk: POST of {"<plural>": […]} creates all', async () => {
  const body = {
    switches: [
      { tenant_id, name: 'one' },
      { tenant_id, name: 'two' },
    ],
  }
  const made = await served.ask('POST', `${base}/switches`, { body })
  assert.equal(made.status, 201)
  assert.deepEqual(
    made.body.switches.map((each: { name: string }) => each.name),
    ['one', 'two'],
  )
  assert.equal(made.headers.get('baryon-revision'), String(served.store.journal.head()))
})

test('bulk: one that is refused refuses all, with a pointer to each fault', async () => {
  const head = served.store.journal.head()
  const malformed = { switches: [{ tenant_id }, { tenant_id, rack: 'x' }, { colour: 1, tenant_id }] }
  const first = await served.ask('POST', `${base}/switches`, { body: malformed })
  assert.equal(first.status, 400)
  assert.deepEqual(
    first.body.errors.map((each: { pointer: string }) => each.pointer),
    ['/switches/1/rack', '/switches/2/colour'],
  )
  const taken = {
    switches: [
      { tenant_id, serial: 's' },
      { tenant_id, serial: 's' },
    ],
  }
  const second = await served.ask('POST', `${base}/switches`, { body: taken })
  assert.deepEqual([second.status, second.body.code], [409, 'unique.taken'])
  assert.match(second.body.errors[0].pointer, /^\/switches\/1/)
  assert.equal(served.store.journal.head(), head)
})

test('bulk: none at all and more than the limit are 400', async () => {
  const none = await served.ask('POST', `${base}/switches`, { body: { switches: [] } })
  const many = await served.ask('POST', `${base}/switches`, { body: { switches: Array(1001).fill({ tenant_id }) } })
  for (const { status, body } of [none, many]) assert.deepEqual([status, body.code], [400, 'operations.count'])
})

test('bulk below a parent fills in the parent', async () => {
  const { sw } = await newPort()
  const body = { ports: [{ tenant_id }, { tenant_id }] }
  const made = await served.ask('POST', `${base}/switches/${sw.id}/ports`, { body })
  assert.equal(made.status, 201, made.text)
  assert.ok(made.body.ports.every((each: { switch_id: string }) => each.switch_id === sw.id))
})

test('an action answers the object after it, and 409 when the object is not in the state it needs', async () => {
  const { path } = await newPort()
  const refused = await served.ask('POST', `${path}/enable`)
  assert.deepEqual([refused.status, refused.body.code], [409, 'action.refused'])
  await served.ask('PUT', path, { body: { enabled: false } })
  const { status, body, headers } = await served.ask('POST', `${path}/enable`, { body: {} })
  assert.deepEqual([status, body.enabled], [200, true])
  assert.equal(headers.get('etag'), (await served.ask('GET', path)).headers.get('etag'))
})

test('an action checks its input', async () => {
  const { path } = await newPort()
  assert.equal((await served.ask('POST', `${path}/rename`)).status, 400)
  assert.equal((await served.ask('POST', `${path}/rename`, { body: { name: 'x', more: 1 } })).status, 400)
  assert.equal((await served.ask('POST', `${path}/rename`, { body: { name: 'x' } })).body.name, 'x')
})

test('three levels: an object is found below its own parents alone', async () => {
  const { sw, port } = await newPort()
  const { port: otherPort, sw: otherSwitch } = await newPort()
  const made = await served.ask('POST', `${base}/switches/${sw.id}/ports/${port.id}/addresses`, {
    body: { tenant_id, ip: '10.0.0.1' },
  })
  assert.deepEqual([made.status, made.body.port_id], [201, port.id])
  const get = async (a: string, b: string) =>
    (await served.ask('GET', `${base}/switches/${a}/ports/${b}/addresses/${made.body.id}`)).status
  assert.equal(await get(sw.id, port.id), 200)
  assert.equal(await get(otherSwitch.id, port.id), 404)
  assert.equal(await get(sw.id, otherPort.id), 404)
  assert.equal(await get(otherSwitch.id, otherPort.id), 404)
  assert.equal(await get(unknown, port.id), 404)
  for (const method of ['POST', 'DELETE'] as const) {
    const path = `${base}/switches/${otherSwitch.id}/ports/${port.id}/addresses`
    const target = method === 'POST' ? path : `${path}/${made.body.id}`
    const body = method === 'POST' ? { body: { tenant_id, ip: '10.0.0.2' } } : {}
    assert.equal((await served.ask(method, target, body)).status, 404)
  }
})

test('a parent that the caller cannot see has no children for it', async () => {
  const { sw, port } = await newPort()
  for (const path of [`/switches/${sw.id}/ports`, `/switches/${sw.id}/ports/${port.id}`])
    assert.equal((await served.ask('GET', base + path, { as: 'bob' })).status, 404)
})

test('a composite key makes an id that is its own URL segment', async () => {
  const body = { tenant_id, vrf: 7, prefix: '10.0.0.0/8, or so', next_hop: '10.0.0.1' }
  const made = await served.ask('POST', `${base}/routes`, { body })
  const path = made.headers.get('location') ?? ''
  assert.equal(path, `${base}/routes/7,10.0.0.0%2F8%2C%20or%20so`)
  assert.equal((await served.ask('GET', path)).body.prefix, body.prefix)
  assert.equal((await served.ask('PUT', path, { body: { next_hop: '10.0.0.2' } })).body.next_hop, '10.0.0.2')
  assert.equal((await served.ask('DELETE', path)).status, 204)
  assert.equal((await served.ask('GET', path)).status, 404)
})

test('X-Request-Id is taken if it can be logged as it is, else made up; every answer has it, and so has the journal', async () => {
  const given = await served.ask('POST', `${base}/switches`, {
    headers: { 'x-request-id': 'my-1' },
    body: { tenant_id },
  })
  assert.equal(given.headers.get('x-request-id'), 'my-1')
  const entries = await served.store.journal.after(Number(given.headers.get('baryon-revision')) - 1, 1)
  assert.deepEqual(entries.ok && entries.value.map(entry => [entry.requestId, entry.actor]), [['my-1', 'admin']])
  const odd = await served.ask('GET', '/nothing', { headers: { 'x-request-id': 'two words"' } })
  assert.match(odd.headers.get('x-request-id') ?? '', /^req-/)
  assert.equal(odd.body.request_id, odd.headers.get('x-request-id'))
})

test('another registry serves other models from the next request on', async () => {
  const { Registry } = await import('@baryon/model')
  const services = served.store.services
  served.use(new Registry([]))
  assert.equal((await served.ask('GET', `${base}/switches`)).status, 404)
  served.use(new Registry(services))
  assert.equal((await served.ask('GET', `${base}/switches`)).status, 200)
})
