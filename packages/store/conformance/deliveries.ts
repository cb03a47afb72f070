import assert from 'node:assert/strict'
import type { Delivery, Store } from '../src/contract.ts'
import { item, itemRow } from './fixture.ts'
import { type Check, done } from './subject.ts'

const fault = { code: 'x', status: 502, retry: false, message: 'm', cause: 'c', next: 'n' }

const delivery = (kind: string, id: string, facts: Partial<Delivery> = {}): Delivery => ({
  key: { kind, id },
  state: 'there',
  revision: 1,
  hash: 'h',
  address: { path: [id] },
  parents: [],
  time: 5,
  ...facts,
})

const refused = (kind: string, id: string) => delivery(kind, id, { state: 'refused', fault })

const ids = (found: readonly Delivery[]) => found.map(({ key }) => `${key.kind}/${key.id}`)

/** Everything of a target, a page at a time. */
async function walk(store: Store, state?: Delivery['state']): Promise<string[]> {
  const found: Delivery[] = []
  for (;;) {
    const after = found.at(-1)?.key
    const query = { limit: 2, ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) }
    const page = await store.deliveries.list('t', query)
    if (page.length === 0) return ids(found)
    found.push(...page)
  }
}

/** What targets of backends have acknowledged. */
export function checkDeliveries(check: Check) {
  check('put() keeps what a target acknowledged, over a restart', async ({ store, reopen }) => {
    const full = delivery('port', 'p', { parents: [{ kind: 'network', id: 'n' }] })
    await store.deliveries.put('t', [full, refused('network', 'n')], [], 7)
    const { deliveries } = await reopen()
    const keys = [
      { kind: 'network', id: 'n' },
      { kind: 'port', id: 'absent' },
      { kind: 'port', id: 'p' },
    ]
    assert.deepEqual(await deliveries.get('t', keys), [refused('network', 'n'), undefined, full])
    assert.equal(await deliveries.cursor('t'), 7)
    assert.deepEqual(await deliveries.get('other', keys), [undefined, undefined, undefined])
    assert.equal(await deliveries.cursor('other'), 0)
  })

  check('get() answers in the order of the keys, however many are asked for, of all kinds', async ({ store }) => {
    const { deliveries } = store
    const kept = Array.from({ length: 50 }, (_, at) => delivery(at % 3 === 0 ? 'network' : 'port', String(at)))
    await deliveries.put('t', kept, [], 1)
    await deliveries.put('u', [delivery('port', '0')], [], 1)
    const asked = kept.flatMap(({ key }, at) => [key, { kind: 'port', id: `no ${at}` }, { kind: 'subnet', id: key.id }])
    const expected = kept.flatMap(one => [one, undefined, undefined])
    assert.deepEqual(await deliveries.get('t', [...asked, ...asked.slice(0, 5)]), [
      ...expected,
      ...expected.slice(0, 5),
    ])
  })

  check('put() replaces what was known of a thing, and forgets what is gone', async ({ store }) => {
    const { deliveries } = store
    await deliveries.put('t', [refused('port', 'p'), delivery('port', 'q')], [], 1)
    await deliveries.put('t', [delivery('port', 'p', { hash: 'i' })], [{ kind: 'port', id: 'q' }], 2)
    assert.deepEqual(await deliveries.list('t', { limit: 9 }), [delivery('port', 'p', { hash: 'i' })])
    assert.deepEqual(await deliveries.counts('t'), { there: 1, refused: 0 })
  })

  check('put() makes no entry of the journal', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a')))
    await store.deliveries.put('t', [delivery('port', 'p')], [], 1)
    assert.equal(store.journal.head(), 1)
  })

  check('list() of deliveries goes on behind a key, of one state or of both', async ({ store }) => {
    const { deliveries } = store
    const given = [delivery('b', '1'), refused('a', '2'), delivery('a', '10'), refused('b', '0'), delivery('c', '1')]
    await deliveries.put('t', given, [], 1)
    await deliveries.put('u', [delivery('a', '0')], [], 1)
    assert.deepEqual(await walk(store), ['a/10', 'a/2', 'b/0', 'b/1', 'c/1'])
    assert.deepEqual(await walk(store, 'refused'), ['a/2', 'b/0'])
    assert.deepEqual(await walk(store, 'there'), ['a/10', 'b/1', 'c/1'])
    assert.deepEqual(await deliveries.counts('t'), { there: 3, refused: 2 })
  })

  check('clear() forgets all of a target but how it is served, and nothing of others', async ({ store }) => {
    const { deliveries } = store
    const many = Array.from({ length: 2500 }, (_, index) => delivery('port', String(index)))
    await deliveries.put('t', many, [], 9)
    await deliveries.put('u', [delivery('port', 'p')], [], 3)
    await deliveries.setMode('t', 'paused')
    await deliveries.clear('t')
    assert.deepEqual(await deliveries.counts('t'), { there: 0, refused: 0 })
    assert.equal(await deliveries.cursor('t'), 0)
    assert.equal(await deliveries.mode('t'), 'paused')
    assert.deepEqual([await deliveries.cursor('u'), await deliveries.counts('u')], [3, { there: 1, refused: 0 }])
  })

  check('a target is served unless it was said otherwise, over a restart', async ({ store, reopen }) => {
    assert.equal(await store.deliveries.mode('t'), 'running')
    await store.deliveries.setMode('t', 'draining')
    await store.deliveries.setMode('t', 'paused')
    assert.equal(await (await reopen()).deliveries.mode('t'), 'paused')
  })

  check('targets() names whatever something is kept of', async ({ store }) => {
    const { deliveries } = store
    assert.deepEqual(await deliveries.targets(), [])
    await deliveries.put('b', [delivery('port', 'p'), delivery('port', 'q')], [], 1)
    await deliveries.put('a', [delivery('port', 'p')], [], 1)
    await deliveries.setMode('c', 'paused')
    await deliveries.setMode('a', 'paused')
    assert.deepEqual(await deliveries.targets(), ['a', 'b', 'c'])
  })
}
