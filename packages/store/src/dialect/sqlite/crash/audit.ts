import assert from 'node:assert/strict'
import type { Json } from '@baryon/kit'
import { idOf, type Kind, type Row } from '@baryon/model'
import type { Entry, Store } from '@baryon/store'
import { crate, item, shop } from '../../../../conformance/fixture.ts'
import { done, value } from '../../../../conformance/subject.ts'
import type { Told } from './writer.ts'

/** The entries that are kept behind the horizon, proven to be without a gap. */
async function entriesOf(store: Store): Promise<readonly Entry[]> {
  const horizon = store.journal.horizon()
  const entries: Entry[] = []
  for (let from = horizon; from < store.journal.head(); ) {
    const page = value(await store.journal.after(from, 1000))
    assert.ok(page.length > 0, `the journal ends at ${from}, before its head ${store.journal.head()}`)
    entries.push(...page)
    from = page.at(-1)!.revision
  }
  for (const [index, { revision }] of entries.entries())
    assert.equal(revision, horizon + index + 1, 'a gap in the journal')
  return entries
}

const stampless = (kind: Kind, row: Row) =>
  Object.fromEntries(
    kind.attributes
      .filter(({ stamp }) => stamp === undefined)
      .map(({ name }): [string, Json] => [name, row[name] ?? null]),
  )

/** Rows are exactly what the journal says: as they were at the horizon, and then every entry. */
async function auditRows(store: Store, kind: Kind, entries: readonly Entry[]): Promise<void> {
  const expected = new Map<string, Row>()
  for (const { row } of value(await store.read.list(kind, {}, store.journal.horizon())))
    expected.set(idOf(kind, row), stampless(kind, row))
  const latest = new Map<string, number>()
  for (const { id, operation, image, revision } of entries.filter(entry => entry.kind === kind.name)) {
    if (operation === 'delete') expected.delete(id)
    else
      expected.set(id, { ...(operation === 'create' ? stampless(kind, {}) : undefined), ...expected.get(id), ...image })
    latest.set(id, revision)
  }
  const rows = value(await store.read.list(kind, {}))
  assert.equal(rows.length, expected.size, `${kind.name}: as many rows as objects in the journal`)
  for (const { row, revision } of rows) {
    const id = idOf(kind, row)
    assert.deepEqual(stampless(kind, row), expected.get(id), `${kind.name} "${id}" is as its entries say`)
    assert.equal(revision, latest.get(id) ?? revision)
  }
  assert.deepEqual(
    value(await store.read.list(kind, {}, store.journal.head())),
    rows,
    'the newest state of the journal',
  )
}

async function auditUsage(store: Store): Promise<void> {
  const rows = value(await store.read.list(item, {}))
  for (const project of ['p0', 'p1', 'p2']) {
    const { value: counted } = await done(store, tx => tx.usage(item, project))
    assert.equal(counted, rows.filter(({ row }) => row['owner'] === project).length, `usage of ${project}`)
  }
}

async function auditLinks(store: Store): Promise<void> {
  const rows = value(await store.read.list(crate, {}))
  const targets = [...new Set(rows.flatMap(({ row }) => (row['items'] as string[] | null) ?? []))].slice(0, 50)
  for (const target of targets) {
    const holding = value(await store.read.list(crate, { filter: { attribute: 'items', holds: target } }))
    const expected = rows.filter(({ row }) => (row['items'] as string[] | null)?.includes(target))
    assert.deepEqual(holding, expected, `who holds ${target}`)
  }
}

/** Proves that everything that was answered is stored, and that rows and journal say the same. */
export async function audit(store: Store, told: readonly Told[]): Promise<void> {
  const entries = await entriesOf(store)
  const byRevision = new Map(entries.map(entry => [entry.revision, entry]))
  for (const { revision, ...rest } of told) {
    assert.ok(revision <= store.journal.head(), `answered revision ${revision} is lost`)
    const entry = byRevision.get(revision)
    if (entry === undefined) assert.ok(revision <= store.journal.horizon(), `answered revision ${revision} is lost`)
    else assert.deepEqual({ ...entry, ...rest }, entry, `answered revision ${revision} is another`)
  }
  for (const kind of shop.kinds) await auditRows(store, kind, entries)
  await auditUsage(store)
  await auditLinks(store)
}
