import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { silentLogger, systemClock } from '@baryon/kit'
import { item, place, shop } from '../conformance/fixture.ts'
import type { Store } from './contract.ts'
import { openDriver } from './dialect/sqlite/open-sqlite.ts'
import { SqlFailure } from './driver.ts'
import { openStore } from './open.ts'

const origin = { actor: 'test', requestId: 'test' }

/** A store whose disk syncs when it is told to. */
async function open(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-sync-'))
  const driver = openDriver(join(folder, 'store.sqlite'))
  let syncs = 0
  let gate: PromiseWithResolvers<void> | undefined
  const { writer } = driver
  const sync = writer.sync.bind(writer)
  writer.sync = async () => {
    syncs += 1
    await gate?.promise
    await sync()
  }
  const opened = await openStore(driver, { services: [shop], clock: systemClock, logger: silentLogger })
  assert.ok(opened.ok)
  const store = opened.value
  syncs = 0
  context.after(async () => {
    gate?.resolve()
    await store.close()
    await rm(folder, { recursive: true })
  })
  const put = (name: string) =>
    store.commit(origin, tx => tx.insert(place, { hall: 1, name, note: null })).then(done => done.ok)
  return {
    store,
    put,
    syncs: () => syncs,
    hold: () => {
      gate = Promise.withResolvers()
    },
    release: () => gate?.resolve(),
    fail: () => gate?.reject(new SqlFailure('io', new Error('the disk is gone'))),
  }
}

/** Whether the promise has settled a moment later. */
const isDone = (promise: Promise<unknown>) => Promise.race([promise.then(() => true), sleep(50, false)])

const read = (store: Store, name: string) => store.read.get(place, `1,${name}`)

test('a change is answered, told and counted once it is on disk, and not before', async context => {
  const { store, put, hold, release } = await open(context)
  const told: string[] = []
  store.journal.subscribe(entries => told.push(...entries.map(({ id }) => id)))
  hold()
  const made = put('a')
  assert.equal(await isDone(made), false)
  assert.deepEqual(told, [])
  assert.equal(store.journal.head(), 0)
  release()
  assert.equal(await made, true)
  assert.deepEqual(told, ['1,a'])
  assert.equal(store.journal.head(), 1)
})

test('what is read is on disk: a read that could see a change waits for its sync', async context => {
  const { store, put, hold, release } = await open(context)
  hold()
  const made = put('a')
  await sleep(20)
  const found = read(store, 'a')
  const listed = store.read.list(place, {})
  assert.deepEqual([await isDone(found), await isDone(listed)], [false, false])
  release()
  assert.equal((await found)?.row['name'], 'a')
  await made
})

test('what is on disk is read at once while other changes are on their way there', async context => {
  const { store, put, hold, release } = await open(context)
  await put('a')
  hold()
  const made = put('b')
  await sleep(20)
  const found = read(store, 'a')
  const other = read(store, 'b')
  assert.deepEqual([await isDone(found), await isDone(other)], [true, false])
  release()
  assert.equal((await other)?.row['name'], 'b')
  await made
})

test('a list of a kind of which nothing is on its way to the disk is read at once', async context => {
  const { store, put, hold, release } = await open(context)
  await put('a')
  hold()
  const made = put('b')
  await sleep(20)
  const others = store.read.list(item, {})
  const places = store.read.list(place, {})
  assert.deepEqual([await isDone(others), await isDone(places)], [true, false])
  release()
  await made
  const all = await places
  assert.deepEqual(all.ok && all.value.map(({ row }) => row['name']), ['a', 'b'])
})

test('changes that come while the disk syncs share the next sync', async context => {
  const { store, put, hold, release, syncs } = await open(context)
  hold()
  const first = put('a')
  await sleep(20)
  const others: Promise<boolean>[] = []
  for (const name of ['b', 'c', 'd', 'e']) {
    others.push(put(name))
    await sleep(5)
  }
  assert.equal(syncs(), 1)
  release()
  assert.deepEqual(await Promise.all([first, ...others]), [true, true, true, true, true])
  assert.equal(syncs(), 2)
  assert.equal(store.journal.head(), 5)
})

test('a transaction sees what was committed before it, though it is not on disk', async context => {
  const { store, put, hold, release } = await open(context)
  await put('a')
  hold()
  const changed = store.commit(origin, tx => tx.update(place, '1,a', { note: 'first' }))
  await sleep(20)
  const appended = store.commit(origin, async tx => {
    const stored = await tx.get(place, '1,a')
    return tx.update(place, '1,a', { note: `${stored?.row['note']}, second` })
  })
  await sleep(20)
  release()
  await Promise.all([changed, appended])
  assert.equal((await read(store, 'a'))?.row['note'], 'first, second')
})

test('nothing is promised any more once the disk has refused', async context => {
  const { store, put, hold, fail } = await open(context)
  hold()
  const made = put('a')
  await sleep(20)
  fail()
  assert.equal(await made, false)
  assert.equal(await put('b'), false)
  assert.equal(await store.healthy(), false)
})

test('what changes nothing waits for no sync', async context => {
  const { store, syncs } = await open(context)
  const done = await store.commit(origin, async tx => tx.get(place, '1,nobody'))
  assert.ok(done.ok)
  assert.equal(syncs(), 0)
})
