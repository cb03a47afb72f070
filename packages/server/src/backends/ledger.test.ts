import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { systemClock } from '@baryon/kit'
import type { Delivery } from '@baryon/reconcile'
import { ledgerKit } from '@baryon/reconcile/conformance'
import { openSqlite, type Store } from '@baryon/store'
import { ledgerOf } from './ledger.ts'

async function openIn(folder: string): Promise<Store> {
  const opened = await openSqlite({ path: join(folder, 'store.sqlite'), services: [], clock: systemClock })
  assert.ok(opened.ok)
  return opened.value
}

ledgerKit('the ledger of the store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-ledger-'))
  let store = await openIn(folder)
  return {
    ledger: ledgerOf(store, 'restproxy'),
    async reopen() {
      await store.close()
      store = await openIn(folder)
      return ledgerOf(store, 'restproxy')
    },
    async close() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})

const delivery: Delivery = {
  key: { kind: 'network', id: 'n' },
  state: 'there',
  revision: 1,
  hash: 'h',
  address: null,
  parents: [],
  time: 1,
}

test('backends with targets of one name know nothing of each other', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-ledger-'))
  const store = await openIn(folder)
  t.after(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const [one, other] = [ledgerOf(store, 'one'), ledgerOf(store, 'other')]
  await one.put('t', [delivery], [], 7)
  await one.setMode('t', 'paused')
  assert.deepEqual([await one.targets(), await other.targets()], [['t'], []])
  assert.deepEqual([await one.cursor('t'), await other.cursor('t')], [7, 0])
  assert.deepEqual([await one.mode('t'), await other.mode('t')], ['paused', 'running'])
  assert.deepEqual(await other.get('t', [delivery.key]), [undefined])
  assert.equal(await store.journal.cursor('one/t'), 7)
  await other.clear('t')
  assert.deepEqual(await one.counts('t'), { there: 1, refused: 0 })
})
