import assert from 'node:assert/strict'
import { Refusal } from '@baryon/kit'
import { item, itemRow, place } from './fixture.ts'
import { type Check, codes, done, value } from './subject.ts'

/** Time travel: states as they were. */
export function checkHistory(check: Check) {
  check('get() answers an object as it was at a revision, stamps included', async ({ store, clock }) => {
    const states = []
    states.push(
      (await done(store, tx => tx.insert(item, itemRow('a', { label: 'one', ready: true, tags: ['x'] })))).value,
    )
    clock.time += 1000
    states.push((await done(store, tx => tx.update(item, 'a', { state: 'UP', detail: { n: 1 } }))).value)
    clock.time += 1000
    states.push((await done(store, tx => tx.update(item, 'a', { label: null, ready: false }))).value)
    await done(store, tx => tx.remove(item, 'a'))
    assert.equal(await store.read.get(item, 'a', 0), undefined)
    for (const state of states) assert.deepEqual(await store.read.get(item, 'a', state.revision), state)
    assert.equal(await store.read.get(item, 'a', 4), undefined)
  })

  check('what was observed of a deleted object is not part of a new one with its id', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { state: 'UP' })))
    await done(store, tx => tx.remove(item, 'a'))
    await done(store, tx => tx.insert(item, itemRow('a')))
    assert.equal((await store.read.get(item, 'a', 2))?.row['state'], 'UP')
    assert.equal((await store.read.get(item, 'a', 4))?.row['state'], null)
    await store.journal.compact(4)
    assert.equal((await store.read.get(item, 'a', 4))?.row['state'], null)
  })

  check('list() filters, sorts and pages a state as it was', async ({ store }) => {
    await done(store, async tx => {
      for (const [index, id] of ['a', 'b', 'c', 'd'].entries())
        await tx.insert(item, itemRow(id, { rank: index, tags: [id], ready: index > 1 }))
    })
    await done(store, async tx => {
      for (const id of ['a', 'b', 'c']) await tx.update(item, id, { rank: 9, tags: null, ready: null })
      await tx.remove(item, 'd')
      await tx.insert(item, itemRow('e'))
    })
    const ids = async (query: Parameters<typeof store.read.list>[1], at: number) =>
      value(await store.read.list(item, query, at)).map(({ row }) => row['id'])
    const sort = [{ attribute: 'rank', descending: true }]
    assert.deepEqual(await ids({ sort }, 4), ['d', 'c', 'b', 'a'])
    assert.deepEqual(await ids({ sort, marker: 'd', limit: 2 }, 4), ['c', 'b'])
    assert.deepEqual(await ids({ sort, marker: 'b', limit: 1, backwards: true }, 4), ['c'])
    assert.deepEqual(await ids({ filter: { attribute: 'ready', in: [true] } }, 4), ['c', 'd'])
    assert.deepEqual(await ids({ filter: { attribute: 'tags', holds: 'c' } }, 4), ['c'])
    assert.deepEqual(await ids({ filter: { attribute: 'rank', from: 2 } }, 4), ['c', 'd'])
    assert.deepEqual(await ids({}, 2), ['a', 'b'])
    assert.deepEqual(await ids({}, 9), ['a', 'b', 'c', 'e'])
    assert.deepEqual(value(await store.read.list(item, {}, 9)), value(await store.read.list(item, {})))
    assert.deepEqual(codes(await store.read.list(item, { marker: 'e' }, 4)), ['marker.unknown'])
  })

  check('states of objects with a key of several attributes can be read', async ({ store }) => {
    await done(store, tx => tx.insert(place, { hall: 2, name: 'a,b', note: 'x' }))
    await done(store, tx => tx.insert(place, { hall: 10, name: 'a', note: null }))
    await done(store, tx => tx.update(place, '2,a%2Cb', { note: 'y' }))
    assert.deepEqual((await store.read.get(place, '2,a%2Cb', 2))?.row, { hall: 2, name: 'a,b', note: 'x' })
    const halls = value(await store.read.list(place, { marker: '2,a%2Cb' }, 2)).map(({ row }) => row['hall'])
    assert.deepEqual(halls, [10])
  })

  check('a revision of the future, or one that is forgotten, is refused', async ({ store }) => {
    for (const id of ['a', 'b', 'c']) await done(store, tx => tx.insert(item, itemRow(id)))
    assert.deepEqual(codes(await store.read.list(item, {}, 4)), ['revision.future'])
    await assert.rejects(store.read.get(item, 'a', 4), Refusal)
    await store.journal.compact(2)
    assert.deepEqual(codes(await store.read.list(item, {}, 1)), ['revision.compacted'])
    await assert.rejects(store.read.get(item, 'a', 1), Refusal)
    assert.equal(value(await store.read.list(item, {}, 2)).length, 2)
  })
}
