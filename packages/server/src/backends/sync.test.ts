import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '@baryon/store'
import type { Controller } from './testdata/fake.ts'
import { type Got, openSite, type Site, type SiteOptions, until } from './testdata/served.ts'

const project = '11111111-1111-4111-8111-111111111111'
const networks = '/v2.0/networks'
const generic = '/proton/networking/v2.0/networks'

const only = ({ controllers }: Site): Controller => controllers[0]!
const refusing = (site: Site, ...names: readonly string[]) => {
  only(site).answers = name => (names.includes(name) ? 'refused' : 'taken')
}

const openSync = (t: Parameters<typeof openSite>[0], options: SiteOptions = {}) =>
  openSite(t, { mode: 'sync', ...options })

const create = (site: Site, name: string, headers = {}) => site.ask('POST', networks, { network: { name } }, headers)

const rows = (store: Store, name: string) => {
  const kind = store.services
    .flatMap(({ kinds }) => kinds)
    .find(each => each.service === 'networking' && each.name === name)
  return store.read.count(kind!)
}

const isJudged = (site: Site) => until(async () => (await site.server.store.trials.list()).length === 0)

/** Asks for something that changes nothing in the end. */
async function leavesNothing(site: Site, ask: () => Promise<Got>, counted: readonly string[]): Promise<Got> {
  const count = async () => Promise.all(counted.map(name => rows(site.server.store, name)))
  const before = await count()
  const answer = await ask()
  assert.deepEqual(await count(), before)
  assert.deepEqual(await site.server.store.trials.list(), [])
  return answer
}

/** What the controller has is what is stored, once everything is told. */
async function isInStep(site: Site) {
  await until(async () => {
    const { body } = await site.ask('GET', '/v1/revisions/head')
    return body.converged
  })
  const stored = [
    ...(await site.ask('GET', networks)).body.networks.map((one: { id: string; name: string }) => [
      `network/${one.id}`,
      one.name,
    ]),
    ...(await site.ask('GET', '/v2.0/ports')).body.ports.map((one: { id: string; name: string }) => [
      `port/${one.id}`,
      one.name,
    ]),
  ]
  assert.deepEqual([...only(site).has].sort(), stored.sort())
}

test('a write is answered when a controller has taken it', async t => {
  const site = await openSync(t)
  const { status, headers, body } = await create(site, 'red')
  assert.deepEqual([status, headers.get('baryon-commit')], [201, 'sync'])
  assert.equal(only(site).has.get(`network/${body.network.id}`), 'red')
  await isJudged(site)
})

test('one of two controllers is enough', async t => {
  const site = await openSync(t, { controllers: 2 })
  site.controllers[1]!.answers = () => 'refused'
  assert.equal((await create(site, 'red')).status, 201)
  site.controllers[0]!.answers = () => 'refused'
  assert.equal((await create(site, 'blue')).status, 502)
})

test('what every controller refuses is undone, and the client gets their reason', async t => {
  const site = await openSync(t)
  refusing(site, 'bad')
  const { status, body } = await leavesNothing(site, () => create(site, 'bad'), ['Network', 'Segment'])
  assert.equal(status, 502)
  assert.deepEqual(
    [body.NeutronError.type, body.NeutronError.message],
    ['RemoteRestError', 'Error in REST call to remote network controller: "bad" is not wanted here'],
  )
  const other = await leavesNothing(site, () => site.ask('POST', generic, { name: 'bad' }), ['Network'])
  assert.deepEqual([other.status, other.body.code], [502, 'commit.refused'])
  assert.match(other.body.detail, /"bad" is not wanted here/)
  await isInStep(site)
})

test('a refused update keeps all that was there, status included', async t => {
  const site = await openSync(t)
  refusing(site, 'bad')
  const { id } = (await create(site, 'red')).body.network
  const path = `${networks}/${id}`
  await until(async () => (await site.ask('GET', path)).body.network.status === 'ACTIVE')
  const plain = ({ body }: Got) => {
    const { revision_number, updated_at, ...rest } = body.network
    return rest
  }
  const before = plain(await site.ask('GET', path))
  assert.equal((await site.ask('PUT', path, { network: { name: 'bad', description: 'x' } })).status, 502)
  // The controller's refusal may be noted a moment after the undoing; what it is told then sets it right.
  await until(async () => (await site.ask('GET', path)).body.network.status === 'ACTIVE')
  assert.deepEqual(plain(await site.ask('GET', path)), before)
  await isInStep(site)
})

test('a write that finds done what another has on trial is answered when that is known, and is tried itself if it was undone', async t => {
  const site = await openSync(t, { deadline: 300 })
  const { id } = (await create(site, 'red')).body.network
  const rename = (name: string, headers = {}) => site.ask('PUT', `${networks}/${id}`, { network: { name } }, headers)
  const name = async () => (await site.ask('GET', `${networks}/${id}`)).body.network.name
  only(site).answers = () => 'silent'
  const first = rename('blue')
  await until(async () => (await name()) === 'blue')
  const other = rename('blue', { 'baryon-commit': 'async' })
  assert.equal((await first).status, 504)
  assert.deepEqual([(await other).status, await name()], [200, 'blue'])
  only(site).answers = () => 'taken'
  only(site).speak()
  await isInStep(site)
  assert.equal(await name(), 'blue')
})

test('of two that want the same of a controller that does not answer, none is told that it has it', async t => {
  const site = await openSync(t, { deadline: 300 })
  const { id } = (await create(site, 'red')).body.network
  const rename = () => site.ask('PUT', `${networks}/${id}`, { network: { name: 'blue' } })
  const name = async () => (await site.ask('GET', `${networks}/${id}`)).body.network.name
  only(site).answers = () => 'silent'
  const first = rename()
  await until(async () => (await name()) === 'blue')
  assert.deepEqual([(await rename()).status, (await first).status], [504, 504])
  assert.equal(await name(), 'red')
  only(site).answers = () => 'taken'
  only(site).speak()
  await isInStep(site)
})

test('a deletion that nobody takes in time is undone, with all that went along', async t => {
  const site = await openSync(t, { deadline: 300 })
  const { id } = (await create(site, 'red')).body.network
  const subnet = { subnet: { network_id: id, ip_version: 4, cidr: '10.0.0.0/24' } }
  assert.equal((await site.ask('POST', '/v2.0/subnets', subnet, { 'baryon-commit': 'async' })).status, 201)
  const before = (await site.ask('GET', `${networks}/${id}`)).body.network.subnets
  only(site).answers = () => 'silent'
  const { status, body } = await leavesNothing(site, () => site.ask('DELETE', `${networks}/${id}`), [
    'Network',
    'Subnet',
  ])
  assert.deepEqual([status, body.NeutronError.type], [504, 'RemoteRestError'])
  assert.deepEqual((await site.ask('GET', `${networks}/${id}`)).body.network.subnets, before)
  only(site).answers = () => 'taken'
  only(site).speak()
  await isInStep(site)
})

test('of objects that are made together none stays when one is refused', async t => {
  const site = await openSync(t)
  refusing(site, 'bad')
  const body = { networks: [{ name: 'good' }, { name: 'bad' }] }
  const { status } = await leavesNothing(site, () => site.ask('POST', networks, body), ['Network', 'Segment'])
  assert.equal(status, 502)
  const operations = ['good', 'bad'].map(name => ({
    op: 'create',
    service: 'networking',
    kind: 'Network',
    body: { name },
  }))
  const changes = await leavesNothing(site, () => site.ask('POST', '/v1/changes', { operations }), ['Network'])
  assert.equal(changes.status, 502)
  await isInStep(site)
})

test('an action that is refused is undone', async t => {
  const site = await openSync(t)
  const { id: network_id } = (await create(site, 'red')).body.network
  const made = await site.ask('POST', '/v2.0/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.0.0.0/24' } })
  const router = (await site.ask('POST', '/v2.0/routers', { router: { name: 'r' } })).body.router.id
  refusing(site, '')
  const interfaces = `/v2.0/routers/${router}/add_router_interface`
  const ask = () => site.ask('PUT', interfaces, { subnet_id: made.body.subnet.id })
  const { status } = await leavesNothing(site, ask, ['Port', 'Router'])
  assert.equal(status, 502)
  refusing(site)
  assert.equal((await ask()).status, 200)
  await isInStep(site)
})

test('a request says how it wants to be committed, by header or parameter', async t => {
  const site = await openSite(t)
  refusing(site, 'bad')
  assert.equal((await create(site, 'bad')).status, 201)
  assert.equal((await create(site, 'bad', { 'baryon-commit': 'sync' })).status, 502)
  const asked = (query: string, headers = {}) => site.ask('POST', generic + query, { name: 'bad' }, headers)
  assert.equal((await asked('?commit=sync')).status, 502)
  assert.equal((await asked('?commit=async', { 'baryon-commit': 'sync' })).status, 201)
  const intents = async () => {
    const read = await site.server.store.journal.after(0, 1000, { plane: 'intent' })
    return read.ok ? read.value.length : -1
  }
  const before = await intents()
  for (const refused of [
    await asked('?commit=soon'),
    await asked('?commit=sync&commit=sync'),
    await asked('', { 'baryon-commit': 'x' }),
  ])
    assert.equal(refused.status, 400)
  assert.equal((await create(site, 'x', { 'baryon-commit': 'later' })).status, 400)
  assert.equal(await intents(), before)
})

test('what is only tried is on no trial', async t => {
  const site = await openSync(t)
  refusing(site, 'bad')
  assert.equal((await site.ask('POST', `${generic}?dry_run=true`, { name: 'bad' })).status, 201)
})

test('where nobody is told anything, a write is refused before anything is written', async t => {
  const site = await openSync(t)
  const { pause, resume } = pausing(site)
  await pause()
  const head = site.server.store.journal.head()
  const { status, headers, body } = await create(site, 'red')
  assert.deepEqual([status, body.NeutronError.type], [503, 'ServiceUnavailable'])
  assert.ok(Number(headers.get('retry-after')) > 0)
  assert.match(body.NeutronError.message, /c1 is paused/)
  assert.equal(site.server.store.journal.head(), head)
  assert.equal((await create(site, 'blue', { 'baryon-commit': 'async' })).status, 201)
  const other = await site.ask('POST', '/proton/net-l3vpn/v1.0/vpns', {
    name: 'v',
    ipv4_family: '64512:1',
    tenant_id: project,
  })
  assert.deepEqual([other.status, other.headers.get('baryon-commit')], [201, null], 'of no backend')
  const scope = await site.ask('POST', '/v2.0/address-scopes', { address_scope: { name: 's', ip_version: 4 } })
  assert.deepEqual([scope.status, scope.headers.get('baryon-commit')], [201, null], 'of a kind that nobody is told of')
  const router = { router: { name: 'r' } }
  assert.equal(
    (await site.ask('POST', '/v2.0/routers', router)).status,
    201,
    'of a kind that these controllers do not take',
  )
  await resume()
  assert.equal((await create(site, 'green')).status, 201)
  await isInStep(site)
})

/** Pauses and resumes the one controller as operators do. */
const pausing = (site: Site) => {
  const act = async (action: string) => {
    const { status } = await site.ask('POST', `/v1/controllers/restproxy/c1/${action}`, {})
    assert.ok(status < 300, `${action}: ${status}`)
  }
  return { pause: () => act('pause'), resume: () => act('resume') }
}

test('behind the high-water mark a write is refused before anything is written, and others are taken', async t => {
  const site = await openSync(t, { limits: { highWater: 5 } })
  only(site).answers = () => 'silent'
  for (let index = 0; index < 5; index++)
    assert.equal((await create(site, `n${index}`, { 'baryon-commit': 'async' })).status, 201)
  const { status, headers, body } = await create(site, 'red')
  assert.deepEqual([status, body.NeutronError.code], [503, 'commit.behind'])
  assert.ok(Number(headers.get('retry-after')) > 0)
  assert.equal((await create(site, 'blue', { 'baryon-commit': 'async' })).status, 201)
  only(site).answers = () => 'taken'
  only(site).speak()
  await isInStep(site)
  assert.equal((await create(site, 'red')).status, 201)
})

test('what others have built upon stays, and the answer says so', async t => {
  const site = await openSync(t, { deadline: 1500 })
  only(site).answers = () => 'silent'
  const asked = only(site).asked
  const pending = create(site, 'red')
  await asked
  const [network] = (await site.ask('GET', networks)).body.networks
  const subnet = { network_id: network.id, ip_version: 4, cidr: '10.0.0.0/24' }
  assert.equal((await site.ask('POST', '/v2.0/subnets', { subnet }, { 'baryon-commit': 'async' })).status, 201)
  const { status, body } = await pending
  assert.deepEqual([status, body.NeutronError.code], [504, 'commit.late-kept'])
  assert.match(body.NeutronError.message, /it stands, for (Network|Subnet) ".+" was changed at revision \d+/)
  assert.equal((await site.ask('GET', `${networks}/${network.id}`)).status, 200)
  await isJudged(site)
  only(site).answers = () => 'taken'
  only(site).speak()
  await isInStep(site)
})

test('under an idempotency key an undone write is forgotten, and one on trial is waited for', async t => {
  const site = await openSync(t)
  refusing(site, 'bad')
  const key = { 'idempotency-key': 'k' }
  const ask = () => site.ask('POST', generic, { name: 'bad' }, key)
  const both = await Promise.all([ask(), ask()])
  assert.ok(
    both.every(({ status }) => status === 502 || status === 409),
    both.map(({ status }) => status).join(),
  )
  assert.equal((await ask()).status, 502)
  refusing(site)
  const taken = await Promise.all([ask(), ask(), ask()])
  assert.deepEqual(new Set(taken.map(({ status }) => status)), new Set([201]))
  assert.equal(new Set(taken.map(({ body }) => body.id)).size, 1)
  assert.equal(await rows(site.server.store, 'Network'), 1)
})

test('what is on trial when the server stops is judged at the next start', async t => {
  for (const answer of ['taken', 'refused'] as const) {
    const site = await openSync(t, { deadline: 60_000, start: { stopTimeout: '0s' } })
    only(site).answers = () => 'silent'
    const asked = only(site).asked
    const pending = create(site, 'red').catch(() => undefined)
    await asked
    assert.equal((await site.server.store.trials.list()).length, 1)
    await site.restart()
    await pending
    only(site).answers = () => answer
    only(site).speak()
    await isJudged(site)
    assert.equal(await rows(site.server.store, 'Network'), answer === 'taken' ? 1 : 0)
    await isInStep(site)
  }
})

test('what nobody takes after a restart is undone when its time is over', async t => {
  const site = await openSync(t, { deadline: 60_000, start: { stopTimeout: '0s' } })
  only(site).answers = () => 'silent'
  const asked = only(site).asked
  const pending = create(site, 'red').catch(() => undefined)
  await asked
  await site.restart({ deadline: 100 })
  await pending
  await isJudged(site)
  assert.equal(await rows(site.server.store, 'Network'), 0)
  only(site).speak()
})
