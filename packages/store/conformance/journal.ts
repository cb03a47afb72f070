import assert from 'node:assert/strict'
import type { Json } from '@baryon/kit'
import type { Entry } from '../src/contract.ts'
import { item, itemRow, place } from './fixture.ts'
import { type Check, codes, done, origin, start, value } from './subject.ts'

/** The journal: all entries, in order, with what they have to say. */
export function checkJournal(check: Check) {
  check('an entry says what changed, who asked, and when', async ({ store }) => {
    const { entries } = await done(store, tx => tx.insert(item, itemRow('a', { owner: 'p', label: 'x' })))
    const image = Object.fromEntries(
      item.attributes
        .filter(({ plane, stamp }) => plane === 'intent' && stamp === undefined)
        .map(({ name }): [string, Json] => [name, itemRow('a', { owner: 'p', label: 'x' })[name] ?? null]),
    )
    const expected: Entry = {
      revision: 1,
      transaction: 1,
      plane: 'intent',
      service: 'shop',
      kind: 'Item',
      id: 'a',
      project: 'p',
      operation: 'create',
      image,
      actor: 'ann',
      scope: { project: 'p1', roles: ['member'] },
      requestId: 'req-1',
      time: start,
    }
    assert.deepEqual(entries, [expected])
    assert.deepEqual(value(await store.journal.after(0, 10)), [expected])
  })

  check('a change of one plane makes an entry of that plane alone, with all its attributes', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    const intent = await done(store, tx => tx.update(item, 'a', { label: 'x' }))
    const status = await done(store, tx => tx.update(item, 'a', { state: 'UP' }))
    const both = await done(store, tx => tx.update(item, 'a', { label: 'y', state: 'DOWN' }))
    assert.deepEqual(
      [intent, status, both].map(({ entries }) => entries.map(entry => [entry.revision, entry.plane])),
      [
        [[2, 'intent']],
        [[3, 'status']],
        [
          [4, 'intent'],
          [5, 'status'],
        ],
      ],
    )
    assert.deepEqual(status.entries[0]?.image, { state: 'UP', detail: null })
    assert.equal(both.entries[0]?.image['label'], 'y')
  })

  check('a new object with a status has an entry of each plane', async ({ store }) => {
    const { entries, value: stored } = await done(store, tx => tx.insert(item, itemRow('a', { state: 'UP' })))
    assert.deepEqual(
      entries.map(({ plane, operation }) => [plane, operation]),
      [
        ['intent', 'create'],
        ['status', 'create'],
      ],
    )
    assert.equal(stored.revision, 2)
  })

  check('an update that changes nothing makes no entry and keeps revision and time', async ({ store, clock }) => {
    const { value: before } = await done(store, tx => tx.insert(item, itemRow('a', { facts: { a: 1, b: 2 } })))
    clock.time += 1000
    const same = await done(store, tx => tx.update(item, 'a', itemRow('a', { facts: { b: 2, a: 1 } })))
    assert.deepEqual(same.entries, [])
    assert.deepEqual(same.value, before)
  })

  check('a deletion makes one intent entry with the image before it', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { owner: 'p', label: 'x', state: 'UP' })))
    const { entries } = await done(store, tx => tx.remove(item, 'a'))
    assert.equal(entries.length, 1)
    const { operation, plane, image, project } = entries[0]!
    assert.deepEqual([operation, plane, image['label'], project], ['delete', 'intent', 'x', 'p'])
  })

  check('time never goes back, even when the clock does', async ({ store, clock, reopen }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    clock.time -= 5000
    await done(store, tx => tx.insert(item, itemRow('b')))
    const again = await reopen()
    await done(again, tx => tx.insert(item, itemRow('c')))
    const times = value(await again.journal.after(0, 10)).map(({ time }) => time)
    assert.deepEqual(times, [start, start, start])
  })

  check('after() answers entries behind a revision, in order, up to a limit', async ({ store }) => {
    for (const id of ['a', 'b', 'c', 'd']) await done(store, tx => tx.insert(item, itemRow(id)))
    const revisions = async (from: number, limit: number) =>
      value(await store.journal.after(from, limit)).map(({ revision }) => revision)
    assert.deepEqual(await revisions(0, 2), [1, 2])
    assert.deepEqual(await revisions(2, 10), [3, 4])
    assert.deepEqual(await revisions(4, 10), [])
    assert.deepEqual(await revisions(99, 10), [])
  })

  check('after() filters by plane, kinds, project and id', async ({ store }) => {
    await done(store, async tx => {
      await tx.insert(item, itemRow('a', { owner: 'p', state: 'UP' }))
      await tx.insert(item, itemRow('b', { owner: 'q' }))
      await tx.insert(place, { hall: 1, name: 'x', note: null })
    })
    const { journal } = store
    const revisions = async (filter: Parameters<typeof journal.after>[2]) =>
      value(await journal.after(0, 10, filter)).map(({ revision }) => revision)
    assert.deepEqual(await revisions({ plane: 'status' }), [2])
    assert.deepEqual(await revisions({ kinds: [{ service: 'shop', kind: 'Place' }] }), [4])
    assert.deepEqual(
      await revisions({ kinds: [item, place].map(({ service, name }) => ({ service, kind: name })) }),
      [1, 2, 3, 4],
    )
    assert.deepEqual(await revisions({ kinds: [] }), [])
    assert.deepEqual(await revisions({ project: 'q' }), [3])
    assert.deepEqual(await revisions({ id: '1,x' }), [4])
    assert.deepEqual(
      await revisions({ id: 'a', plane: 'intent', project: 'p', kinds: [{ service: 'shop', kind: 'Item' }] }),
      [1],
    )
  })

  check('after() finds the few entries that pass a filter among many', async ({ store }) => {
    await done(store, tx => tx.insert(place, { hall: 1, name: 'first', note: null }))
    await done(store, async tx => {
      for (let index = 0; index < 12_000; index++) await tx.insert(item, itemRow(`${index}`))
    })
    await done(store, tx => tx.insert(place, { hall: 1, name: 'last', note: null }))
    const kinds = [{ service: 'shop', kind: 'Place' }]
    for (const filter of [{ kinds }, { kinds: [...kinds, { service: 'other', kind: 'Place' }] }]) {
      const found = value(await store.journal.after(0, 10, filter))
      assert.deepEqual(
        found.map(({ id }) => id),
        ['1,first', '1,last'],
      )
    }
    assert.equal(value(await store.journal.after(0, 1, { kinds })).length, 1)
    assert.equal(value(await store.journal.after(1, 11_999)).length, 11_999)
    assert.equal(value(await store.journal.after(0, 10, { id: '11999' }))[0]?.revision, 12_001)
  })

  check('at() answers the newest revision at a time', async ({ store, clock }) => {
    clock.time = start
    await done(store, tx => tx.insert(item, itemRow('a')))
    await done(store, tx => tx.insert(item, itemRow('b')))
    clock.time = start + 10
    await done(store, tx => tx.insert(item, itemRow('c')))
    const answers = await Promise.all([-1, 0, 9, 10, 99].map(time => store.journal.at(start + time)))
    assert.deepEqual(answers, [0, 2, 2, 3, 3])
  })

  check('subscribe() calls back after each commit until it is stopped', async ({ store }) => {
    const seen: number[] = []
    const stop = store.journal.subscribe(entries => {
      assert.equal(store.journal.head(), entries.at(-1)?.revision)
      seen.push(...entries.map(({ revision }) => revision))
    })
    store.journal.subscribe(() => {
      throw new Error('must not stop the others')
    })
    await Promise.all(['a', 'b'].map(id => done(store, tx => tx.insert(item, itemRow(id)))))
    await done(store, tx => tx.get(item, 'a'))
    stop()
    await done(store, tx => tx.insert(item, itemRow('c')))
    assert.deepEqual(seen, [1, 2])
  })

  check('a cursor is 0 until its reader advances it', async ({ store }) => {
    assert.equal(await store.journal.cursor('reader'), 0)
    await store.journal.advance('reader', 7)
    await store.journal.advance('other', 1)
    assert.equal(await store.journal.cursor('reader'), 7)
    await store.journal.advance('reader', 3)
    assert.equal(await store.journal.cursor('reader'), 3)
  })

  check('compact() forgets what no state at the horizon or later needs', async ({ store, reopen }) => {
    await done(store, tx => tx.insert(item, itemRow('gone', { state: 'UP' })))
    await done(store, tx => tx.remove(item, 'gone'))
    await done(store, tx => tx.insert(item, itemRow('gone')))
    await done(store, tx => tx.insert(item, itemRow('kept', { rank: 1, state: 'UP' })))
    await done(store, tx => tx.update(item, 'kept', { rank: 2 }))
    await done(store, tx => tx.remove(item, 'gone'))
    await done(store, tx => tx.update(item, 'kept', { rank: 3 }))
    assert.equal(store.journal.head(), 9)
    assert.equal(await store.journal.compact(8), 6)
    assert.equal(store.journal.horizon(), 8)
    assert.deepEqual(codes(await store.journal.after(7, 10)), ['revision.compacted'])
    const again = await reopen()
    assert.equal(again.journal.horizon(), 8)
    assert.deepEqual(
      value(await again.journal.after(8, 10)).map(({ revision }) => revision),
      [9],
    )
    assert.equal((await again.read.get(item, 'kept', 8))?.row['rank'], 2)
    assert.equal((await again.read.get(item, 'kept', 8))?.row['state'], 'UP')
    assert.equal(await again.read.get(item, 'gone', 8), undefined)
    assert.equal(await again.journal.compact(8), 0)
  })

  check('the newest revision stays when its entry is forgotten', async ({ store, clock, reopen }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    clock.time += 10
    await done(store, tx => tx.remove(item, 'a'))
    assert.equal(await store.journal.compact(99), 2)
    const again = await reopen()
    assert.equal(again.journal.head(), 2)
    assert.equal(await again.journal.at(start + 10), 2)
    assert.ok((await again.journal.at(start + 9)) < 2)
    clock.time = start
    assert.equal(value(await again.commit(origin, tx => tx.insert(item, itemRow('b')))).revision, 3)
    assert.equal(value(await again.journal.after(2, 1))[0]?.time, start + 10)
  })
}
