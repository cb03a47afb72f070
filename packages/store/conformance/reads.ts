import assert from 'node:assert/strict'
import { Refusal } from '@baryon/kit'
import type { Entry, Store } from '../src/contract.ts'
import { storeErrors } from '../src/errors.ts'
import { item, itemRow, place } from './fixture.ts'
import { type Check, codes, done, origin, value } from './subject.ts'

const refuse = (): never => {
  throw new Refusal(storeErrors.fault('key.unknown', { kind: 'Item', id: 'x' }))
}

/** The changes of objects up to now. */
const intents = async ({ journal }: Store): Promise<readonly Entry[]> =>
  value(await journal.after(0, 1000, { plane: 'intent' }))

/** What a unit of work reads of single objects, whatever was read and undone before it. */
export function checkReads(check: Check) {
  check('get() in a unit is what was committed last, also when it was read before', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { rank: 1 })))
    const rank = async () => (await done(store, tx => tx.get(item, 'a'))).value?.row['rank']
    assert.equal(await rank(), 1)
    await done(store, tx => tx.update(item, 'a', { rank: 2 }))
    assert.equal(await rank(), 2)
    assert.equal((await store.read.get(item, 'a'))?.row['rank'], 2)
    await done(store, tx => tx.remove(item, 'a'))
    assert.equal((await done(store, tx => tx.get(item, 'a'))).value, undefined)
  })

  check('foresee() changes nothing of what get() answers, before and after changes', async ({ store }) => {
    const names = Array.from({ length: 70 }, (_, at) => `i${at}`)
    await done(store, async tx => {
      for (const [rank, name] of names.entries()) await tx.insert(item, itemRow(name, { rank }))
      for (const hall of [1, 2]) await tx.insert(place, { hall, name: 'a,b', note: `in ${hall}` })
    })
    const answers = () => Promise.all(names.map(async name => store.read.get(item, name)))
    const first = await answers()
    const made = await intents(store)
    await done(store, tx => tx.update(item, 'i1', { rank: 100 }))
    const ofItems = made.filter(({ kind }) => kind === item.name)
    await store.read.foresee(item, [{ ...ofItems[0]!, id: 'none' }, ...ofItems, ofItems[0]!])
    await store.read.foresee(item, [])
    const expected = first.map((stored, at) =>
      at === 1 ? { row: { ...stored!.row, rank: 100, revision: 73 }, revision: 73 } : stored,
    )
    const plain = (all: readonly unknown[]) => JSON.parse(JSON.stringify(all)) as { row: { updated?: string } }[]
    const withoutTime = (all: readonly unknown[]) => plain(all).map(({ row: { updated: _, ...row } }) => row)
    assert.deepEqual(withoutTime(await answers()), withoutTime(expected))
    assert.equal(await store.read.get(item, 'none'), undefined)
    await store.read.foresee(place, [
      ...made.filter(({ kind }) => kind === place.name),
      { ...made[0]!, id: 'no place' },
    ])
    assert.deepEqual((await store.read.get(place, '2,a%2Cb'))?.row['note'], 'in 2')
    await done(store, async tx => {
      await tx.remove(item, 'i2')
      await tx.insert(item, itemRow('none'))
      await tx.update(place, '2,a%2Cb', { note: 'other' })
    })
    assert.equal(await store.read.get(item, 'i2'), undefined)
    assert.ok(await store.read.get(item, 'none'))
    assert.equal((await store.read.get(place, '2,a%2Cb'))?.row['note'], 'other')
  })

  check('foreseen() is what a change left, while that is so', async ({ store, reopen }) => {
    await done(store, async tx => {
      for (const name of ['a', 'b', 'c', 'd']) await tx.insert(item, itemRow(name, { rank: 1 }))
    })
    await done(store, tx => tx.update(item, 'b', { rank: 2 }))
    await done(store, tx => tx.remove(item, 'c'))
    const changes = await intents(store)
    const ranks = (from: Store) => ['a', 'b', 'c', 'd'].map(id => from.read.foreseen(item, id)?.['rank'])
    await store.read.foresee(item, changes.slice(0, -2))
    const [a, b, c] = ranks(store)
    assert.ok(a === 1 || a === undefined, 'its only change')
    assert.equal(b, undefined, 'it was changed since')
    assert.equal(c, undefined, 'it is gone')
    await store.read.foresee(item, changes)
    assert.deepEqual((await store.read.get(item, 'b'))?.row['rank'], 2)
    await done(store, tx => tx.update(item, 'a', { rank: 3 }))
    assert.equal(store.read.foreseen(item, 'a'), undefined, 'it was changed meanwhile')
    await done(store, async tx => {
      await tx.update(item, 'd', { rank: 4 })
      await tx.insert(item, itemRow('c', { rank: 5 }))
    })
    await store.read.foresee(item, changes)
    const [, , born, changed] = ranks(store)
    assert.deepEqual([born, changed], [undefined, undefined], 'it is another one, or as a later change left it')
    await done(store, tx => tx.update(item, 'd', { rank: 6 }))
    await done(store, tx => tx.remove(item, 'c'))
    const [made, last, gone] = (await intents(store)).slice(-3)
    await store.read.foresee(item, [made!, last!, gone!])
    const [, , removed, now] = ranks(store)
    assert.ok(now === 6 || now === undefined, 'its last change')
    assert.equal(removed, undefined, 'it is gone again')
    const again = await reopen()
    await again.read.foresee(item, changes)
    assert.deepEqual(ranks(again), [undefined, undefined, undefined, undefined], 'the model may be another one now')
    assert.deepEqual((await again.read.get(item, 'd'))?.row['rank'], 6)
  })

  check('get() in a unit sees what it wrote', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { rank: 1 })))
    await done(store, async tx => {
      await tx.get(item, 'a')
      await tx.update(item, 'a', { rank: 2 })
      assert.equal((await tx.get(item, 'a'))?.row['rank'], 2)
      await tx.insert(item, itemRow('b', { rank: 3 }))
      assert.equal((await tx.get(item, 'b'))?.row['rank'], 3)
      await tx.remove(item, 'a')
      assert.equal(await tx.get(item, 'a'), undefined)
    })
  })

  check('get() sees nothing of what another unit undid, in the same transaction and after it', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { rank: 1 })))
    const undone = store.commit(origin, async tx => {
      await tx.get(item, 'a')
      await tx.update(item, 'a', { rank: 2 })
      await tx.insert(item, itemRow('b'))
      await tx.get(item, 'a')
      await tx.get(item, 'b')
      refuse()
    })
    const seen = async (tx: Parameters<Parameters<typeof store.commit>[1]>[0]) => [
      (await tx.get(item, 'a'))?.row['rank'],
      await tx.get(item, 'b'),
    ]
    const beside = store.commit(origin, seen)
    assert.deepEqual(codes(await undone), ['key.unknown'])
    assert.deepEqual(value(await beside).value, [1, undefined])
    assert.deepEqual((await done(store, seen)).value, [1, undefined])
    assert.deepEqual([(await store.read.get(item, 'a'))?.row['rank'], await store.read.get(item, 'b')], [1, undefined])
  })

  check('get() sees what a unit before it did in the same transaction', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { rank: 1 })))
    const read = () => store.commit(origin, async tx => (await tx.get(item, 'a'))?.row['rank'])
    const before = read()
    const write = store.commit(origin, tx => tx.update(item, 'a', { rank: 2 }))
    const after = read()
    assert.deepEqual([value(await before).value, value(await after).value], [1, 2])
    value(await write)
  })

  check('a dry run leaves nothing to be read', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { rank: 1 })))
    const dry = async (tx: Parameters<Parameters<typeof store.commit>[1]>[0]) => {
      await tx.update(item, 'a', { rank: 2 })
      return (await tx.get(item, 'a'))?.row['rank']
    }
    assert.equal(value(await store.commit(origin, dry, { dryRun: true })).value, 2)
    assert.equal((await done(store, tx => tx.get(item, 'a'))).value?.row['rank'], 1)
  })
}
