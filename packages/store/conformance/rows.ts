import assert from 'node:assert/strict'
import { crate, item, itemRow, place } from './fixture.ts'
import { type Check, codes, done, origin, start, value } from './subject.ts'

/** Objects: what is written is what is read. */
export function checkRows(check: Check) {
  check('insert() answers the object with every attribute, its stamps and its revision', async ({ store }) => {
    const { value: stored } = await done(store, tx => tx.insert(item, { id: 'a', label: 'first' }))
    const time = new Date(start).toISOString()
    const row = { ...itemRow('a', { label: 'first' }), created_at: time, updated_at: time, revision: 1 }
    assert.deepEqual(stored, { row, revision: 1 })
    assert.deepEqual(await store.read.get(item, 'a'), stored)
  })

  check('get() answers values of every type as they were stored', async ({ store }) => {
    const values = {
      owner: 'ö "quoted" \\ %_',
      label: '',
      rank: Number.MAX_SAFE_INTEGER,
      ratio: 0.1,
      ready: false,
      tags: ['b', 'a', ''],
      facts: { deep: [{ n: null, t: true, f: 1.5 }], '': 'empty' },
      state: "up'; drop table shop_items; --",
      detail: [1, 'two', null],
    }
    await done(store, tx => tx.insert(item, itemRow('a', values)))
    const stored = await store.read.get(item, 'a')
    for (const [name, expected] of Object.entries(values)) assert.deepEqual(stored?.row[name], expected, name)
  })

  check('get() finds an object by a key of several attributes', async ({ store }) => {
    const id = '7,north%2Ceast'
    await done(store, tx => tx.insert(place, { hall: 7, name: 'north,east', note: 'n' }))
    assert.deepEqual((await store.read.get(place, id))?.row, { hall: 7, name: 'north,east', note: 'n' })
    for (const other of ['7', '8,north%2Ceast', '7,north,east', 'x,north', '7,%zz'])
      assert.equal(await store.read.get(place, other), undefined, other)
    await done(store, tx => tx.update(place, id, { hall: 7, name: 'north,east', note: 'm' }))
    await done(store, tx => tx.remove(place, id))
    assert.equal(await store.read.get(place, id), undefined)
  })

  check('update() stores the new values, keeps the others, and raises revision and time', async ({ store, clock }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { label: 'one', rank: 1 })))
    clock.time += 1000
    const { value: stored } = await done(store, tx => tx.update(item, 'a', { label: 'two' }))
    assert.equal(stored.revision, 2)
    const { label, rank, created_at, updated_at, revision } = stored.row
    assert.deepEqual(
      { label, rank, created_at, updated_at, revision },
      {
        label: 'two',
        rank: 1,
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:01.000Z',
        revision: 2,
      },
    )
    assert.deepEqual(await store.read.get(item, 'a'), stored)
  })

  check('insert() refuses a taken key, and a taken unique value by naming it', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { owner: 'p', code: 'x' })))
    assert.deepEqual(codes(await store.commit(origin, tx => tx.insert(item, itemRow('a')))), ['key.taken'])
    const taken = await store.commit(origin, tx => tx.insert(item, itemRow('b', { owner: 'p', code: 'x' })))
    assert.deepEqual(codes(taken), ['unique.taken'])
    assert.match(taken.ok ? '' : taken.faults[0]!.message, /owner "p", code "x"/)
    await done(store, tx => tx.insert(item, itemRow('b', { owner: 'q', code: 'x' })))
  })

  check('unique values are not compared where one of them is null', async ({ store }) => {
    for (const id of ['a', 'b']) await done(store, tx => tx.insert(item, itemRow(id, { owner: 'p' })))
    assert.equal(await store.read.count(item), 2)
  })

  check('update() refuses an unknown key and a taken unique value', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { owner: 'p', code: 'x' })))
    await done(store, tx => tx.insert(item, itemRow('b', { owner: 'p', code: 'y' })))
    assert.deepEqual(codes(await store.commit(origin, tx => tx.update(item, 'b', { code: 'x' }))), ['unique.taken'])
    assert.deepEqual(codes(await store.commit(origin, tx => tx.update(item, 'c', { code: 'x' }))), ['key.unknown'])
    assert.deepEqual(codes(await store.commit(origin, tx => tx.remove(item, 'c'))), ['key.unknown'])
  })

  check(
    'a reference to a missing object, and the removal of one that is referred to, are refused',
    async ({ store }) => {
      await done(store, tx => tx.insert(item, itemRow('a')))
      await done(store, tx => tx.insert(crate, { id: 'c', main: 'a' }))
      const dangling = await store.commit(origin, tx => tx.insert(crate, { id: 'd', main: 'nobody' }))
      assert.deepEqual(codes(dangling), ['reference.broken'])
      assert.deepEqual(codes(await store.commit(origin, tx => tx.remove(item, 'a'))), ['reference.broken'])
      assert.equal(store.journal.head(), 2)
    },
  )

  check('reads in a unit of work see the writes before them, reads outside do not', async ({ store }) => {
    await done(store, async tx => {
      await tx.insert(item, itemRow('a'))
      assert.equal((await tx.get(item, 'a'))?.revision, 1)
      assert.equal((await tx.list(item, {})).length, 1)
      assert.equal(await tx.count(item), 1)
      assert.equal(await store.read.get(item, 'a'), undefined)
      assert.equal(await store.read.count(item), 0)
    })
    assert.equal(await store.read.count(item), 1)
  })

  check('an object may be created again under the id of a deleted one', async ({ store, clock }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { state: 'old' })))
    await done(store, tx => tx.remove(item, 'a'))
    clock.time += 1
    await done(store, tx => tx.insert(item, itemRow('a')))
    const stored = await store.read.get(item, 'a')
    assert.equal(stored?.row['state'], null)
    assert.equal(stored?.row['created_at'], '2026-01-01T00:00:00.001Z')
    assert.deepEqual(await store.read.get(item, 'a', store.journal.head()), stored)
  })

  check('everything is there when the database is opened again', async ({ store, reopen }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { tags: ['x'] })))
    await done(store, tx => tx.remember('key', 'print', { ok: true }))
    await store.journal.advance('me', 1)
    const before = await store.read.get(item, 'a')
    const again = await reopen()
    assert.deepEqual(await again.read.get(item, 'a'), before)
    assert.deepEqual(await again.recall('key'), { fingerprint: 'print', answer: { ok: true } })
    assert.equal(await again.journal.cursor('me'), 1)
    assert.equal(again.journal.head(), 1)
    assert.equal(await again.healthy(), true)
    assert.equal(value(await again.commit(origin, tx => tx.insert(item, itemRow('b')))).revision, 2)
  })

  check('close() finishes what was begun and refuses what comes later', async ({ store, reopen }) => {
    const begun = store.commit(origin, tx => tx.insert(item, itemRow('a')))
    await store.close()
    assert.equal((await begun).ok, true)
    assert.deepEqual(codes(await store.commit(origin, tx => tx.insert(item, itemRow('b')))), ['store.closed'])
    assert.equal(await store.healthy(), false)
    assert.equal(await (await reopen()).read.count(item), 1)
  })
}
