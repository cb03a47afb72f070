import assert from 'node:assert/strict'
import { test } from 'node:test'
import { place, shop } from '../conformance/fixture.ts'
import type { Stored } from './contract.ts'
import { JournalState } from './journal-state.ts'
import { RecentObjects } from './recent.ts'
import { Shapes } from './shape/shapes.ts'
import { Unchanged } from './unchanged.ts'

const id = '1,a'
const row = { hall: 1, name: 'a', note: null }

function lab(isAlone = true) {
  const recent = isAlone ? new RecentObjects(new JournalState(5, 0, 0, 0)) : undefined
  const unchanged = new Unchanged(new Shapes([shop], {}), recent)
  let reads = 0
  const read = async (): Promise<Stored> => {
    reads += 1
    return { row, revision: 1 }
  }
  return { unchanged, get: (of = id) => unchanged.get(place, of, read), reads: () => reads }
}

test('what was not touched is read once', async () => {
  const { get, reads } = lab()
  await get()
  await get()
  assert.equal(reads(), 1)
})

test('what was touched is read every time, until the next transaction', async () => {
  const { unchanged, get, reads } = lab()
  await get()
  unchanged.touch(place, id)
  await get()
  await get()
  assert.equal(reads(), 3)
  unchanged.begin()
  await get()
  assert.equal(reads(), 3)
})

test('a new object is touched by its row, an old one by any spelling of its id', async () => {
  for (const touch of [(of: Unchanged) => of.touchRow(place, row), (of: Unchanged) => of.touch(place, '1,%61')]) {
    const { unchanged, get, reads } = lab()
    await get()
    touch(unchanged)
    await get()
    assert.equal(reads(), 2)
  }
})

test('where others write too, everything is read', async () => {
  const { get, reads } = lab(false)
  await get()
  await get()
  assert.equal(reads(), 2)
})
