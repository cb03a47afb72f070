import assert from 'node:assert/strict'
import type { Store } from '../src/contract.ts'
import { item, itemRow } from './fixture.ts'
import { type Check, done, origin } from './subject.ts'

const usage = async (store: Store, project: string) => (await done(store, tx => tx.usage(item, project))).value

/** What projects own of kinds with a quota. */
export function checkUsage(check: Check) {
  check('usage() counts creations, deletions and changes of owner', async ({ store, reopen }) => {
    await done(store, async tx => {
      await tx.insert(item, itemRow('a', { owner: 'p' }))
      await tx.insert(item, itemRow('b', { owner: 'p' }))
      await tx.insert(item, itemRow('c'))
      assert.equal(await tx.usage(item, 'p'), 2)
    })
    await done(store, tx => tx.update(item, 'b', { owner: 'q' }))
    assert.deepEqual([await usage(store, 'p'), await usage(store, 'q'), await usage(store, 'r')], [1, 1, 0])
    await done(store, tx => tx.remove(item, 'a'))
    const again = await reopen()
    assert.deepEqual([await usage(again, 'p'), await usage(again, 'q')], [0, 1])
  })

  check('usage() does not count what was refused or only tried', async ({ store }) => {
    const insert = () => store.commit(origin, tx => tx.insert(item, itemRow('a', { owner: 'p' })), { dryRun: true })
    await Promise.all([insert(), insert()])
    assert.equal(await usage(store, 'p'), 0)
  })
}
