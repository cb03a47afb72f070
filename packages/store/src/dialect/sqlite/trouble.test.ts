import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { systemClock } from '@baryon/kit'
import { item, itemRow, shop } from '../../../conformance/fixture.ts'
import { codes, origin, value } from '../../../conformance/subject.ts'
import type { Entry, Store } from '../../contract.ts'
import { type SqlDriver, SqlFailure, type Writer } from '../../driver.ts'
import { openStore } from '../../open.ts'
import { openDriver } from './open-sqlite.ts'

/** A store on a real database whose writer can be made to fail. */
async function withDriver(body: (store: Store, writer: Writer) => Promise<void>, wrap = (writer: Writer) => writer) {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-trouble-'))
  const real = openDriver(join(folder, 'store.db'), 0)
  const { language, reader, writer, alone } = real
  const driver: SqlDriver = {
    language,
    reader,
    writer: wrap(writer),
    alone,
    freeze: () => real.freeze(),
    close: () => real.close(),
  }
  const store = value(await openStore(driver, { services: [shop], clock: systemClock }))
  try {
    await body(store, writer)
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
}

const create = (store: Store, id: string, label = '') =>
  store.commit(origin, tx => tx.insert(item, itemRow(id, { label })))

/** Nothing of it is there, neither as a row nor in the journal, and revisions go on without a gap. */
async function assertUntouched(store: Store, rows: number) {
  assert.equal(await store.read.count(item), rows)
  assert.equal(store.journal.head(), rows)
  assert.equal(value(await store.journal.after(0, 1000)).length, rows)
  assert.equal(value(await create(store, 'afterwards')).revision, rows + 1)
}

test('a full disk refuses every unit of the batch and changes nothing', () =>
  withDriver(async (store, writer) => {
    await create(store, 'a')
    const told: (readonly Entry[])[] = []
    store.journal.subscribe(entries => told.push(entries))
    const [pages] = (await writer.get('pragma page_count', []))!
    await writer.run(`pragma max_page_count = ${Number(pages) + 20}`, [])
    const large = 'x'.repeat(60_000)
    const results = await Promise.all(['b', 'c', 'd', 'e'].map(id => create(store, id, large)))
    assert.deepEqual(results.flatMap(codes), Array(4).fill('store.unwritable'))
    assert.deepEqual(codes(await create(store, 'f', large.repeat(3))), ['store.unwritable'])
    assert.deepEqual(told, [])
    await writer.run('pragma max_page_count = 1000000', [])
    await assertUntouched(store, 1)
  }))

test('a database that may not be written refuses every unit and changes nothing', () =>
  withDriver(async (store, writer) => {
    await create(store, 'a')
    await writer.run('pragma query_only = on', [])
    assert.deepEqual(codes(await create(store, 'b')), ['store.unwritable'])
    assert.equal(await store.read.count(item), 1)
    await writer.run('pragma query_only = off', [])
    await assertUntouched(store, 1)
  }))

test('a COMMIT that fails refuses all units of its batch, changes nothing, and gives their revisions to the next', () => {
  let failing = false
  const wrap = (writer: Writer): Writer =>
    new Proxy(writer, {
      get(target, name) {
        if (name === 'commit' && failing)
          return () => {
            throw new SqlFailure('io', new Error('disk I/O error'))
          }
        const member: unknown = Reflect.get(target, name, target)
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
  return withDriver(async store => {
    await create(store, 'a')
    const told: (readonly Entry[])[] = []
    store.journal.subscribe(entries => told.push(entries))
    failing = true
    const results = await Promise.all([...['b', 'c'].map(id => create(store, id)), create(store, 'a')])
    assert.deepEqual(results.flatMap(codes), Array(3).fill('store.unwritable'))
    await assert.rejects(store.journal.advance('reader', 1))
    failing = false
    assert.deepEqual(told, [])
    assert.equal(await store.journal.cursor('reader'), 0)
    await assertUntouched(store, 1)
  }, wrap)
})

test('a unit whose trouble undoes the whole transaction takes the units of its batch with it', () =>
  withDriver(async (store, writer) => {
    const results = await Promise.all([
      create(store, 'a'),
      store.commit(origin, async tx => {
        await tx.insert(item, itemRow('b'))
        await writer.run('rollback', [])
        await tx.insert(item, itemRow('c')).catch(() => {})
      }),
      create(store, 'd'),
    ])
    assert.deepEqual(results.flatMap(codes), Array(3).fill('store.unwritable'))
    await assertUntouched(store, 0)
  }))
