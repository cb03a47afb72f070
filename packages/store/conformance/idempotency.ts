import assert from 'node:assert/strict'
import { item, itemRow } from './fixture.ts'
import { type Check, codes, done, origin } from './subject.ts'

/** Answers that are kept for requests that come again. */
export function checkIdempotency(check: Check) {
  check('recall() answers what was remembered with the change', async ({ store }) => {
    assert.equal(await store.recall('key'), undefined)
    await done(store, async tx => {
      await tx.insert(item, itemRow('a'))
      await tx.remember('key', 'print', { status: 201, body: ['x', null] })
    })
    assert.deepEqual(await store.recall('key'), { fingerprint: 'print', answer: { status: 201, body: ['x', null] } })
  })

  check('remember() refuses a key that another request took meanwhile, and with it the change', async ({ store }) => {
    const request = (id: string) =>
      store.commit(origin, async tx => {
        await tx.insert(item, itemRow(id))
        await tx.remember('key', id, null)
      })
    const [first, second] = await Promise.all([request('a'), request('b')])
    assert.equal(first.ok, true)
    assert.deepEqual(codes(second), ['idempotency.taken'])
    assert.equal((await store.recall('key'))?.fingerprint, 'a')
    assert.equal(await store.read.count(item), 1)
  })

  check('forget() forgets answers from before a time', async ({ store, clock }) => {
    await done(store, tx => tx.remember('old', 'x', 1))
    clock.time += 1000
    await done(store, tx => tx.remember('new', 'x', 1))
    assert.equal(await store.forget(clock.time), 1)
    assert.equal(await store.recall('old'), undefined)
    assert.ok(await store.recall('new'))
  })

  check('forget() lets others write in between, however much there is to forget', async ({ store, clock }) => {
    await done(store, async tx => {
      for (let index = 0; index < 5000; index++) await tx.remember(`${index}`, 'x', 1)
    })
    clock.time += 1000
    const order: string[] = []
    const forgetting = store.forget(clock.time).then(count => order.push(`forgot ${count}`))
    await new Promise(resolve => setImmediate(resolve))
    await done(store, tx => tx.insert(item, itemRow('a')))
    order.push('wrote')
    await forgetting
    assert.deepEqual(order, ['wrote', 'forgot 5000'])
  })
}
