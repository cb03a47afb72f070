import assert from 'node:assert/strict'
import type { Row } from '@baryon/model'
import type { Store } from '../src/contract.ts'
import { item, itemRow, shop } from './fixture.ts'
import { type Check, done, value } from './subject.ts'

const controller = { actor: 'controller', requestId: 'n' }

const note = (store: Store, observed: number, values: Row, id = 'a') =>
  store.note({ kind: item, id, observed, values, origin: controller })

/** What is observed of objects. */
export function checkNote(check: Check) {
  check('note() stores what was observed and makes a status entry', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { label: 'x' })))
    assert.equal(await note(store, 1, { state: 'UP' }), true)
    const [entry] = value(await store.journal.after(1, 10))
    assert.equal(entry?.plane, 'status')
    assert.deepEqual(entry?.image, { state: 'UP', detail: null })
    assert.equal(entry?.actor, 'controller')
    const stored = await store.read.get(item, 'a')
    assert.deepEqual([stored?.revision, stored?.row['state'], stored?.row['label']], [2, 'UP', 'x'])
  })

  check('note() drops what is older than what is known', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await done(store, tx => tx.update(item, 'a', { rank: 1 }))
    assert.equal(await note(store, 2, { state: 'UP' }), true)
    assert.equal(await note(store, 1, { state: 'DOWN' }), false)
    assert.equal((await store.read.get(item, 'a'))?.row['state'], 'UP')
    assert.equal(await note(store, 2, { state: 'DOWN' }), true)
  })

  check('note() of what is known makes no entry, and remembers that it was observed later', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await done(store, tx => tx.update(item, 'a', { rank: 1 }))
    assert.equal(await note(store, 1, { state: 'UP' }), true)
    assert.equal(await note(store, 2, { state: 'UP' }), true)
    assert.equal(store.journal.head(), 3)
    assert.equal(await note(store, 1, { state: 'DOWN' }), false)
  })

  check('note() of an object that is gone, or of its former life, is dropped', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await done(store, tx => tx.remove(item, 'a'))
    assert.equal(await note(store, 1, { state: 'UP' }), false)
    await done(store, tx => tx.insert(item, itemRow('a')))
    assert.equal(await note(store, 1, { state: 'UP' }), false)
    assert.equal(await note(store, 3, { state: 'UP' }), true)
  })

  check('note() of an attribute that is not observed is a bug', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await assert.rejects(note(store, 1, { rank: 1 }), /not in plane status/)
  })

  check('noteAll() notes each as if it were alone, and what is known not again', async ({ store }) => {
    for (const name of ['a', 'b', 'c', 'd']) await done(store, tx => tx.insert(item, itemRow(name)))
    await done(store, tx => tx.remove(item, 'd'))
    assert.equal(await note(store, 1, { state: 'UP' }), true)
    const status = (id: string, state: string, observed = 5) => ({
      ...{ kind: item, id, observed, values: { state }, origin: controller },
    })
    const told: number[] = []
    store.journal.subscribe(entries => told.push(...entries.map(({ revision }) => revision)))
    const given = [status('a', 'UP'), status('b', 'UP'), status('d', 'UP'), status('c', 'UP', 2), status('c', 'DOWN')]
    const noted = (await store.noteAll([...given, status('b', 'DOWN')])).map(value)
    assert.deepEqual(noted, [false, true, false, false, true, true])
    const entries = value(await store.journal.after(6, 10))
    assert.deepEqual(
      entries.map(({ revision, transaction, plane, id, image }) => [revision, transaction, plane, id, image['state']]),
      [
        [7, 7, 'status', 'b', 'UP'],
        [8, 8, 'status', 'c', 'DOWN'],
        [9, 9, 'status', 'b', 'DOWN'],
      ],
    )
    assert.deepEqual(told, [7, 8, 9])
    assert.equal((await store.read.get(item, 'b'))?.row['state'], 'DOWN')
    // It was not noted as observed later.
    assert.equal(await note(store, 4, { state: 'DOWN' }), true)
    assert.deepEqual(await store.noteAll([]), [])
  })

  check('noteAll() takes more than one statement reads and writes, in their order', async ({ store }) => {
    const names = Array.from({ length: 75 }, (_, index) => `item ${index}`)
    await done(store, async tx => {
      for (const name of names) await tx.insert(item, itemRow(name))
    })
    const statuses = names
      .toReversed()
      .map(id => ({ kind: item, id, observed: 75, values: { state: 'UP' }, origin: controller }))
    assert.ok((await store.noteAll(statuses)).every(noted => value(noted)))
    const entries = value(await store.journal.after(75, 100))
    assert.deepEqual(
      entries.map(({ revision, id, image }) => [revision, id, image['state']]),
      names.toReversed().map((id, index) => [76 + index, id, 'UP']),
    )
    assert.equal((await store.read.get(item, 'item 70'))?.row['state'], 'UP')
  })

  check('noteAll() says what it refuses, and notes the others', async ({ reopen }) => {
    const one = { ...item, uniques: [{ name: 'state', attributes: ['state'] }] }
    const store = await reopen([{ ...shop, kinds: [one] }])
    await done(store, async tx => {
      for (const name of ['a', 'b', 'c']) await tx.insert(one, itemRow(name))
    })
    const status = (id: string, state: string) => ({
      ...{ kind: one, id, observed: 3, values: { state }, origin: controller },
    })
    const noted = await store.noteAll([status('a', 'UP'), status('b', 'UP'), status('c', 'DOWN')])
    assert.deepEqual(
      noted.map(each => (each.ok ? each.value : each.faults.map(({ code }) => code))),
      [true, ['unique.taken'], true],
    )
    const states = async () =>
      Promise.all(['a', 'b', 'c'].map(async id => (await store.read.get(one, id))?.row['state']))
    assert.deepEqual(await states(), ['UP', null, 'DOWN'])
    assert.equal(store.journal.head(), 5)
  })
}
