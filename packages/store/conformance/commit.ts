import assert from 'node:assert/strict'
import { Refusal } from '@baryon/kit'
import type { Entry } from '../src/contract.ts'
import { storeErrors } from '../src/errors.ts'
import { item, itemRow } from './fixture.ts'
import { type Check, codes, done, origin, value } from './subject.ts'

const refuse = () => {
  throw new Refusal(storeErrors.fault('key.unknown', { kind: 'Item', id: 'x' }))
}

/** Units of work: together in a transaction, apart in what they do. */
export function checkCommit(check: Check) {
  check('commit() answers the value, the last revision and the entries of its unit', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    const committed = await done(store, async tx => {
      await tx.insert(item, itemRow('b'))
      await tx.update(item, 'a', { rank: 1 })
      assert.deepEqual(
        tx.entries.map(entry => entry.revision),
        [2, 3],
      )
      return 'done'
    })
    assert.equal(committed.value, 'done')
    assert.equal(committed.revision, 3)
    assert.deepEqual(
      committed.entries.map(({ revision, transaction, operation, id }) => ({ revision, transaction, operation, id })),
      [
        { revision: 2, transaction: 2, operation: 'create', id: 'b' },
        { revision: 3, transaction: 2, operation: 'update', id: 'a' },
      ],
    )
  })

  check('commit() of no change answers the newest revision there was', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    const committed = await done(store, tx => tx.get(item, 'a'))
    assert.equal(committed.revision, 1)
    assert.deepEqual(committed.entries, [])
  })

  check('units that arrive together get revisions without a gap, in the order of their arrival', async ({ store }) => {
    const units = Array.from({ length: 600 }, (_, index) =>
      store.commit(origin, tx => tx.insert(item, itemRow(`${index}`))),
    )
    const revisions = (await Promise.all(units)).map(result => value(result).revision)
    assert.deepEqual(
      revisions,
      units.map((_, index) => index + 1),
    )
  })

  check('a long unit lets the process do other things, and is still one unit', async ({ store }) => {
    let turns = 0
    let done_ = false
    const turn = () => {
      turns++
      if (!done_) setImmediate(turn)
    }
    const long = store.commit(origin, async tx => {
      setImmediate(turn)
      for (let index = 0; index < 5000; index++) await tx.insert(item, itemRow(`${index}`))
      return turns
    })
    const after = store.commit(origin, tx => tx.count(item))
    const first = value(await long)
    done_ = true
    assert.ok(first.value > 1, `${first.value} turns`)
    assert.equal(first.revision, 5000)
    assert.equal(value(await after).value, 5000)
  })

  check('nobody sees what a long unit has done before it is stored', async ({ store }) => {
    let over = false
    const seen = new Set<number>()
    const look = async () => {
      while (!over) {
        seen.add(await store.read.count(item))
        seen.add(store.journal.head())
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    const looking = look()
    await done(store, async tx => {
      for (let index = 0; index < 3000; index++) await tx.insert(item, itemRow(`${index}`))
    })
    over = true
    await looking
    assert.deepEqual(
      [...seen].filter(count => count !== 3000),
      [0],
    )
  })

  check('a Refusal undoes its unit alone and is answered as faults', async ({ store }) => {
    const results = await Promise.all([
      store.commit(origin, tx => tx.insert(item, itemRow('a'))),
      store.commit(origin, async tx => {
        await tx.insert(item, itemRow('b'))
        refuse()
      }),
      store.commit(origin, tx => tx.insert(item, itemRow('c'))),
    ])
    assert.deepEqual(
      results.map(result => (result.ok ? result.value.revision : codes(result))),
      [1, ['key.unknown'], 2],
    )
    assert.equal(await store.read.get(item, 'b'), undefined)
    assert.equal(store.journal.head(), 2)
  })

  check('a Refusal of a unit that is alone undoes it', async ({ store }) => {
    const refused = await store.commit(origin, async tx => {
      await tx.insert(item, itemRow('b'))
      refuse()
    })
    assert.deepEqual(codes(refused), ['key.unknown'])
    assert.equal(await store.read.count(item), 0)
    assert.equal((await done(store, tx => tx.insert(item, itemRow('a')))).revision, 1)
  })

  check('a unit may go on after a write of it was refused', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    const committed = await done(store, async tx => {
      await assert.rejects(tx.insert(item, itemRow('a')), Refusal)
      await tx.insert(item, itemRow('b'))
    })
    assert.equal(committed.entries.length, 1)
  })

  check('a bug in a unit rejects it alone', async ({ store }) => {
    const results = await Promise.allSettled([
      store.commit(origin, tx => tx.insert(item, itemRow('a'))),
      store.commit(origin, async tx => {
        await tx.insert(item, itemRow('b'))
        throw new TypeError('a bug')
      }),
      store.commit(origin, () => {
        throw new TypeError('a bug at once')
      }),
      store.commit(origin, tx => tx.insert(item, itemRow('c'))),
    ])
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    )
    assert.equal(store.journal.head(), 2)
    assert.equal(await store.read.count(item), 2)
  })

  check('a write that fails half-way undoes its unit, even if that goes on', async ({ store }) => {
    const failed = store.commit(origin, async tx => {
      await tx.insert(item, itemRow('a')).catch(() => {})
      await tx.insert(item, itemRow('b', { rank: 'no number' })).catch(() => {})
    })
    await assert.rejects(failed)
    assert.equal(await store.read.count(item), 0)
    assert.equal(store.journal.head(), 0)
  })

  check('a unit that waits for something else is given up, and holds nobody up', async ({ store }) => {
    const stuck = store.commit(origin, async tx => {
      await tx.insert(item, itemRow('a'))
      await new Promise(() => {})
    })
    const slow = store.commit(origin, async tx => {
      await new Promise(resolve => setTimeout(resolve, 5))
      await tx.insert(item, itemRow('b'))
    })
    const next = store.commit(origin, tx => tx.insert(item, itemRow('c')))
    await assert.rejects(stuck, /waited for something other than its transaction/)
    await assert.rejects(slow, /waited for something other than its transaction/)
    assert.equal(value(await next).revision, 1)
    await new Promise(resolve => setTimeout(resolve, 20))
    assert.equal(await store.read.count(item), 1)
  })

  check('a transaction cannot be used when its unit is over', async ({ store }) => {
    const { value: tx } = await done(store, async transaction => ({ transaction }))
    assert.throws(() => tx.transaction.get(item, 'a'), /after its unit of work was over/)
    assert.throws(() => tx.transaction.insert(item, itemRow('a')), /after its unit of work was over/)
  })

  check('writes that a unit does not wait for belong to it, one after the other', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { rank: 0 })))
    const committed = await done(store, async tx => {
      void tx.update(item, 'a', { rank: 1 })
      void tx.update(item, 'a', { rank: 2 })
      void tx.insert(item, itemRow('b'))
    })
    assert.deepEqual(
      committed.entries.map(({ id, image }) => [id, image['rank']]),
      [
        ['a', 1],
        ['a', 2],
        ['b', null],
      ],
    )
    assert.equal((await store.read.get(item, 'a'))?.row['rank'], 2)
  })

  check('dryRun answers everything as it would be and keeps nothing', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    const told: (readonly Entry[])[] = []
    store.journal.subscribe(entries => told.push(entries))
    const work = (id: string) => store.commit(origin, tx => tx.insert(item, itemRow(id)), { dryRun: true })
    const real = (id: string) => store.commit(origin, tx => tx.insert(item, itemRow(id)))
    const [alone] = await Promise.all([work('b')])
    assert.equal(value(alone).revision, 2)
    assert.equal(value(alone).entries[0]?.revision, 2)
    const [dry, kept] = await Promise.all([work('b'), real('b')])
    assert.equal(value(dry).revision, 2)
    assert.equal(value(kept).revision, 2)
    assert.equal(await store.read.count(item), 2)
    assert.deepEqual(
      told.flat().map(({ id }) => id),
      ['b'],
    )
  })

  check('a change is seen by reads as soon as its commit is answered', async ({ store }) => {
    for (let round = 0; round < 50; round++) {
      await Promise.all([
        done(store, tx => tx.insert(item, itemRow(`x${round}`))).then(async () => {
          assert.ok(await store.read.get(item, `x${round}`))
        }),
        done(store, tx => tx.insert(item, itemRow(`y${round}`))),
      ])
    }
    assert.equal(await store.read.count(item), 100)
  })
}
