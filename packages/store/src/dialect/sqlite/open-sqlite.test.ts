import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test from 'node:test'
import { systemClock } from '@baryon/kit'
import { crate, item, itemRow, shop } from '../../../conformance/fixture.ts'
import { codes, done, faults, origin, value } from '../../../conformance/subject.ts'
import type { Store } from '../../contract.ts'
import { openSqlite } from './open-sqlite.ts'

const open = (path: string) => openSqlite({ path, services: [shop], clock: systemClock })

async function inFolder(body: (folder: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-open-'))
  try {
    await body(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function refusal(path: string) {
  const [fault, ...more] = faults(await open(path))
  assert.deepEqual(more, [])
  assert.ok(fault!.message.includes(path), fault!.message)
  return fault!
}

test('openSqlite() makes the file and its folders', () =>
  inFolder(async folder => {
    const path = join(folder, 'new', 'folder', 'store.db')
    await value(await open(path)).close()
    await value(await open(path)).close()
  }))

test('openSqlite() refuses a database that is open already, under another name of it too', () =>
  inFolder(async folder => {
    const path = join(folder, 'store.db')
    const store = value(await open(path))
    await symlink(path, join(folder, 'link.db'))
    await symlink(folder, join(folder, 'folder'))
    for (const name of ['store.db', 'link.db', 'folder/store.db'])
      assert.equal((await refusal(join(folder, name))).code, 'store.locked', name)
    await store.close()
    await value(await open(join(folder, 'link.db'))).close()
  }))

const holder = `
  const { openSqlite } = await import(${JSON.stringify(new URL('open-sqlite.ts', import.meta.url).href)})
  const opened = await openSqlite({ path: process.argv[1], services: [], clock: { now: () => 0 } })
  console.log(opened.ok)
  setInterval(() => {}, 1000)
`

test('openSqlite() names the process that has the database, and takes it over once that is killed', () =>
  inFolder(async folder => {
    const path = join(folder, 'store.db')
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const [said] = await once(child.stdout, 'data')
      assert.equal(String(said).trim(), 'true')
      assert.match((await refusal(path)).message, new RegExp(`process ${child.pid}\\b`))
    } finally {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    await value(await open(path)).close()
  }))

test('openSqlite() refuses a path that cannot be a file', () =>
  inFolder(async folder => {
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'folder'))
    assert.equal((await refusal(join(folder, 'folder'))).code, 'store.path')
    assert.equal((await refusal(join(folder, 'file', 'store.db'))).code, 'store.path')
    assert.equal((await refusal('/proc/no/such/store.db')).code, 'store.path')
  }))

test('openSqlite() refuses what is no intact database, and leaves it as it is', () =>
  inFolder(async folder => {
    const text = join(folder, 'text.db')
    await writeFile(text, 'This is not a database. '.repeat(500))
    assert.equal((await refusal(text)).code, 'store.corrupt')
    const cut = join(folder, 'cut.db')
    const store = value(await open(cut))
    await done(store, tx => tx.insert(item, itemRow('a', { label: 'x'.repeat(100_000) })))
    await store.close()
    await truncate(cut, 30_000)
    assert.equal((await refusal(cut)).code, 'store.corrupt')
  }))

test('openSqlite() refuses a database of another program, and one of a newer version', () =>
  inFolder(async folder => {
    const foreign = join(folder, 'foreign.db')
    using other = new DatabaseSync(foreign)
    other.exec('create table theirs (id)')
    assert.equal((await refusal(foreign)).code, 'store.foreign')
    assert.deepEqual(
      other
        .prepare('select name from sqlite_schema')
        .all()
        .map(row => row['name']),
      ['theirs'],
    )
    const newer = join(folder, 'newer.db')
    await value(await open(newer)).close()
    using ours = new DatabaseSync(newer)
    ours.exec(`update baryon_meta set value = '99' where name = 'format'`)
    assert.equal((await refusal(newer)).code, 'store.newer')
  }))

test('a store whose database another program has locked refuses to write and goes on reading', () =>
  inFolder(async folder => {
    const path = join(folder, 'store.db')
    const store = value(await openSqlite({ path, services: [shop], clock: systemClock, busyTimeout: 0 }))
    await done(store, tx => tx.insert(item, itemRow('a')))
    using other = new DatabaseSync(path)
    other.exec('begin immediate')
    assert.deepEqual(codes(await store.commit(origin, tx => tx.insert(item, itemRow('b')))), ['store.unwritable'])
    assert.equal(await store.read.count(item), 1)
    assert.equal(await store.healthy(), true)
    other.exec('rollback')
    await done(store, tx => tx.insert(item, itemRow('b')))
    await store.close()
  }))

const withoutScope = 'alter table baryon_journal drop column scope;'

/** What the second format did not have. */
const withoutBackends = `${withoutScope}
  drop table baryon_delivery;
  drop table baryon_target;
  drop table baryon_trial;
  update baryon_meta set value = '2' where name = 'format'`

test('openSqlite() opens a database of the fourth format, whose journal did not say what project and roles somebody had', () =>
  inFolder(async folder => {
    const path = join(folder, 'store.db')
    const openShop = async () => value(await openSqlite({ path, services: [shop], clock: systemClock }))
    const scope = { project: 'p', roles: ['member'] }
    const add = async (store: Store, name: string) =>
      value(await store.commit({ ...origin, scope }, tx => tx.insert(item, itemRow(name))))
    const before = await openShop()
    await add(before, 'a')
    await before.close()
    const database = new DatabaseSync(path)
    database.exec(`${withoutScope} update baryon_meta set value = '4' where name = 'format'`)
    database.close()
    for (const name of ['b', 'c']) {
      const store = await openShop()
      await add(store, name)
      const entries = value(await store.journal.after(0, 100, { plane: 'intent' }))
      assert.deepEqual(
        entries.map(entry => [entry.id, entry.scope]),
        [['a', undefined], ...(name === 'b' ? ['b'] : ['b', 'c']).map(id => [id, scope])],
      )
      await store.close()
    }
  }))

test('openSqlite() opens a database of the third format, and keeps what targets acknowledged', () =>
  inFolder(async folder => {
    const path = join(folder, 'store.db')
    const openShop = async () => value(await openSqlite({ path, services: [shop], clock: systemClock }))
    const key = { kind: 'port', id: 'p' }
    const row = { key, state: 'refused', revision: 1, hash: 'h', address: {}, parents: [], time: 1 } as const
    const before = await openShop()
    await before.deliveries.put('t', [row], [], 1)
    await before.close()
    const database = new DatabaseSync(path)
    database.exec(withoutScope)
    database.exec(
      `alter table baryon_delivery drop column kept; update baryon_meta set value = '3' where name = 'format'`,
    )
    database.close()
    for (const kept of [undefined, { hash: 'before', parents: [] }]) {
      const store = await openShop()
      assert.deepEqual(await store.deliveries.get('t', [key]), [row])
      if (kept !== undefined) {
        await store.deliveries.put('t', [{ ...row, kept }], [], 1)
        assert.deepEqual(await store.deliveries.get('t', [key]), [{ ...row, kept }])
      }
      await store.close()
    }
  }))

test('openSqlite() opens a database of the second format, which knew no backends', () =>
  inFolder(async folder => {
    const path = join(folder, 'store.db')
    const openShop = async () => value(await openSqlite({ path, services: [shop], clock: systemClock }))
    const before = await openShop()
    await done(before, tx => tx.insert(item, itemRow('a')))
    await before.close()
    const database = new DatabaseSync(path)
    database.exec(withoutBackends)
    database.close()
    for (let times = 0; times < 2; times++) {
      const store = await openShop()
      await store.deliveries.put('t', [], [], times)
      assert.equal(await store.deliveries.cursor('t'), times)
      assert.equal(await store.read.count(item), 1)
      await store.close()
    }
  }))

/** What the first format had in the place of the element index of a list of references. */
const links = `${withoutBackends};
  drop table shop_crates__items__elements;
  create table shop_crates__items (id text not null, target text not null, position integer not null, primary key (id, position)) strict, without rowid;
  create index shop_crates__items__target on shop_crates__items (target, id);
  create index baryon_journal__time on baryon_journal (time);
  update baryon_meta set value = '1' where name = 'format'`

test('openSqlite() opens a database of the first format, and finds again who holds a reference', () =>
  inFolder(async folder => {
    const path = join(folder, 'store.db')
    const services = [{ ...shop, kinds: [crate, { ...item, elements: [] }] }]
    const openThem = async () => value(await openSqlite({ path, services, clock: systemClock }))
    const before = await openThem()
    await done(before, async tx => {
      for (const id of ['a', 'b']) await tx.insert(item, itemRow(id))
      await tx.insert(crate, { id: 'c', items: ['a', 'b'] })
    })
    await before.close()
    const database = new DatabaseSync(path)
    database.exec(links)
    database.close()
    for (let times = 0; times < 2; times++) {
      const store = await openThem()
      assert.equal(await store.read.count(crate, { attribute: 'items', holds: 'b' }), 1)
      assert.deepEqual(
        (await store.read.elements(crate, 'items', { equal: [] })).map(each => each.values),
        [['a'], ['b']],
      )
      await store.close()
    }
  }))
