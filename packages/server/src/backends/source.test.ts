import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Registry } from '@baryon/model'
import type { Row, Source, View } from '@baryon/reconcile'
import { projects, type Served, serve } from '../testdata/serve.ts'
import { sourceOf } from './source.ts'
import { kindsIn } from './view.ts'

let served: Served
let source: Source
let switches: Source

before(async () => {
  served = await serve()
  const registry = new Registry(served.store.services)
  const find = kindsIn(() => registry, 'lab')
  source = sourceOf(served.store, { service: 'lab' }, find)
  switches = sourceOf(served.store, { service: 'lab', rows: ['Switch'] }, find)
})
after(() => served.close())

const base = '/proton/lab/v2.1'

async function make(kind: string, body: object): Promise<string> {
  const {
    status,
    body: made,
    text,
  } = await served.ask('POST', `${base}/${kind}`, { body: { tenant_id: projects.alice, ...body } })
  assert.equal(status, 201, text)
  return made.id
}

const rename = (id: string, name: string) => served.ask('PUT', `${base}/switches/${id}`, { body: { name } })

async function listed(view: View, kind: string, where?: Row): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const row of view.list(kind, where)) rows.push(row)
  return rows
}

test('after() tells changes of the intent in order, to the last entry that was looked at', async () => {
  const from = source.head()
  const id = await make('switches', { name: 'a' })
  const port = await make('ports', { switch_id: id, name: 'p' })
  await served.ask('DELETE', `${base}/ports/${port}`)
  const told = await source.after(from, 100)
  assert.deepEqual(
    told?.changes.map(({ kind, id: of, operation, image }) => [kind, of, operation, image['name']]),
    [
      ['Switch', id, 'create', 'a'],
      ['Port', port, 'create', 'p'],
      ['Port', port, 'delete', 'p'],
    ],
  )
  assert.equal(told?.upTo, source.head())
  const some = await switches.after(from, 100)
  assert.deepEqual([some?.changes.map(({ id: of }) => of), some?.upTo], [[id], source.head()])
  const first = await source.after(from, 1)
  assert.deepEqual([first?.changes.length, first?.upTo], [1, told?.changes[0]?.revision])
  assert.deepEqual(await source.after(source.head(), 10), { changes: [], upTo: source.head() })
})

test('after() passes over statuses and other services, and comes to their end', async () => {
  const id = await make('ports', { switch_id: await make('switches', {}) })
  const head = source.head()
  const kind = new Registry(served.store.services).kind({ service: 'lab', kind: 'Port' })!
  const origin = { actor: 'x', requestId: '' }
  assert.equal(await served.store.note({ kind, id, observed: head, values: { carrier: 'up' }, origin }), true)
  assert.ok(source.head() > head, 'the status has an entry')
  assert.deepEqual(await source.after(head, 10), { changes: [], upTo: source.head() })
  const row = await source.newest().get('Port', id)
  assert.ok(row !== undefined && !('carrier' in row))
})

test('rows are the same by a view and by the image of their change', async () => {
  const from = source.head()
  const id = await make('switches', { name: 'same' })
  const [change] = (await source.after(from, 1))?.changes ?? []
  const view = source.newest()
  assert.deepEqual(await view.get('Switch', id), change?.image)
  await rename(id, 'other')
  const [, last] = (await source.after(from, 2))?.changes ?? []
  await source.foresee?.([change!, last!])
  assert.equal(await view.get('Switch', id), last?.image, 'it is not read again')
  await rename(id, 'third')
  assert.equal((await view.get('Switch', id))?.['name'], 'third')
})

test('a snapshot stays as it was, however many pages it is read in, and the newest state goes on', async () => {
  for (let index = 0; index < 3; index++) {
    const operations = Array.from({ length: 400 }, () => ({
      ...{ op: 'create', service: 'lab', kind: 'Switch' },
      body: { tenant_id: projects.bob, name: 'many' },
    }))
    assert.equal((await served.ask('POST', '/v1/changes', { body: { operations } })).status, 200)
  }
  const snapshot = source.snapshot()
  const rows: Row[] = []
  for await (const row of snapshot.list('Switch', { tenant_id: projects.bob })) {
    if (rows.push(row) !== 1) continue
    await rename(String(row['id']), 'other')
    await served.ask(
      'DELETE',
      `${base}/switches/${(await listed(source.newest(), 'Switch', { name: 'many' })).at(-1)?.['id']}`,
    )
  }
  assert.deepEqual([rows.length, new Set(rows.map(row => row['name']))], [1200, new Set(['many'])])
  const ids = rows.map(row => String(row['id']))
  assert.deepEqual(ids, [...ids].sort())
  assert.ok(snapshot.revision < source.head())
  assert.equal((await listed(source.newest(), 'Switch', { name: 'many', tenant_id: projects.bob })).length, 1198)
  await snapshot.close?.()
  await assert.rejects(snapshot.get('Switch', ids[0] ?? ''), /after it was closed/)
})

test('before() answers the row as a change found it', async () => {
  const id = await make('switches', { name: 'one' })
  const from = source.head()
  await rename(id, 'two')
  await served.ask('DELETE', `${base}/switches/${id}`)
  const view = source.newest()
  const names = []
  for (const change of (await source.after(from, 10))?.changes ?? []) names.push((await view.before(change))?.['name'])
  assert.deepEqual(names, ['one', 'two'])
})

test('subscribe() tells that there is something new, as long as one listens', async () => {
  let told = 0
  const stop = source.subscribe(() => told++)
  await make('switches', {})
  assert.ok(told > 0)
  const before = told
  stop()
  await make('switches', {})
  assert.equal(told, before)
})

test('after() of what is forgotten says so, and before() no longer knows', async () => {
  const id = await make('switches', { name: 'one' })
  const from = source.head()
  await rename(id, 'two')
  const [change] = (await source.after(from, 10))?.changes ?? []
  await rename(id, 'three')
  await served.store.journal.compact(source.head())
  assert.equal(await source.after(from, 10), undefined)
  assert.equal(await source.newest().before(change!), undefined)
})
