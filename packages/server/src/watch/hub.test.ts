import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { type Caller, loadModels, Registry } from '@baryon/model'
import { labModels, projects, type Served, serve } from '../testdata/serve.ts'
import { Hub } from './hub.ts'

/** A connection that takes bytes only when it is told to. */
class Connection extends Writable {
  text = ''
  #taking: boolean
  #waiting: (() => void) | undefined

  constructor(taking: boolean) {
    super({ highWaterMark: 16 * 1024 })
    this.#taking = taking
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    const take = () => {
      this.text += chunk.toString()
      done()
    }
    if (this.#taking) take()
    else this.#waiting = take
  }

  take() {
    this.#taking = true
    this.#waiting?.()
  }

  get revisions() {
    return [...this.text.matchAll(/^id: (\d+)\nevent: (?!synced)/gm)].map(match => Number(match[1]))
  }
}

const admin: Caller = { user: 'admin', roles: ['admin'] }
const everything = { filter: {}, kinds: undefined }

let served: Served
let registry: Registry
before(async () => {
  served = await serve()
  registry = new Registry((await loadModels([labModels])).services)
})
after(() => served.close())

const create = (text = '') =>
  served.ask('POST', '/proton/lab/v2.1/samples', { body: { tenant_id: projects.alice, text } })
const until = async (true_: () => boolean) => {
  while (!true_()) await new Promise(resolve => setImmediate(resolve))
}
const upTo = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n + 1)

describe('Hub', () => {
  it('holds no more than a batch for a connection that takes nothing, and tells it everything later', async () => {
    const { journal } = served.store
    const hub = new Hub(journal, () => registry, { recentEntries: 10 })
    hub.start()
    const from = hub.head
    const slow = new Connection(false)
    const fast = new Connection(true)
    for (const output of [slow, fast])
      hub.watch({ caller: admin, selection: everything, from, output, stillGood: () => true })
    for (let n = 0; n < 300; n++) await create('x'.repeat(2000))
    await until(() => fast.revisions.length === 300)
    assert.ok(slow.writableLength < 100_000, `${slow.writableLength} bytes are held`)
    slow.take()
    await until(() => slow.revisions.length === 300)
    assert.deepEqual(slow.revisions, upTo(from, 300))
    assert.deepEqual(fast.revisions, upTo(from, 300))
    assert.equal([...slow.text.matchAll(/^event: synced$/gm)].length, 1)
    hub.stop()
  })

  it('keeps nothing while nobody watches, and tells later watchers from the journal', async () => {
    const hub = new Hub(served.store.journal, () => registry)
    hub.start()
    const from = hub.head
    await create()
    await create()
    assert.equal(hub.head, from + 2)
    assert.equal(hub.recent(from), undefined)
    const output = new Connection(true)
    hub.watch({ caller: admin, selection: everything, from, output, stillGood: () => true })
    await until(() => output.revisions.length === 2)
    hub.stop()
    assert.ok(output.writableEnded)
  })

  it('says every 15 seconds that the connection lives, and how far it is', async context => {
    context.mock.timers.enable({ apis: ['setInterval'] })
    const hub = new Hub(served.store.journal, () => registry)
    hub.start()
    const output = new Connection(true)
    const selection = { filter: { id: 'none' }, kinds: undefined }
    hub.watch({ caller: admin, selection, from: hub.head, output, stillGood: () => true })
    const begun = output.text.length
    context.mock.timers.tick(15_000)
    assert.equal(output.text.slice(begun), ': \n\n')
    await create()
    await until(() => hub.head === served.store.journal.head())
    await new Promise(resolve => setImmediate(resolve))
    context.mock.timers.tick(15_000)
    assert.equal(output.text.slice(begun), `: \n\n: \nid: ${hub.head}\n\n`)
    hub.stop()
  })

  it('ends a watch whose credentials are no longer good', async context => {
    context.mock.timers.enable({ apis: ['setInterval'] })
    const hub = new Hub(served.store.journal, () => registry)
    hub.start()
    let good = true
    const output = new Connection(true)
    hub.watch({ caller: admin, selection: everything, from: hub.head, output, stillGood: () => good })
    context.mock.timers.tick(15_000)
    assert.ok(!output.writableEnded)
    good = false
    context.mock.timers.tick(15_000)
    assert.ok(output.writableEnded)
    hub.stop()
  })

  it('ends a watch whose place in the journal was forgotten while it was behind', async () => {
    const { journal } = served.store
    const hub = new Hub(journal, () => registry, { recentEntries: 2 })
    hub.start()
    const output = new Connection(false)
    hub.watch({ caller: admin, selection: everything, from: hub.head, output, stillGood: () => true })
    for (let n = 0; n < 20; n++) await create('x'.repeat(20_000))
    await journal.compact(journal.head() - 2)
    output.take()
    await until(() => output.writableEnded)
    hub.stop()
  })

  it('leaves a connection alone that is gone already', () => {
    const hub = new Hub(served.store.journal, () => registry)
    const output = new Connection(true)
    output.destroy()
    hub.watch({ caller: admin, selection: everything, from: 0, output, stillGood: () => true })
    assert.equal(hub.watchers, 0)
  })
})
