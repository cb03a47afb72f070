import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kind } from '@baryon/model'
import { fabric } from '../../model/src/emit/testdata/fixture.ts'
import type { Change, Entry, Stored } from './contract.ts'
import { JournalState } from './journal-state.ts'
import { type Read, RecentObjects } from './recent.ts'

const kind = fabric.kinds[0] as Kind
const id = '5f1a3c52-6c1e-4d0a-9a55-0f6f2a3f7c10'
const stored = (revision: number): Stored => ({ row: { id }, revision })
const changed = [{ service: kind.service, kind: kind.name, id } as Entry]

function lab() {
  const state = new JournalState(5, 0, 0, 0)
  const recent = new RecentObjects(state)
  let reads = 0
  const read = (value: Stored | undefined) => async () => {
    reads++
    return value
  }
  return { state, recent, read, reads: () => reads }
}

test('RecentObjects reads an object once, until it is dropped', async () => {
  const { recent, read, reads } = lab()
  const first = await recent.get(kind, id, read(stored(1)))
  assert.equal(await recent.get(kind, id, read(stored(2))), first)
  assert.equal(reads(), 1)
  recent.drop(changed)
  assert.equal((await recent.get(kind, id, read(stored(2))))?.revision, 2)
})

test('RecentObjects does not keep what was read while something was committed', async () => {
  const { state, recent, read, reads } = lab()
  const old = await recent.get(kind, id, async () => {
    const value = await read(stored(1))()
    recent.drop(changed)
    state.committed++
    return value
  })
  assert.equal(old?.revision, 1)
  assert.equal((await recent.get(kind, id, read(stored(6))))?.revision, 6)
  assert.equal(reads(), 2)
})

test('RecentObjects keeps no object that is large: that many of them would not fit into memory', async () => {
  const { recent, read, reads } = lab()
  for (const value of ['x'.repeat(100_000), Array.from({ length: 10_000 }, () => 1), { a: { b: 'x'.repeat(100_000) } }])
    for (let count = 0; count < 2; count++) await recent.get(kind, id, read({ row: { id, value }, revision: 1 }))
  assert.equal(reads(), 6)
})

test('RecentObjects keeps neither what is not there nor an id in another spelling', async () => {
  const { recent, read, reads } = lab()
  await recent.get(kind, id, read(undefined))
  await recent.get(kind, id.toUpperCase(), read(stored(1)))
  await recent.get(kind, id.toUpperCase(), read(stored(1)))
  await recent.get(kind, id, read(stored(1)))
  assert.equal(reads(), 4)
})

test('RecentObjects keeps so much that it fits into memory, of what was read last', async () => {
  const { recent, read, reads } = lab()
  const idOf = (index: number) => `5f1a3c52-6c1e-4d0a-9a55-${index.toString(16).padStart(12, '0')}`
  const get = (index: number) => {
    const row = { id: idOf(index), value: 'x'.repeat(8000) }
    return recent.get(kind, row.id, read({ row, revision: 1 }))
  }
  for (let index = 0; index < 2000; index++) await get(index)
  for (let index = 1999; index > 1500; index--) await get(index)
  assert.equal(reads(), 2000)
  await get(0)
  assert.equal(reads(), 2001)
})

test('RecentObjects remembers the last change of what is there, once something was foreseen', async () => {
  const { recent } = lab()
  const entry = (revision: number, more: Partial<Entry> = {}) =>
    ({ ...changed[0], revision, plane: 'intent', operation: 'update', ...more }) as Entry
  recent.drop([entry(1)])
  assert.equal(recent.last(kind, id), undefined)
  await recent.foresee(kind, [{ id, revision: 1, image: {} }], async () => [])
  recent.drop([entry(2), entry(3, { plane: 'status' })])
  assert.equal(recent.last(kind, id), 2)
  recent.drop([entry(4, { operation: 'delete' })])
  assert.equal(recent.last(kind, id), undefined)
})

test('RecentObjects has what a change left at hand, until the object is dropped or read', async () => {
  const { state, recent, read, reads } = lab()
  const change: Change = { id, revision: 1, image: { id, name: 'x' } }
  const foresee = (found: readonly Read[]) => recent.foresee(kind, [change], async () => found)
  await foresee([{ unchanged: change }])
  assert.equal(recent.foreseen(kind, id), change.image)
  assert.deepEqual(await recent.get(kind, id, read(stored(1))), stored(1))
  assert.equal(reads(), 1)
  recent.drop(changed)
  await recent.foresee(kind, [change], async () => {
    state.committed++
    return [{ unchanged: change }]
  })
  assert.equal(recent.foreseen(kind, id), undefined, 'something was committed meanwhile')
  await foresee([{ unchanged: change }])
  recent.drop(changed)
  assert.equal(recent.foreseen(kind, id), undefined)
  await foresee([{ stored: stored(2) }])
  assert.equal(recent.foreseen(kind, id), undefined, 'it is not as the change left it')
  assert.equal(recent.kept(kind, id)?.revision, 2)
})
