import assert from 'node:assert/strict'
import { item, itemRow } from './fixture.ts'
import { type Check, done, value } from './subject.ts'

/** One state that is read for a while. */
export function checkSnapshot(check: Check) {
  check('a snapshot sees one state, whatever is written and forgotten meanwhile', async ({ store }) => {
    await done(store, async tx => {
      for (const id of ['a', 'b', 'c']) await tx.insert(item, itemRow(id, { label: 'old' }))
    })
    const snapshot = await store.snapshot()
    assert.equal(snapshot.revision, 3)
    await done(store, async tx => {
      await tx.update(item, 'a', { label: 'new' })
      await tx.remove(item, 'b')
      await tx.insert(item, itemRow('d'))
    })
    await store.journal.compact(store.journal.head())
    const first = value(await snapshot.list(item, { limit: 2 }))
    const rest = value(await snapshot.list(item, { after: first[1]!.row, limit: 2 }))
    assert.deepEqual(
      [...first, ...rest].map(({ row }) => [row['id'], row['label']]),
      [
        ['a', 'old'],
        ['b', 'old'],
        ['c', 'old'],
      ],
    )
    assert.equal((await snapshot.get(item, 'b'))?.row['label'], 'old')
    assert.equal(await snapshot.get(item, 'd'), undefined)
    const labels = { attribute: 'label', in: ['new'] }
    assert.deepEqual(value(await snapshot.list(item, { filter: labels })), [])
    await snapshot.close()
    assert.equal((await store.read.get(item, 'a'))?.row['label'], 'new')
  })

  check('a snapshot has everything up to its revision, where the newest entry is forgotten too', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await done(store, tx => tx.remove(item, 'a'))
    await store.journal.compact(2)
    const snapshot = await store.snapshot()
    assert.equal(snapshot.revision, 2)
    await snapshot.close()
    await snapshot.close()
  })

  check('a store closes with snapshots that nobody closed', async ({ store, reopen }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await store.snapshot()
    const again = await reopen()
    assert.equal(await again.read.count(item), 1)
  })
}
