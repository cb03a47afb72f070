import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Query, Stored } from '@baryon/store'
import { pageRows, pages } from './pages.ts'

const stored = (id: number): Stored => ({ row: { id }, revision: 1 })
const all = Array.from({ length: 2 * pageRows + 1 }, (_, id) => stored(id))

test('pages() goes on behind the last row of each page, also in a list that began behind a marker', async () => {
  const asked: Query[] = []
  const read = async (query: Query) => {
    asked.push(query)
    const from = Number(query.after?.['id']) + 1
    return all.slice(from, from + (query.limit ?? 0))
  }
  const told: Stored[] = []
  for await (const page of pages(all.slice(0, pageRows + 1), { marker: 'first' }, read)) told.push(...page)
  assert.deepEqual(told, all)
  assert.ok(asked.length > 0 && asked.every(query => query.marker === undefined))
})
