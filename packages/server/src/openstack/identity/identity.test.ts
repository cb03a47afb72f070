import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noAuthentication } from '../../auth/none.ts'
import { type Served, serve } from '../../testdata/serve.ts'
import { idOf } from './names.ts'
import { identityRoutes } from './routes.ts'
import { readToken, writeToken } from './token.ts'

let served: Served
before(async () => {
  served = await serve({ parts: [identityRoutes] })
})
after(() => served.close())

const ask = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
  served.ask(method, `/identity${path}`, { headers, ...(body === undefined ? {} : { body }) })

const Default = { name: 'Default' }
const password = (name: string, project?: string) => ({
  auth: {
    identity: { methods: ['password'], password: { user: { name, domain: Default, password: 'x' } } },
    ...(project === undefined ? {} : { scope: { project: { name: project, domain: Default } } }),
  },
})

async function tokenFor(body: unknown) {
  const made = await ask('POST', '/v3/auth/tokens', body)
  assert.equal(made.status, 201, made.text)
  return { text: made.headers.get('x-subject-token') ?? '', token: made.body.token }
}

async function callerOf(text: string | undefined) {
  const found = await noAuthentication.authenticate(text)
  assert.ok(found.ok)
  return found.value
}

test('versions are told to those who look for them', async () => {
  const { status, body } = await ask('GET', '')
  assert.equal(status, 300)
  assert.equal(body.versions.values[0].links[0].href, `${served.url}/identity/v3/`)
  for (const path of ['/v3', '/v3/']) assert.equal((await ask('GET', path)).body.version.status, 'stable')
})

test('any user, password and project get a token with a catalog of this server', async () => {
  const { text, token } = await tokenFor(password('anyone', 'demo'))
  assert.deepEqual([token.user.name, token.project.name, token.project.id], ['anyone', 'demo', idOf('project', 'demo')])
  const url = (type: string) =>
    token.catalog.find((service: { type: string }) => service.type === type).endpoints[0].url
  assert.deepEqual([url('network'), url('identity')], [served.url, `${served.url}/identity`])
  const again = await ask('GET', '/v3/auth/tokens', undefined, { 'x-subject-token': text })
  assert.deepEqual([again.status, again.body.token.project], [200, token.project])
  assert.deepEqual(await callerOf(text), {
    user: 'anyone',
    project: idOf('project', 'demo'),
    roles: ['admin', 'member', 'reader'],
  })
})

test('a token is got with another token, or with an application credential', async () => {
  const first = await tokenFor(password('anyone', 'demo'))
  const scoped = await tokenFor({
    auth: {
      identity: { methods: ['token'], token: { id: first.text } },
      scope: { project: { id: idOf('project', 'other') } },
    },
  })
  assert.deepEqual([scoped.token.user.name, scoped.token.project.id], ['anyone', idOf('project', 'other')])
  const credential = await tokenFor({
    auth: { identity: { methods: ['application_credential'], application_credential: { id: 'x', secret: 'y' } } },
  })
  assert.equal(credential.token.project.name, 'admin')
})

test('users called member and reader have those roles alone', async () => {
  for (const [name, roles] of [
    ['member', ['member', 'reader']],
    ['reader', ['reader']],
  ] as const)
    assert.deepEqual((await callerOf((await tokenFor(password(name, 'demo'))).text)).roles, roles)
})

test('without a token, and with one of another server, everyone is administrator of the project admin', async () => {
  for (const text of [undefined, 'gAAAAABk', 'baryon-local-x', `${writeToken({} as never)}`]) {
    const { project, roles } = await callerOf(text)
    assert.deepEqual([project, roles], [idOf('project', 'admin'), ['admin', 'member', 'reader']])
  }
})

test('a request for a token without a method, and a token of another server, are refused', async () => {
  assert.equal((await ask('POST', '/v3/auth/tokens', { auth: {} })).status, 400)
  assert.equal((await ask('POST', '/v3/auth/tokens')).status, 400)
  assert.equal((await ask('GET', '/v3/auth/tokens', undefined, { 'x-subject-token': 'x' })).status, 404)
  assert.equal((await ask('GET', '/v3/auth/tokens')).status, 404)
  assert.equal((await ask('DELETE', '/v3/auth/tokens')).status, 204)
})

test('projects, users and roles are found by name and by id', async () => {
  for (const [plural, noun, sort] of [
    ['projects', 'project', 'project'],
    ['users', 'user', 'user'],
    ['roles', 'role', 'role'],
  ] as const) {
    const id = idOf(sort, 'somebody')
    const listed = await ask('GET', `/v3/${plural}?name=somebody`)
    assert.deepEqual([listed.body[plural].length, listed.body[plural][0].id], [1, id])
    for (const path of ['somebody', id])
      assert.equal((await ask('GET', `/v3/${plural}/${path}`)).body[noun].name, 'somebody')
    assert.ok((await ask('GET', `/v3/${plural}`)).body[plural].length > 1)
  }
  assert.ok((await ask('GET', '/v3/auth/projects')).body.projects.length > 0)
})

test('what is made has the id of its name, and what is deleted does no harm', async () => {
  const made = await ask('POST', '/v3/projects', { project: { name: 'new', domain_id: 'default' } })
  assert.deepEqual([made.status, made.body.project.id], [201, idOf('project', 'new')])
  assert.equal((await ask('DELETE', `/v3/projects/${made.body.project.id}`)).status, 204)
  assert.equal((await ask('POST', '/v3/projects', { project: {} })).status, 400)
})

test('there is one domain', async () => {
  assert.equal((await ask('GET', '/v3/domains?name=Default')).body.domains[0].id, 'default')
  assert.deepEqual((await ask('GET', '/v3/domains?name=other')).body.domains, [])
  assert.equal((await ask('GET', '/v3/domains/default')).body.domain.name, 'Default')
  assert.equal((await ask('GET', '/v3/domains/other')).status, 404)
})

test('a token that is written is read', () => {
  const token = { user: { id: 'u', name: 'ü' }, project: { id: 'p', name: 'p' }, roles: ['r'], issued: 1, expires: 2 }
  assert.deepEqual(readToken(writeToken(token)), token)
})
