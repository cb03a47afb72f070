/** The store alone against its driver: the same rows by `node:sqlite`, without a model, in one process and on one disk. */
import { randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { systemClock } from '@baryon/kit'
import { type Kind, loadModels, type Row, type Service } from '@baryon/model'
import { openSqlite, type Store } from '@baryon/store'
import { body } from './object.ts'
import { removeFolder, temporaryFolder } from './process.ts'
import { cost, type Figure, median, rate } from './report.ts'

const origin = { actor: 'bench', requestId: 'req-bench' }
const values = JSON.parse(body) as Row
const object = (index: number): Row => ({ ...values, id: randomUUID(), name: `vpn ${index % 1000}` })

async function open(path: string, services: readonly Service[]): Promise<Store> {
  const opened = await openSqlite({ path, services, clock: systemClock })
  if (!opened.ok) throw new Error(opened.faults[0]?.message)
  return opened.value
}

/** The median of what several rounds take, in µs an operation. */
async function time(rounds: number, operations: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now()
    await work()
    times.push(((performance.now() - begin) * 1000) / operations)
  }
  return median(times)
}

/** Writes rows like those that the store wrote into a copy of its database, so many a transaction. */
class Floor {
  readonly #database: DatabaseSync
  readonly #inserts: readonly (() => void)[]
  #count = 1_000_000_000

  constructor(path: string, table: string) {
    this.#database = new DatabaseSync(path)
    this.#database.exec('pragma journal_mode = wal; pragma synchronous = full')
    this.#inserts = [table, 'baryon_journal'].map(name => {
      const row = this.#database.prepare(`select * from ${name} limit 1`).get() ?? {}
      const names = Object.keys(row)
      const statement = this.#database.prepare(`insert into ${name} values (${names.map(() => '?').join(', ')})`)
      const fresh = (each: string) =>
        each === 'id' ? randomUUID() : each === 'revision' ? this.#count++ : (row[each] ?? null)
      return () => statement.run(...names.map(fresh))
    })
  }

  write(count: number) {
    this.#database.exec('begin immediate')
    for (let index = 0; index < count; index++) for (const insert of this.#inserts) insert()
    this.#database.exec('commit')
  }

  close() {
    this.#database.close()
  }
}

async function commits(store: Store, kind: Kind, floor: Floor): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of [1, 32, 256]) {
    const create = (_: unknown, index: number) => store.commit(origin, tx => tx.insert(kind, object(index)))
    // Before it counts: code that is compiled, a log that has been written to.
    for (let round = 0; round < 300 / size; round++) await create(undefined, round)
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < 9; round++) {
      ours.push(await time(40, size, () => Promise.all(Array.from({ length: size }, create))))
      theirs.push(await time(40, size, () => floor.write(size)))
    }
    figures.push(rate(`store: commits, ${size} at a time`, 1e6 / median(ours), 1e6 / median(theirs), 0.5))
  }
  return figures
}

async function reads(store: Store, kind: Kind, raw: DatabaseSync): Promise<Figure[]> {
  const page = await store.read.list(kind, { limit: 1000 })
  if (!page.ok) throw new Error('the list was refused')
  const keys = page.value.map(({ row }) => String(row['id']))
  const byKey = raw.prepare(`select * from ${kind.table} where id = ?`)
  const rows = raw.prepare(`select * from ${kind.table} order by id limit 1000`)
  const get = await time(21, keys.length, async () => {
    for (const key of keys) await store.read.get(kind, key)
  })
  const rawGet = await time(21, keys.length, () => {
    for (const key of keys) byKey.get(key)
  })
  const list = await time(41, 1, async () => {
    const answer = await store.read.list(kind, { limit: 1000 })
    return JSON.stringify(answer.ok && answer.value.map(({ row }) => row))
  })
  const rawList = await time(41, 1, () => JSON.stringify(rows.all()))
  return [
    cost('store: get one object read lately', get, rawGet, 'µs', 3),
    cost('store: list 1,000 and stringify', list, rawList, 'µs', 2),
  ]
}

async function pages(store: Store, kind: Kind): Promise<Figure[]> {
  const figures: Figure[] = []
  const sorts = { key: [], name: [{ attribute: 'name', descending: true }] } as const
  for (const [name, sort] of Object.entries(sorts)) {
    const end = await store.read.list(kind, { sort, limit: 101, backwards: true })
    const after = end.ok ? end.value[0]?.row : undefined
    if (after === undefined) throw new Error('there is no last page')
    const first = await time(101, 1, () => store.read.list(kind, { sort, limit: 100 }))
    const last = await time(101, 1, () => store.read.list(kind, { sort, limit: 100, after }))
    figures.push(cost(`store: last page by ${name}, against the first`, last, first, 'µs', 2))
  }
  return figures
}

/** Commits, reads and pages with so many objects stored, and how long it takes to open them. */
export async function store(count: number): Promise<Figure[]> {
  const folder = temporaryFolder()
  const path = join(folder, 'store.sqlite')
  const copy = join(folder, 'floor.sqlite')
  try {
    const { services } = await loadModels(['services'])
    const kind = services.flatMap(service => service.kinds).find(each => each.name === 'VpnService')
    if (kind === undefined) throw new Error('there is no model of VpnService')
    const filled = await open(path, services)
    for (let made = 0; made < count; made += 5000)
      await filled.commit(origin, async tx => {
        for (let index = 0; index < 5000; index++) await tx.insert(kind, object(made + index))
      })
    await filled.close()
    copyFileSync(path, copy)
    const begin = performance.now()
    const opened = await open(path, services)
    await opened.read.list(kind, { limit: 1 })
    const start = performance.now() - begin
    using raw = new DatabaseSync(path, { readOnly: true })
    const floor = new Floor(copy, kind.table)
    const figures = [
      ...(await reads(opened, kind, raw)),
      ...(await pages(opened, kind)),
      cost(`store: open with ${count.toLocaleString('en')} objects`, start, 1000, 'ms', 1),
      ...(await commits(opened, kind, floor)),
    ]
    floor.close()
    await opened.close()
    return figures
  } finally {
    removeFolder(folder)
  }
}
