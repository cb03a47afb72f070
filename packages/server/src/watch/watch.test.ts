import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { Registry } from '@baryon/model'
import { type Events, events, type ServerEvent } from '../testdata/events.ts'
import { projects, type Served, serve, type Who } from '../testdata/serve.ts'
import { Hub } from './hub.ts'
import { watchRoutes } from './routes.ts'

let served: Served
let hub: Hub
let registry: Registry
const open: Events[] = []

async function serveWatch(): Promise<{ served: Served; hub: Hub }> {
  let made: Hub | undefined
  const started = await serve({
    parts: [
      (app, context) => {
        made = new Hub(context.store.journal, context.registry, { recentEntries: 64 })
        made.start()
        watchRoutes(made, () => true)(app, context)
      },
    ],
  })
  assert.ok(made)
  return { served: started, hub: made }
}

before(async () => {
  ;({ served, hub } = await serveWatch())
  registry = new Registry(served.store.services)
})
after(async () => {
  for (const one of open) await one.close()
  await served.close()
})

async function watch(query = '', headers: Record<string, string> = {}, as: Who = 'admin'): Promise<Events> {
  const opened = await events(`${served.url}/v1/watch${query}`, { 'x-auth-token': as, ...headers })
  open.push(opened)
  return opened
}

/** From now on, behind the first `synced`. */
async function live(query = '', as: Who = 'admin'): Promise<Events> {
  const opened = await watch(query, {}, as)
  assert.equal((await opened.next())?.event, 'synced')
  return opened
}

async function create(plural: string, body: Record<string, unknown>): Promise<string> {
  const got = await served.ask('POST', `/proton/lab/v2.1/${plural}`, { body: { tenant_id: projects.alice, ...body } })
  assert.equal(got.status, 201, got.text)
  return got.body.id
}

const newSwitch = (body: Record<string, unknown> = {}) => create('switches', body)
const revisions = (told: readonly ServerEvent[]) => told.map(event => event.id)
const head = () => served.store.journal.head()

describe('GET /v1/watch', () => {
  it('tells a change with everything the journal knows of it', async () => {
    const watcher = await live()
    const got = await served.ask('POST', '/proton/lab/v2.1/switches', {
      body: { tenant_id: projects.alice, name: 'core' },
      headers: { 'x-request-id': 'req-1' },
    })
    const [event] = await watcher.take(1)
    assert.equal(event?.event, 'create')
    assert.equal(event?.id, head())
    const { time, object, ...others } = event?.data ?? {}
    assert.deepEqual(others, {
      revision: head(),
      transaction: head(),
      plane: 'intent',
      service: 'lab',
      kind: 'Switch',
      id: got.body.id,
      project: projects.alice,
      operation: 'create',
      actor: 'admin',
      request_id: 'req-1',
    })
    assert.equal(new Date(time).toISOString(), time)
    assert.equal(object.name, 'core')
    assert.equal(watcher.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  })

  it('tells the backlog, then synced, then what happens', async () => {
    const from = head()
    await newSwitch()
    await newSwitch()
    const watcher = await watch(`?from=${from}`)
    const backlog = await watcher.take(3)
    assert.deepEqual(revisions(backlog), [from + 1, from + 2, from + 2])
    assert.deepEqual(backlog[2], { id: from + 2, event: 'synced', data: { revision: from + 2 } })
    const id = await newSwitch()
    await served.ask('DELETE', `/proton/lab/v2.1/switches/${id}`)
    assert.deepEqual(
      (await watcher.take(2)).map(event => event.event),
      ['create', 'delete'],
    )
  })

  it('starts with the next change without from', async () => {
    await newSwitch()
    const watcher = await live()
    await newSwitch()
    assert.deepEqual(revisions(await watcher.take(1)), [head()])
  })

  it('goes on behind Last-Event-ID, whatever from says', async () => {
    const from = head()
    for (let n = 0; n < 3; n++) await newSwitch()
    const watcher = await watch(`?from=${from}`, { 'last-event-id': String(from + 2) })
    assert.deepEqual(revisions(await watcher.take(2)), [from + 3, from + 3])
  })

  it('filters by kind (repeated, with and without service), id, project and plane', async () => {
    const from = head()
    const id = await newSwitch()
    await newSwitch({ tenant_id: projects.bob })
    await create('quiets', {})
    await create('vaults', {})
    const told = async (query: string) => {
      const watcher = await watch(`?from=${from}&${query}`)
      const found: string[] = []
      for (let event = await watcher.next(); event && event.event !== 'synced'; event = await watcher.next())
        found.push(event.data.kind)
      return found
    }
    assert.deepEqual(await told('kind=Quiet&kind=lab/Vault'), ['Quiet', 'Vault'])
    assert.deepEqual(await told('service=lab&kind=Quiet'), ['Quiet'])
    assert.deepEqual(await told(`id=${id}`), ['Switch'])
    assert.deepEqual(await told(`project=${projects.bob}`), ['Switch'])
    assert.deepEqual(await told('plane=status'), [])
    assert.deepEqual(await told('service=lab'), ['Switch', 'Switch', 'Quiet', 'Vault'])
  })

  it('filters live changes as it filters the backlog', async () => {
    const watcher = await live('?kind=Quiet')
    await newSwitch()
    await create('quiets', {})
    assert.deepEqual(revisions(await watcher.take(1)), [head()])
  })

  it('refuses what is not known, every fault at once', async () => {
    const got = await served.ask(
      'GET',
      '/v1/watch?from=x&kind=Nothing&service=none&plane=both&colour=red&kind=lab/Port/',
    )
    assert.equal(got.status, 400)
    const pointers = got.body.errors.map((error: { pointer: string }) => error.pointer)
    assert.deepEqual(pointers.sort(), ['?colour', '?from', '?kind', '?kind', '?plane', '?service'])
    assert.equal((await served.ask('GET', `/v1/watch?from=${head() + 1}`)).status, 400)
    assert.equal((await served.ask('GET', '/v1/watch', { headers: { 'last-event-id': 'x' } })).status, 400)
    assert.equal((await served.ask('GET', '/v1/watch', { headers: { 'x-auth-token': 'nobody' } })).status, 401)
  })

  it('shows a caller only what it may get', async () => {
    const watcher = await live('', 'alice')
    await newSwitch({ tenant_id: projects.bob })
    await create('closeds', {})
    const id = await newSwitch()
    assert.deepEqual((await watcher.take(1))[0]?.data.id, id)
  })

  it('hides attributes that the caller may not read, object by object', async () => {
    const watchers = await Promise.all([live('', 'admin'), live('', 'alice'), live('', 'bob')])
    await create('vaults', { name: 'v', password: 'secret', margin: 5, remark: 'r' })
    const [admin, alice, bob] = await Promise.all(watchers.map(async one => (await one.take(1))[0]?.data.object))
    assert.deepEqual([admin.margin, admin.remark, admin.name], [5, 'r', 'v'])
    assert.deepEqual([alice.margin, alice.remark, alice.name], [undefined, 'r', 'v'])
    assert.deepEqual([bob.margin, bob.remark, bob.name], [undefined, undefined, 'v'])
    for (const object of [admin, alice, bob]) assert.ok(!JSON.stringify(object).includes('password'))
  })

  it('tells status changes too, to those who may see the object', async () => {
    const id = await newSwitch()
    const body = { tenant_id: projects.alice, switch_id: id }
    const port = (await served.ask('POST', '/proton/lab/v2.1/ports', { body })).body
    const [alice, bob, status] = await Promise.all([live('', 'alice'), live('', 'bob'), live('?plane=status')])
    const kind = registry.kind({ service: 'lab', kind: 'Port' })
    assert.ok(kind)
    const origin = { actor: 'agent', requestId: 'req-2' }
    assert.ok(await served.store.note({ kind, id: port.id, observed: head(), values: { carrier: 'up' }, origin }))
    await newSwitch({ tenant_id: projects.bob })
    const [told] = await alice.take(1)
    assert.deepEqual([told?.data.plane, told?.data.id, told?.data.actor], ['status', port.id, 'agent'])
    assert.equal(told?.data.object.carrier, 'up')
    assert.equal(told?.data.project, projects.alice)
    assert.equal((await bob.take(1))[0]?.data.kind, 'Switch')
    assert.deepEqual(revisions(await status.take(1)), [told?.id])
  })

  it('tells 200 watchers the same, and one that does not read takes nothing from them', async () => {
    const from = head()
    const address = new URL(served.url)
    const slow = connect(Number(address.port), address.hostname)
    slow.pause()
    slow.write(`GET /v1/watch?from=${from} HTTP/1.1\r\nHost: ${address.host}\r\nX-Auth-Token: admin\r\n\r\n`)
    const watchers = await Promise.all(Array.from({ length: 200 }, () => live()))
    const blob = 'x'.repeat(20_000)
    for (let n = 0; n < 100; n++) await create('samples', { text: n % 2 === 0 ? 'y' : blob })
    const expected = Array.from({ length: 100 }, (_, n) => from + n + 1)
    for (const watcher of watchers) {
      assert.deepEqual(revisions(await watcher.take(100)), expected)
      await watcher.close()
    }
    let text = ''
    slow.on('data', chunk => {
      text += chunk.toString()
      if (text.includes(`id: ${expected.at(-1)}`)) slow.destroy()
    })
    slow.resume()
    await new Promise(resolve => slow.once('close', resolve))
    const seen = [...text.matchAll(/^id: (\d+)\nevent: create$/gm)].map(match => Number(match[1]))
    assert.deepEqual(seen, expected)
  })

  it('loses nothing and repeats nothing for a client that comes again and again under write load', async () => {
    const from = head()
    let writing = true
    const writers = Array.from({ length: 4 }, async () => {
      while (writing) await newSwitch()
    })
    const seen: number[] = []
    let last = from
    for (let round = 0; round < 12; round++) {
      const watcher = await watch(`?from=${from}`, { 'last-event-id': String(last) })
      const count = 1 + ((round * 7) % 40)
      for (let n = 0; n < count; n++) {
        const event = await watcher.next()
        assert.ok(event)
        last = event.id
        if (event.event !== 'synced') seen.push(event.id)
      }
      await watcher.close()
    }
    writing = false
    await Promise.all(writers)
    const journal = await served.store.journal.after(from, seen.length)
    assert.ok(journal.ok)
    assert.deepEqual(
      seen,
      journal.value.map(entry => entry.revision),
    )
  })

  it('forgets a watcher whose client is gone', async () => {
    for (const one of open.splice(0)) await one.close()
    while (hub.watchers > 0) await new Promise(resolve => setImmediate(resolve))
    const watcher = await live()
    assert.equal(hub.watchers, 1)
    await watcher.close()
    while (hub.watchers > 0) await new Promise(resolve => setImmediate(resolve))
  })

  it('refuses with 410 to start where the journal was forgotten', async () => {
    const from = head()
    for (let n = 0; n < 5; n++) await newSwitch()
    await served.store.journal.compact(from + 3)
    const got = await served.ask('GET', `/v1/watch?from=${from}`)
    assert.equal(got.status, 410)
    assert.equal(got.body.code, 'revision.compacted')
    const again = await served.ask('GET', '/v1/watch', { headers: { 'last-event-id': String(from) } })
    assert.equal(again.status, 410)
    const watcher = await watch(`?from=${from + 3}`)
    assert.deepEqual(revisions(await watcher.take(3)), [from + 4, from + 5, from + 5])
  })

  it('ends when the server stops, after what was told', async () => {
    const other = await serveWatch()
    const watcher = await events(`${other.served.url}/v1/watch`, { 'x-auth-token': 'admin' })
    assert.equal((await watcher.next())?.event, 'synced')
    await other.served.ask('POST', '/proton/lab/v2.1/switches', { body: { tenant_id: projects.alice } })
    const closing = other.served.close()
    assert.equal((await watcher.next())?.event, 'create')
    assert.equal(await watcher.next(), undefined)
    await closing
  })
})
