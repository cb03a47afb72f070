import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idMaker } from './ids.ts'

const now = Date.parse('2026-11-22T18:00:00Z')

const made = (at: number, count: number) => {
  const newId = idMaker({ now: () => at })
  return Array.from({ length: count }, newId)
}

test('ids that are made at the same time differ in what hosts call interfaces by, and are in their order', () => {
  const ids = made(now, 10_000)
  assert.equal(new Set(ids.map(id => id.slice(0, 11))).size, ids.length)
  assert.deepEqual(ids, [...ids].sort())
})

test('ids are UUIDs of version 8', () => {
  for (const id of made(now, 100))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('ids of another process at another time come before or behind', () => {
  const [earlier, later] = [made(now, 100), made(now + 1000, 1)]
  assert.ok(earlier.at(-1)! < later[0]!)
})

test('ids are still made after their numbers began anew, and before they began', () => {
  for (const year of ['2020', '2099']) assert.equal(made(Date.parse(`${year}-01-01T00:00:00Z`), 1)[0]!.length, 36)
})
