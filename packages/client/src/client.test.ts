import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type ApiError, createClient, type WatchEvent } from './index.ts'
import { realServer } from './testdata/real-server.ts'

const client = createClient({
  url: await realServer({ BARYON_MODELS: fileURLToPath(new URL('testdata/models', import.meta.url)) }),
})
const tenant_id = '6b0b0f4e-0d2a-4a61-9d0f-000000000001'

test('the kinds of shipped services have their types', async () => {
  const ports = client.kind('net-l3vpn', 'Port')
  const { object, etag, revision } = await ports.create({ tenant_id, mac_address: 'fa:16:3e:00:00:01', name: 'web' })
  const name: string | null = object.name
  const mtu: number = object.mtu
  assert.deepEqual([name, mtu], ['web', 1500])
  assert.match(etag ?? '', /^"\d+"$/)
  const coloured = { tenant_id, mac_address: 'fa:16:3e:00:00:02', colour: 'red' }
  await assert.rejects(ports.create(coloured), (error: ApiError) => {
    assert.deepEqual([error.status, error.code, error.faults[0]?.pointer], [400, 'attribute.unknown', '/colour'])
    return true
  })
  const bound = await ports.action(object.id, 'bind', { host_id: 'h', device_id: tenant_id }, { ifMatch: etag ?? '' })
  assert.ok(bound.revision > revision)
  await assert.rejects(
    ports.patch(object.id, { name: 'x' }, { ifMatch: etag ?? '' }),
    (error: ApiError) => error.status === 412,
  )
  assert.equal((await ports.show(object.id, { at: revision })).object.host_id, null)
  assert.equal((await ports.action(object.id, 'unbind', {})).object.host_id, null)
  await ports.delete(object.id)
  await assert.rejects(ports.show(object.id), (error: ApiError) => error.status === 404)
})

test('a write that is sent twice under one key is done once', async () => {
  const vpns = client.kind('net-l3vpn', 'VpnService')
  const body = { tenant_id, name: 'once' }
  const first = await vpns.create(body, { idempotencyKey: 'k-1' })
  const second = await vpns.create(body, { idempotencyKey: 'k-1' })
  assert.deepEqual([first.replayed, second.replayed], [false, true])
  assert.equal(second.object.id, first.object.id)
  assert.equal((await vpns.list({ filter: { name: 'once' } }).all()).length, 1)
  await vpns.delete(first.object.id)
})

test('several changes are one transaction, which the watch and the journal tell alike', async () => {
  const before = (await client.journal({ limit: 1 })).head
  const { results, revision, transaction } = await client.changes([
    { op: 'create', service: 'net-l3vpn', kind: 'VpnService', as: 'v', body: { tenant_id, name: 'both' } },
    { op: 'update', service: 'net-l3vpn', kind: 'VpnService', id: { $from: 'v.id' }, body: { description: 'd' } },
  ])
  assert.deepEqual([transaction, revision], [before + 1, before + 2])
  const events: WatchEvent[] = []
  for await (const event of client.watch({ from: before })) {
    if (event.operation === 'synced') break
    events.push(event)
  }
  assert.deepEqual(events, (await client.journal({ from: before })).entries)
  assert.deepEqual(
    events.map(event => event.operation),
    ['create', 'update'],
  )
  const dry = await client.changes(
    [{ op: 'delete', service: 'net-l3vpn', kind: 'VpnService', id: results[0]?.id ?? '' }],
    { dryRun: true },
  )
  assert.equal(dry.changes[0]?.after, null)
  assert.equal((await client.journal({ limit: 1 })).head, revision)
})

test('lists take every condition of the API', async () => {
  const vpns = client.kind('net-l3vpn', 'VpnService')
  await vpns.createAll(['a,1', 'a%2C2', 'b'].map(name => ({ tenant_id, name, description: name === 'b' ? null : 'x' })))
  const names = async (filter: Parameters<typeof vpns.list>[0]) =>
    (await vpns.list({ sort: ['-name'], fields: ['id', 'name'], pageSize: 1, ...filter }).all()).map(vpn => vpn.name)
  assert.deepEqual(await names({ filter: { name: ['a,1', 'b'] } }), ['b', 'a,1'])
  assert.deepEqual(await names({ filter: { name: { in: ['a%2C2', 'a,1'] } } }), ['a,1', 'a%2C2'])
  assert.deepEqual(await names({ filter: { name: { prefix: 'a%' } } }), ['a%2C2'])
  assert.deepEqual(await names({ filter: { description: null, name: { prefix: 'b' } } }), ['b', 'both'].slice(0, 1))
  assert.deepEqual(await names({ filter: { description: 'x' }, limit: 1 }), ['a,1'])
})

test('keys of one and of several attributes hold any text', async () => {
  const cages = client.kind('zoo', 'Cage')
  for (const house of ['a', 'a/b', 'c,d', '50%', '%2F', 'é ?#', '.', '..', '+']) {
    const { object } = await cages.create({ house, number: 7 })
    const id = `${encodeURIComponent(String(object['house']))},7`
    assert.equal((await cages.show(id)).object['house'], house)
    await cages.delete(id)
  }
  const keepers = client.kind('zoo', 'Keeper')
  for (const badge of ['a', 'a/b', 'c,d', '50%', '%2F', 'é ?#', '...', '+']) {
    await keepers.create({ badge })
    assert.equal((await keepers.show(badge)).object['badge'], badge)
    await keepers.delete(badge)
  }
})

test('kinds below their parents are listed, made and found there alone, at any depth', async () => {
  const rows = client.kind('yard', 'Row')
  for (const name of ['a/b', 'other']) await rows.create({ name })
  const racks = client.kind('yard', 'Rack')
  const { object: rack } = await racks.below('a/b').create({ name: 'r1' })
  assert.equal(rack['row'], 'a/b')
  const elsewhere = await racks.create({ name: 'r2', row: 'other' })
  const names = async (list: typeof racks) => (await list.list({ pageSize: 1 }).all()).map(each => each['name'])
  assert.deepEqual(await names(racks.below('a/b')), ['r1'])
  assert.equal((await names(racks)).length, 2)

  const slots = client.kind('yard', 'Slot').below('a/b', String(rack['id']))
  for (const number of [1, 2]) await slots.create({ number })
  const id = `${rack['id']},2`
  assert.equal((await slots.patch(id, { note: 'full' })).object['note'], 'full')
  assert.equal((await client.kind('yard', 'Slot').below(String(rack['id'])).show(id)).object['number'], 2)
  const wrong = client.kind('yard', 'Slot').below('other', String(rack['id']))
  await assert.rejects(wrong.show(id), (error: ApiError) => error.status === 404)
  await assert.rejects(
    racks.below('a/b').show(String(elsewhere.object['id'])),
    (error: ApiError) => error.status === 404,
  )
  await assert.rejects(racks.below('x', 'a/b').list().all(), (error: ApiError) => error.code === 'parent.unknown')
  await slots.delete(id)
  assert.deepEqual(
    (await slots.list().all()).map(slot => slot['number']),
    [1],
  )
})

test('a kind that the server does not have is refused before anything is sent', async () => {
  await assert.rejects(
    client.kind('net-l3vpn', 'Prot').list().all(),
    (error: ApiError) => error.code === 'model.unknown',
  )
})
