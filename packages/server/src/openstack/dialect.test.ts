/** The dialect over HTTP, with a service made for it. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Ask, type Got, projects, type Served } from '../testdata/serve.ts'
import { serveCloudlab } from './testdata/cloudlab.ts'

let served: Served
before(async () => {
  served = await serveCloudlab()
})
after(() => served.close())

const absent = '00000000-0000-4000-8000-000000000000'

const ask = (method: string, path: string, body?: unknown, more: Ask = {}): Promise<Got> =>
  served.ask(method, `/v2.0${path}`, { as: 'alice', ...(body === undefined ? {} : { body }), ...more })

async function make(path: string, noun: string, values: Readonly<Record<string, unknown>> = {}, more: Ask = {}) {
  const made = await ask('POST', path, { [noun]: values }, more)
  assert.equal(made.status, 201, made.text)
  return made.body[noun]
}

/** Everything is deleted, so that every test counts what it makes. */
beforeEach(async () => {
  for (const [path, plural] of [
    ['/spoke-list', 'spokes'],
    ['/hubs', 'hubs'],
    ['/qos/policies', 'policies'],
  ] as const)
    for (const { id } of (await ask('GET', path, undefined, { as: 'admin' })).body[plural])
      assert.equal((await ask('DELETE', `${path}/${id}`, undefined, { as: 'admin' })).status, 204)
})

/** What an error says to OpenStack's clients. */
function errorOf({ status, body }: Got): readonly unknown[] {
  const { type, message, detail, code, cause, next } = body.NeutronError
  assert.equal(detail, '')
  for (const text of [code, cause, next]) assert.ok(typeof text === 'string' && text !== '')
  return [status, type, message]
}

test('an object is answered in its envelope, with tenant_id beside project_id and times to the second', async () => {
  const hub = await make('/hubs', 'hub', { name: 'one' })
  assert.equal(hub.project_id, projects.alice)
  assert.equal(hub.tenant_id, projects.alice)
  assert.match(hub.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const { body } = await ask('GET', `/hubs/${hub.id}`)
  assert.deepEqual(body, { hub })
  for (const name of ['shared_with', 'secret:place']) assert.equal(Object.hasOwn(hub, name), false)
})

test('values are converted before they are checked', async () => {
  const hub = await make('/hubs', 'hub', { enabled: 'False', weight: '7', cidr: '10.0.0.0/8' })
  assert.deepEqual([hub.enabled, hub.weight, hub.cidr], [false, 7, '10.0.0.0/8'])
  for (const [given, expected] of [
    ['1', true],
    [0, false],
    ['on', true],
    ['N', false],
  ])
    assert.equal((await ask('PUT', `/hubs/${hub.id}`, { hub: { enabled: given } })).body.hub.enabled, expected)
  const spoke = await make('/spoke-list', 'spoke', { hub_id: hub.id, mac: 'FA-16-3E-00-00-0A', fixed_ips: null })
  assert.deepEqual([spoke.mac, spoke.fixed_ips], ['fa:16:3e:00:00:0a', []])
})

test('an update changes what is given and answers the object', async () => {
  const hub = await make('/hubs', 'hub', { name: 'old', weight: 3 })
  const { status, body } = await ask('PUT', `/hubs/${hub.id}`, { hub: { name: 'new' } })
  assert.deepEqual([status, body.hub.name, body.hub.weight], [200, 'new', 3])
  assert.ok(body.hub.revision_number > hub.revision_number)
})

test('a deletion answers nothing', async () => {
  const hub = await make('/hubs', 'hub')
  const { status, text } = await ask('DELETE', `/hubs/${hub.id}`)
  assert.deepEqual([status, text], [204, ''])
  assert.equal((await ask('GET', `/hubs/${hub.id}`)).status, 404)
})

test('several objects are created all or none, each with or without its envelope', async () => {
  const { status, body } = await ask('POST', '/hubs', { hubs: [{ name: 'a' }, { hub: { name: 'b' } }] })
  assert.equal(status, 201)
  assert.deepEqual(
    body.hubs.map((hub: { name: string }) => hub.name),
    ['a', 'b'],
  )
  assert.deepEqual(errorOf(await ask('POST', '/hubs', { hubs: [{ name: 'c' }, { bogus: 1 }] })), [
    400,
    'HTTPBadRequest',
    "Unrecognized attribute(s) 'bogus'",
  ])
  assert.equal((await ask('GET', '/hubs')).body.hubs.length, 2)
})

test('an object of a bare kind has no envelope', async () => {
  const { status, body } = await ask('POST', '/plains', { name: 'x' })
  assert.deepEqual([status, body.name], [201, 'x'])
  assert.deepEqual((await ask('GET', `/plains/${body.id}`)).body, body)
})

test('kinds are below their parents, keys of several attributes too, and the parent is not repeated', async () => {
  const hub = await make('/hubs', 'hub')
  const spoke = await make('/spoke-list', 'spoke', { hub_id: hub.id })
  const below = `/spoke-list/${spoke.id}/bindings`
  const binding = await make(below, 'binding', { host: 'h 1' })
  assert.deepEqual(binding, { host: 'h 1', status: 'INACTIVE' })
  assert.deepEqual((await ask('GET', `${below}/h%201`)).body, { binding })
  assert.deepEqual((await ask('GET', below)).body, { bindings: [binding] })
  assert.equal((await ask('GET', `/spoke-list/${absent}/bindings`)).status, 404)
  assert.equal((await ask('DELETE', `${below}/h%201`)).status, 204)
  const policy = await make('/qos/policies', 'policy', { name: 'gold' })
  const rule = await make(`/qos/policies/${policy.id}/limit_rules`, 'limit_rule', { kbps: '100' })
  assert.deepEqual(rule, { id: rule.id, kbps: 100 })
  const other = await make('/qos/policies', 'policy', { name: 'silver' })
  assert.equal((await ask('GET', `/qos/policies/${other.id}/limit_rules/${rule.id}`)).status, 404)
  assert.equal((await ask('GET', `/qos/policies/${policy.id}/limit_rules/${rule.id}`)).status, 200)
})

test('an action has its method, and answers the object or what the behaviour says', async () => {
  const hub = await make('/hubs', 'hub')
  await make('/spoke-list', 'spoke', { hub_id: hub.id })
  const painted = await ask('PUT', `/hubs/${hub.id}/paint`, { colour: 'blue', unknown: 1 })
  assert.deepEqual([painted.status, painted.body.hub.colour], [200, 'blue'])
  const wrapped = await ask('PUT', `/hubs/${hub.id}/paint`, { hub: { colour: 'red' } })
  assert.equal(wrapped.body.hub.colour, 'red')
  assert.deepEqual((await ask('GET', `/hubs/${hub.id}/count`)).body, {
    spokes: 1,
    project_id: projects.alice,
    tenant_id: projects.alice,
  })
  const wrong = await ask('POST', `/hubs/${hub.id}/paint`, { colour: 'blue' })
  assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'PUT'])
})

test('a suffix .json and a slash at the end mean nothing', async () => {
  const hub = await make('/hubs', 'hub')
  for (const path of [`/hubs/${hub.id}.json`, `/hubs/${hub.id}/`])
    assert.equal((await ask('GET', path)).body.hub.id, hub.id, path)
  assert.equal((await ask('GET', '/hubs.json')).body.hubs.length, 1)
})

test('If-Match with a revision number is kept', async () => {
  const hub = await make('/hubs', 'hub')
  const put = (revision: string) =>
    ask('PUT', `/hubs/${hub.id}`, { hub: { name: revision } }, { headers: { 'if-match': revision } })
  assert.equal((await put(`revision_number=${hub.revision_number}`)).status, 200)
  const [status, type, message] = errorOf(await put(`"revision_number=${hub.revision_number}"`))
  assert.deepEqual([status, type], [412, 'RevisionNumberConstraintFailed'])
  assert.match(String(message), new RegExp(`^Constrained to ${hub.revision_number}, but current revision is \\d+$`))
  assert.deepEqual(errorOf(await put('revision_number=x')).slice(0, 2), [400, 'BadRequest'])
  assert.equal((await put('"another tag"')).status, 200)
})

test('an Idempotency-Key makes a creation once', async () => {
  const create = () => ask('POST', '/hubs', { hub: { name: 'once' } }, { headers: { 'idempotency-key': absent } })
  const [first, second] = [await create(), await create()]
  assert.equal(second.body.hub.id, first.body.hub.id)
  assert.equal((await ask('GET', '/hubs')).body.hubs.length, 1)
})

test('kinds that are not stored are listed, filtered and sorted like others', async () => {
  const listed = await ask('GET', '/agents?alive=True&sort_key=load&sort_dir=asc&fields=id', undefined, { as: 'admin' })
  assert.deepEqual(listed.body, { agents: [{ id: 'a3' }, { id: 'a1' }] })
  assert.deepEqual((await ask('GET', '/agents/a2', undefined, { as: 'admin' })).body.agent.load, 1)
  assert.deepEqual((await ask('GET', '/agents')).body, { agents: [] })
  const page = await ask('GET', '/agents?limit=1&marker=a1', undefined, { as: 'admin' })
  assert.deepEqual(
    page.body.agents.map((agent: { id: string }) => agent.id),
    ['a2'],
  )
})

test('who may list nothing of a kind is told that there is nothing', async () => {
  await make('/alones', 'alone', { tenant_id: projects.alice }, { as: 'admin' })
  assert.deepEqual((await ask('GET', '/alones')).body, { alones: [] })
  assert.equal((await ask('GET', '/alones', undefined, { as: 'admin' })).body.alones.length, 1)
})

test('tags are resources of every object that has them', async () => {
  const { id } = await make('/hubs', 'hub')
  const tags = `/hubs/${id}/tags`
  assert.deepEqual((await ask('PUT', tags, { tags: ['red', 'blue'] })).body, { tags: ['red', 'blue'] })
  const put = await ask('PUT', `${tags}/green`)
  assert.deepEqual([put.status, put.text], [201, 'null'])
  assert.deepEqual((await ask('GET', tags)).body, { tags: ['blue', 'green', 'red'] })
  assert.equal((await ask('GET', `${tags}/green`)).status, 204)
  assert.deepEqual(errorOf(await ask('GET', `${tags}/absent`)), [404, 'TagNotFound', 'Tag absent could not be found.'])
  assert.equal((await ask('POST', tags, { tags: ['red', 'new'] })).status, 200)
  assert.equal((await ask('DELETE', `${tags}/red`)).status, 204)
  assert.deepEqual(errorOf(await ask('DELETE', `${tags}/red`)).slice(0, 2), [404, 'TagNotFound'])
  assert.deepEqual((await ask('GET', tags)).body, { tags: ['blue', 'green', 'new'] })
  assert.equal((await ask('DELETE', tags)).status, 204)
  assert.deepEqual((await ask('GET', tags)).body, { tags: [] })
  for (const body of [{}, { tags: 'x' }, { tags: ['a', 'a'] }, { tags: [1] }, { tags: ['x'.repeat(256)] }])
    assert.deepEqual(errorOf(await ask('PUT', tags, body)).slice(0, 2), [400, 'InvalidInput'])
  assert.deepEqual(errorOf(await ask('GET', `/hubs/${absent}/tags`)), [
    404,
    'TagResourceNotFound',
    `Resource hubs ${absent} could not be found.`,
  ])
  assert.equal((await ask('GET', tags, undefined, { as: 'bob' })).status, 404)
})

test('tags of objects with a longer path are below their plural too, and nothing else is', async () => {
  const { id } = await make('/qos/policies', 'policy')
  const put = await ask('PUT', `/policies/${id}/tags`, { tags: ['red'] })
  assert.deepEqual([put.status, put.body], [200, { tags: ['red'] }])
  assert.deepEqual((await ask('GET', `/qos/policies/${id}/tags`)).body, { tags: ['red'] })
  assert.equal((await ask('DELETE', `/policies/${id}/tags/red`)).status, 204)
  assert.equal((await ask('GET', `/policies/${absent}/tags`)).status, 404)
  for (const path of ['/policies', `/policies/${id}`, `/policies/${id}/limit_rules`, `/policies/${id}/tags/a/b`])
    assert.equal((await ask('GET', path)).status, 404, path)
})

test('the root lists collections, and extensions are those of the models', async () => {
  const { body } = await ask('GET', '/')
  assert.deepEqual(body.resources[0], {
    name: 'hub',
    collection: 'hubs',
    links: [{ rel: 'self', href: `${served.url}/v2.0/hubs` }],
  })
  const { extensions } = (await ask('GET', '/extensions')).body
  assert.deepEqual(extensions[0], {
    name: 'Spokes',
    alias: 'spokes',
    description: 'Hubs have spokes.',
    updated: '2020-01-31T10:00:00-00:00',
    links: [],
  })
  assert.deepEqual((await ask('GET', '/extensions/spokes.json')).body, { extension: extensions[0] })
  assert.equal((await ask('GET', '/extensions/nope')).status, 404)
})

test('clients of OpenStack find the version at the address of the server without a token; others find Baryon', async () => {
  const response = await fetch(served.url, { headers: { accept: 'application/json' } })
  const version = { id: 'v2.0', status: 'CURRENT', links: [{ rel: 'self', href: `${served.url}/v2.0/` }] }
  assert.deepEqual(await response.json(), { versions: [version] })
  const { body } = await served.ask('GET', '/')
  assert.equal(body.name, 'Baryon')
  assert.deepEqual(body.versions[1], version)
  assert.equal((await fetch(served.url)).status, 401)
})

test('who is not known is told as by the middleware of Keystone', async () => {
  const response = await fetch(`${served.url}/v2.0/hubs`)
  const body = (await response.json()) as { error: Record<string, unknown> }
  assert.equal(response.status, 401)
  assert.deepEqual(
    [body.error['code'], body.error['title'], body.error['message']],
    [401, 'Unauthorized', 'The request you have made requires authentication.'],
  )
})

test('a list of very many objects is whole', async () => {
  for (let round = 0; round < 3; round += 1) {
    const projectsOf = Array.from({ length: 500 }, (_, index) => ({ name: 'many', tenant_id: `p${round}-${index}` }))
    assert.equal((await ask('POST', '/hubs', { hubs: projectsOf }, { as: 'admin' })).status, 201)
  }
  const { body } = await ask('GET', '/hubs?name=many&fields=id', undefined, { as: 'admin' })
  assert.equal(new Set(body.hubs.map((hub: { id: string }) => hub.id)).size, 1500)
})
