/**
 * Writes to a database as fast as it can until it is killed. Each answered unit of work is one line on standard output,
 * written after its promise settled. Arguments: path of the database, seed, name of the run.
 */
import { writeSync } from 'node:fs'
import { systemClock } from '@baryon/kit'
import type { Entry, Store, Transaction } from '@baryon/store'
import { openSqlite } from '@baryon/store'
import { crate, item, itemRow, shop } from '../../../../conformance/fixture.ts'
import { random } from './random.ts'

/** What is told of an entry of an answered unit. */
export type Told = Pick<Entry, 'revision' | 'id' | 'kind' | 'plane' | 'operation' | 'image'>

const [path = '', seed = '0', run = ''] = process.argv.slice(2)
const next = random(Number(seed))
const pick = (count: number) => Math.floor(next() * count)

function tell(entries: readonly Entry[]) {
  const told = entries.map(
    ({ revision, id, kind, plane, operation, image }): Told => ({ revision, id, kind, plane, operation, image }),
  )
  writeSync(1, `${JSON.stringify(told)}\n`)
}

/** Objects that this run made and has not deleted, by id. */
const made: string[] = []
let count = 0

async function create(tx: Transaction, id: string) {
  await tx.insert(
    item,
    itemRow(id, {
      owner: `p${pick(3)}`,
      rank: pick(100),
      label: 'x'.repeat(pick(2000)),
      state: pick(2) === 0 ? null : 'UP',
    }),
  )
  if (pick(3) === 0) await tx.insert(crate, { id: `crate ${id}`, main: null, items: [id, ...made.slice(0, pick(3))] })
}

async function change(tx: Transaction, id: string) {
  const known = await tx.get(item, id)
  if (known === undefined) return
  if (pick(3) === 0) await tx.remove(item, id)
  else await tx.update(item, id, { rank: pick(100), owner: `p${pick(3)}`, detail: { n: pick(9) } })
}

/** One user: one unit of work after the other. */
async function user(store: Store) {
  for (;;) {
    const ids = Array.from({ length: 1 + pick(4) }, () => `${run} ${count++}`)
    const old = made[pick(made.length)]
    const committed = await store.commit({ actor: 'user', requestId: run }, async tx => {
      for (const id of ids) await create(tx, id)
      if (old !== undefined) await change(tx, old)
    })
    if (!committed.ok) throw new Error(committed.faults[0]?.message)
    tell(committed.value.entries)
    made.push(...ids)
    if (pick(100) === 0) await store.journal.compact(store.journal.head() - 200)
  }
}

const opened = await openSqlite({ path, services: [shop], clock: systemClock })
if (!opened.ok) throw new Error(opened.faults[0]?.message)
const store = opened.value
await Promise.all(Array.from({ length: 24 }, () => user(store)))
