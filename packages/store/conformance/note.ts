import assert from 'node:assert/strict'
import type { Row } from '@baryon/model'
import type { Store } from '../src/contract.ts'
import { item, itemRow } from './fixture.ts'
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
}
