import assert from 'node:assert/strict'
import { item, itemRow } from './fixture.ts'
import { type Check, done, origin } from './subject.ts'

/** Changes that stand only if somebody outside takes them. */
export function checkTrials(check: Check) {
  check('a change on trial is marked as long as nobody has judged it, over a restart', async ({ store, reopen }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await done(store, async tx => {
      await tx.insert(item, itemRow('b', { state: 'UP' }))
      await tx.remove(item, 'a')
      await tx.remember('key', 'print', 201)
      await tx.putOnTrial('key')
    })
    await done(store, async tx => {
      await tx.insert(item, itemRow('c'))
      await tx.putOnTrial()
    })
    const again = await reopen()
    assert.deepEqual(await again.trials.list(), [
      { transaction: 2, last: 4, key: 'key' },
      { transaction: 5, last: 5 },
    ])
    await again.trials.end(2)
    assert.deepEqual(await again.trials.list(), [{ transaction: 5, last: 5 }])
    assert.ok(await again.recall('key'))
  })

  check('a change that is refused is not on trial', async ({ store }) => {
    const tried = store.commit(origin, async tx => {
      await tx.insert(item, itemRow('a'))
      await tx.putOnTrial()
      throw new Error('undone')
    })
    await assert.rejects(tried, /undone/)
    await store.commit(
      origin,
      async tx => {
        await tx.insert(item, itemRow('a'))
        await tx.putOnTrial()
      },
      { dryRun: true },
    )
    assert.deepEqual(await store.trials.list(), [])
  })

  check('a unit of work that changes nothing cannot be put on trial', async ({ store }) => {
    await assert.rejects(
      store.commit(origin, tx => tx.putOnTrial()),
      /changes nothing/,
    )
  })

  check('endTrial() ends a trial with the change that undoes it, and forgets the answer', async ({ store }) => {
    await done(store, async tx => {
      await tx.insert(item, itemRow('a'))
      await tx.remember('key', 'print', 201)
      await tx.putOnTrial('key')
    })
    const undo = async (fails: boolean) => {
      await store.commit(origin, async tx => {
        await tx.remove(item, 'a')
        await tx.endTrial(1)
        if (fails) throw new Error('undone')
      })
    }
    await assert.rejects(undo(true), /undone/)
    assert.equal((await store.trials.list()).length, 1)
    assert.ok(await store.recall('key'))
    await undo(false)
    assert.deepEqual(await store.trials.list(), [])
    assert.equal(await store.recall('key'), undefined)
  })

  check('since() answers what others changed, and nothing that this unit of work does', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await done(store, tx => tx.insert(item, itemRow('b', { state: 'UP' })))
    await done(store, tx => tx.remove(item, 'a'))
    const told = await done(store, async tx => {
      await tx.insert(item, itemRow('c'))
      const [first] = await tx.since(1, 1)
      return [first, ...(await tx.since(first!.revision, 9))].map(entry => `${entry?.operation} ${entry?.id}`)
    })
    assert.deepEqual(told.value, ['create b', 'delete a'])
  })
}
