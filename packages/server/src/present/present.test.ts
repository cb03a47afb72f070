import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { BehaviourSet, type ServiceBehaviour } from '@baryon/decide'
import { loadModels } from '@baryon/model'
import { loadBehaviours } from '../behaviours/load.ts'
import { journalRoutes } from '../journal/routes.ts'
import { loads } from '../testdata/behaving/office/behaviour/index.ts'
import { officeModels, projects, type Served, serve, type Who } from '../testdata/serve.ts'

let served: Served

async function officeBehaviours(): Promise<ReadonlyMap<string, ServiceBehaviour>> {
  const { services } = await loadModels([officeModels])
  const loaded = await loadBehaviours(services, [officeModels])
  if (!loaded.ok) throw new Error(loaded.faults.map(fault => fault.message).join('\n'))
  return loaded.value
}

before(async () => {
  const behaviours = await officeBehaviours()
  served = await serve({
    models: [officeModels],
    behaviours: registry => new BehaviourSet(registry, behaviours),
    parts: [journalRoutes],
  })
})
after(() => served.close())

const rooms = '/proton/office/v1.0/rooms'
const censuses = '/proton/office/v1.0/censuses'

const make = async (name: string, more: object = {}, as: Who = 'alice') => {
  const { status, body } = await served.ask('POST', rooms, { as, body: { name, ...more } })
  assert.equal(status, 201)
  return body
}

const loadsOf = async (work: () => Promise<unknown>) => {
  loads.length = 0
  await work()
  return [...loads]
}

test('derived attributes are taken and answered, internal ones neither', async () => {
  const room = await make('a', { loud: true })
  const { id, tenant_id, ...others } = room
  assert.deepEqual(others, { name: 'a', colour: null, size: 0, loud: true })
  assert.equal(tenant_id, projects.alice)
  const got = await served.ask('GET', `${rooms}/${id}`, { as: 'alice' })
  assert.deepEqual(got.body, room)
  const given = await served.ask('POST', rooms, { as: 'alice', body: { keeper: 'me' } })
  assert.deepEqual([given.status, given.body.code], [400, 'attribute.unknown'])
})

test('a derived attribute is loaded for those alone who may read it, and where it is asked for', async () => {
  const { id } = await make('b')
  assert.equal((await served.ask('GET', `${rooms}/${id}`)).body.secret, 42)
  assert.equal('secret' in (await served.ask('GET', `${rooms}/${id}`, { as: 'alice' })).body, false)
  const plain = await loadsOf(async () => {
    const { body } = await served.ask('GET', `${rooms}/${id}?fields=name`, { as: 'alice' })
    assert.deepEqual(body, { name: 'b' })
  })
  assert.deepEqual(plain, [])
})

test('a list, a page and a bulk creation load what is derived once', async () => {
  const bulk = { rooms: ['x', 'y', 'z'].map(name => ({ name })) }
  assert.deepEqual(await loadsOf(() => served.ask('POST', rooms, { as: 'bob', body: bulk })), [3])
  const list = await loadsOf(async () => {
    const { body } = await served.ask('GET', `${rooms}?sort=name`, { as: 'bob' })
    assert.deepEqual(
      body.rooms.map((room: { name: string; size: number }) => [room.name, room.size]),
      [
        ['x', 0],
        ['y', 0],
        ['z', 0],
      ],
    )
  })
  assert.deepEqual(list, [3])
  assert.deepEqual(await loadsOf(() => served.ask('GET', `${rooms}?limit=2`, { as: 'bob' })), [2])
})

test('what is derived is seen as the transaction left it', async () => {
  const operations = [
    { op: 'create', service: 'office', kind: 'Room', as: 'r', body: { name: 'c' } },
    { op: 'create', service: 'office', kind: 'Chair', body: { room_id: { $from: 'r.id' }, name: { $from: 'r.name' } } },
    { op: 'update', service: 'office', kind: 'Room', id: { $from: 'r.id' }, body: { name: 'd' } },
  ]
  const { status, body } = await served.ask('POST', '/v1/changes', { as: 'alice', body: { operations } })
  assert.equal(status, 200)
  const sizes = body.results.map(({ object }: { object: { size?: number } }) => object.size)
  assert.deepEqual(sizes, [0, undefined, 1])
  assert.equal(JSON.stringify(body).includes('keeper'), false)
})

test('lists filter by what is derived as the behaviour says, with names that are no attributes too', async () => {
  await make('loud', { loud: true }, 'bob')
  const names = async (query: string) => {
    const { body } = await served.ask('GET', `${rooms}?${query}`, { as: 'bob' })
    return body.rooms.map(({ name }: { name: string }) => name)
  }
  assert.deepEqual(await names('loud=true'), ['loud'])
  assert.deepEqual(await names('keeper_of=quiet&sort=-name'), ['z', 'y', 'x'])
})

test('nothing filters or sorts by what is internal, unfiltered or derived without a filter', async () => {
  for (const query of [
    'keeper=loud',
    'sort=keeper',
    'fields=keeper',
    'colour=red',
    'sort=colour',
    'size=0',
    'sort=size',
  ]) {
    const { status } = await served.ask('GET', `${rooms}?${query}`)
    assert.equal(status, 400, query)
  }
})

test('journal and watch never tell what is internal', async () => {
  await make('hush')
  const { text, body } = await served.ask('GET', '/v1/journal?limit=1000')
  assert.equal(text.includes('keeper'), false)
  assert.equal(body.entries.at(-1).object.name, 'hush')
})

test('an action of a behaviour has the method of the model and answers what the behaviour says', async () => {
  const { id } = await make('four')
  const measured = await served.ask('PUT', `${rooms}/${id}/measure`, { as: 'alice', body: { unit: 'ft' } })
  assert.deepEqual([measured.status, measured.body], [200, { length: 4, unit: 'ft' }])
  assert.deepEqual((await served.ask('PUT', `${rooms}/${id}/measure`, { as: 'alice' })).body, { length: 4, unit: 'm' })
  assert.equal((await served.ask('GET', `${rooms}/${id}/look`, { as: 'alice' })).status, 204)
  const posted = await served.ask('POST', `${rooms}/${id}/measure`, { as: 'alice', body: {} })
  assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'PUT, OPTIONS'])
  assert.equal((await served.ask('PUT', `${rooms}/${id}/measure`, { as: 'bob' })).status, 404)
})

test('verbs that a kind does not serve are 405, alone and in /v1/changes', async () => {
  const { id: room_id } = await make('e')
  const chairs = `${rooms}/${room_id}/chairs`
  const { body: chair } = await served.ask('POST', chairs, { as: 'alice', body: {} })
  const removed = await served.ask('DELETE', `${chairs}/${chair.id}`, { as: 'alice' })
  assert.deepEqual([removed.status, removed.headers.get('allow')], [405, 'GET, HEAD, OPTIONS'])
  const operations = [{ op: 'delete', service: 'office', kind: 'Chair', id: chair.id }]
  const changed = await served.ask('POST', '/v1/changes', { as: 'alice', body: { operations } })
  assert.deepEqual([changed.status, changed.body.code], [405, 'verb.absent'])
})

test('objects that are not stored are answered by their behaviour', async () => {
  const one = await served.ask('GET', `${censuses}/5`, { as: 'alice' })
  assert.deepEqual([one.status, one.body.id, one.body.tenant_id], [200, 5, projects.alice])
  assert.equal('hidden' in one.body, false)
  assert.deepEqual((await served.ask('GET', `${censuses}/5?fields=id`, { as: 'alice' })).body, { id: 5 })
  const made = await served.ask('POST', censuses, { as: 'alice', body: { id: 9, rooms: 1 } })
  assert.deepEqual([made.status, made.headers.get('location')], [201, `${censuses}/9`])
  assert.deepEqual((await served.ask('POST', censuses, { as: 'alice', body: { id: 9, rooms: 0 } })).body, null)
  const put = await served.ask('PUT', `${censuses}/5`, { body: { rooms: 2 } })
  assert.deepEqual([put.status, put.body.rooms], [200, 2])
  assert.equal((await served.ask('PUT', `${censuses}/5`, { as: 'alice', body: { rooms: 2 } })).status, 403)
  assert.equal((await served.ask('DELETE', `${censuses}/5`)).status, 405)
  assert.equal((await served.ask('GET', `${censuses}/5?at=1`)).status, 400)
})

test('lists of what is not stored are filtered, sorted and paged like others', async () => {
  const ids = async (query: string) => {
    const { body } = await served.ask('GET', `${censuses}${query}`, { as: 'alice' })
    return body.censuses.map(({ id }: { id: number }) => id)
  }
  assert.deepEqual(await ids(''), [1, 2, 3])
  assert.deepEqual(await ids('?sort=-rooms'), [3, 2, 1])
  assert.deepEqual(await ids('?rooms=20'), [2])
  assert.deepEqual(await ids('?rooms.from=20'), [2, 3])
  assert.deepEqual(await ids('?limit=1&marker=1'), [2])
  assert.deepEqual(await ids('?limit=1&marker=3&page_reverse=true'), [2])
  const page = await served.ask('GET', `${censuses}?limit=2`, { as: 'alice' })
  assert.deepEqual(
    page.body.censuses_links.map(({ rel }: { rel: string }) => rel),
    ['next'],
  )
  assert.equal((await served.ask('GET', `${censuses}?marker=7&limit=1`, { as: 'alice' })).status, 400)
})
