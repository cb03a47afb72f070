import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { silentLogger, systemClock } from '@baryon/kit'
import { type Kind, loadModels, Registry } from '@baryon/model'
import { openSqlite, type Store } from '@baryon/store'
import type { NovaEvent } from './event.ts'
import { NovaNotifier } from './notifier.ts'

const model = `file_version: "2.0"
info: { name: networking, version: "2.0" }
objects:
  Port:
    api: { name: port }
    attributes:
      name: { type: string, default: "" }
      device_id: { type: string }
      device_owner: { type: string }
      status: { type: enum, values: [ACTIVE, DOWN, ERROR], default: DOWN, status: true }
  FloatingIp:
    api: { name: floatingip }
    attributes:
      port_id: { type: uuid }
`

const server1 = '7d0e0e2a-3c55-4c53-9a3c-111111111111'
const port1 = '7d0e0e2a-3c55-4c53-9a3c-aaaaaaaaaaaa'
const port2 = '7d0e0e2a-3c55-4c53-9a3c-bbbbbbbbbbbb'
const origin = { actor: 'test', requestId: 'test' }

/** A Nova that notes what it is told; its answers can be set. */
class FakeNova {
  batches: NovaEvent[][] = []
  code: (event: NovaEvent) => number = () => 200
  status: number | undefined
  /** Of all servers, as `GET /servers/…` shows it. */
  task: string | null = null
  looks = 0
  gate: Promise<void> | undefined
  #server: Server | undefined
  #port = 0

  get url() {
    return `http://127.0.0.1:${this.#port}/v2.1`
  }

  get events() {
    return this.batches.flat()
  }

  async open() {
    this.#server = createServer(async (request, answer) => {
      if (request.method === 'GET') return this.#look(answer)
      let text = ''
      for await (const chunk of request) text += chunk
      const { events } = JSON.parse(text) as { events: NovaEvent[] }
      await this.gate
      if (this.status !== undefined) return answer.writeHead(this.status).end('{}')
      this.batches.push(events)
      const coded = events.map(event => ({ ...event, code: this.code(event) }))
      const mixed = coded.some(({ code }) => code !== 200)
      return answer.writeHead(mixed ? 207 : 200).end(JSON.stringify({ events: coded }))
    })
    await new Promise<void>(resolve => this.#server?.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  #look(answer: ServerResponse) {
    this.looks += 1
    return answer.writeHead(200).end(JSON.stringify({ server: { 'OS-EXT-STS:task_state': this.task } }))
  }

  async close() {
    const server = this.#server
    this.#server = undefined
    server?.closeAllConnections()
    if (server) await new Promise(resolve => server.close(resolve))
  }
}

const folder = await mkdtemp(join(tmpdir(), 'baryon-nova-'))
await mkdir(join(folder, 'networking'))
await writeFile(join(folder, 'networking', 'model.yaml'), model)
const { services } = await loadModels([folder])
const registry = new Registry(services)
const port = registry.kind({ service: 'networking', kind: 'Port' }) as Kind
const floatingIp = registry.kind({ service: 'networking', kind: 'FloatingIp' }) as Kind

let nova: FakeNova
let store: Store
let notifier: NovaNotifier
let databases = 0

function newNotifier() {
  return new NovaNotifier({
    store,
    registry: () => registry,
    api: { url: nova.url, token: async () => undefined, forget: () => {}, timeout: 2000 },
    clock: systemClock,
    logger: silentLogger,
    times: { again: 20, most: 100, giveUp: 60_000 },
    lingering: { look: 20, most: 40, giveUp: 60_000 },
    away: { first: 10, most: 50 },
  })
}

async function until(what: string, holds: () => boolean) {
  for (let turn = 0; turn < 500 && !holds(); turn += 1) await sleep(10)
  assert.ok(holds(), `${what}; Nova was told ${JSON.stringify(nova.events)}`)
}

const create = (id: string, values: Readonly<Record<string, string>> = {}) =>
  store.commit(origin, tx =>
    tx.insert(port, { id, name: '', status: 'DOWN', device_id: server1, device_owner: 'compute:nova', ...values }),
  )
const note = (id: string, status: string) =>
  store.note({ kind: port, id, observed: store.journal.head(), values: { status }, origin })
const names = () => nova.events.map(event => `${event.name} ${event.tag === port1 ? 1 : 2} ${event.status}`)

beforeEach(async () => {
  nova = new FakeNova()
  await nova.open()
  databases += 1
  const opened = await openSqlite({ path: join(folder, `${databases}.sqlite`), services, clock: systemClock })
  assert.ok(opened.ok)
  store = opened.value
  notifier = newNotifier()
  await notifier.start()
})
afterEach(async () => {
  await notifier.stop()
  await nova.close()
  await store.close()
})
after(() => rm(folder, { recursive: true }))

describe('NovaNotifier', () => {
  it('tells of a port that is wired, unwired, failed, changed and deleted', async () => {
    await create(port1)
    await note(port1, 'ACTIVE')
    await until('wired', () => nova.events.length === 1)
    await note(port1, 'DOWN')
    await note(port1, 'ERROR')
    await store.commit(origin, tx => tx.update(port, port1, { name: 'new' }))
    await store.commit(origin, tx => tx.remove(port, port1))
    await until('deleted', () => nova.events.at(-1)?.name === 'network-vif-deleted')
    assert.deepEqual(names(), [
      'network-vif-plugged 1 completed',
      'network-vif-unplugged 1 completed',
      'network-vif-plugged 1 failed',
      'network-changed 1 completed',
      'network-vif-deleted 1 completed',
    ])
    assert.ok(nova.events.every(event => event.server_uuid === server1))
  })

  it('says nothing of ports that are not of a server', async () => {
    await create(port1, { device_owner: 'network:dhcp' })
    await note(port1, 'ACTIVE')
    await create(port2, { device_id: 'not-a-uuid' })
    await note(port2, 'ACTIVE')
    const mine = '7d0e0e2a-3c55-4c53-9a3c-cccccccccccc'
    await create(mine)
    await note(mine, 'ACTIVE')
    await until('the third', () => nova.events.length > 0)
    assert.deepEqual(
      nova.events.map(({ tag }) => tag),
      [mine],
    )
  })

  it('tells of the servers whose floating IP is another', async () => {
    await create(port1)
    await create(port2)
    const id = '7d0e0e2a-3c55-4c53-9a3c-dddddddddddd'
    await store.commit(origin, tx => tx.insert(floatingIp, { id, port_id: port1 }))
    await until('associated', () => nova.events.length === 1)
    await store.commit(origin, tx => tx.update(floatingIp, id, { port_id: port2 }))
    await until('moved', () => nova.events.length === 3)
    assert.deepEqual(names(), [
      'network-changed 1 completed',
      'network-changed 1 completed',
      'network-changed 2 completed',
    ])
  })

  it('sends together what came while Nova was answering, and changes of one port once', async () => {
    const open = Promise.withResolvers<void>()
    nova.gate = open.promise
    await create(port1)
    await create(port2)
    await note(port1, 'ACTIVE')
    await sleep(50)
    for (const name of ['a', 'b', 'c']) await store.commit(origin, tx => tx.update(port, port2, { name }))
    await sleep(50)
    nova.gate = undefined
    open.resolve()
    await until('both', () => nova.events.length === 2)
    await sleep(50)
    assert.equal(nova.events.length, 2)
  })

  it('loses nothing while Nova is away, and keeps the order of each port', async () => {
    await create(port1)
    await nova.close()
    await note(port1, 'ACTIVE')
    await note(port1, 'DOWN')
    await until('away is seen', () => notifier.away !== undefined)
    nova.status = 503
    await nova.open()
    await sleep(100)
    nova.status = undefined
    await until('told', () => nova.events.length === 2)
    assert.deepEqual(names(), ['network-vif-plugged 1 completed', 'network-vif-unplugged 1 completed'])
    assert.equal(notifier.away, undefined)
  })

  it('goes on after a restart with what Nova had not answered', async () => {
    await create(port1)
    await nova.close()
    await note(port1, 'ACTIVE')
    await until('away is seen', () => notifier.away !== undefined)
    await notifier.stop()
    await note(port1, 'DOWN')
    await nova.open()
    notifier = newNotifier()
    await notifier.start()
    await until('told', () => nova.events.length === 2)
    await notifier.stop()
    notifier = newNotifier()
    await notifier.start()
    await create(port2)
    await note(port2, 'ACTIVE')
    await until('and once', () => nova.events.length === 3)
    assert.deepEqual(names().at(-1), 'network-vif-plugged 2 completed')
  })

  it('sends again what a server was not ready for, and nothing of a server that is gone', async () => {
    let refusals = 0
    nova.code = ({ tag }) => (tag === port2 ? 404 : refusals++ < 3 ? 422 : 200)
    await create(port1)
    await create(port2)
    await note(port1, 'ACTIVE')
    await note(port2, 'ACTIVE')
    await until('taken', () => refusals === 4)
    await sleep(100)
    assert.equal(nova.events.filter(({ tag }) => tag === port2).length, 1)
    assert.equal(notifier.waiting, 0)
  })

  it('tells again that a port is plugged, as long as its server may not have waited for that', async () => {
    nova.task = 'spawning'
    await create(port1)
    await note(port1, 'ACTIVE')
    await until('again and again', () => nova.events.length >= 3)
    assert.deepEqual([...new Set(names())], ['network-vif-plugged 1 completed'])
    await store.commit(origin, tx => tx.update(port, port1, { name: 'new' }))
    await until('other events come between', () => nova.events.some(({ name }) => name === 'network-changed'))
    nova.task = null
    const looks = nova.looks
    await until('looked at', () => nova.looks > looks)
    await until('settled', () => notifier.lingering === 0)
    assert.equal((await store.journal.cursor('nova')) >= store.journal.head() - 1, true)
  })

  it('does not tell again of a port that is no longer plugged', async () => {
    nova.task = 'spawning'
    await create(port1)
    await note(port1, 'ACTIVE')
    await until('again', () => nova.events.length >= 2)
    await store.commit(origin, tx => tx.remove(port, port1))
    await until('deleted', () => nova.events.at(-1)?.name === 'network-vif-deleted')
    assert.equal(notifier.lingering, 0)
  })

  it('tells after a restart again of what a server may still be waiting for', async () => {
    nova.task = 'spawning'
    await create(port1)
    await note(port1, 'ACTIVE')
    await until('told', () => nova.events.length >= 1)
    await notifier.stop()
    nova.batches = []
    notifier = newNotifier()
    await notifier.start()
    await until('again', () => nova.events.length >= 2)
    assert.deepEqual([...new Set(names())], ['network-vif-plugged 1 completed'])
  })

  it('says nothing of the wiring that a port had before it was given to a server', async () => {
    await create(port1, { device_id: '', device_owner: '' })
    await note(port1, 'ACTIVE')
    const given = { device_id: server1, device_owner: 'compute:nova', status: 'DOWN' }
    await store.commit(origin, tx => tx.update(port, port1, given))
    await note(port1, 'ACTIVE')
    await until('plugged', () => nova.events.length === 2)
    assert.deepEqual(names(), ['network-changed 1 completed', 'network-vif-plugged 1 completed'])
  })

  it('tells a thousand ports in few requests', async () => {
    await store.commit(origin, async tx => {
      for (let at = 0; at < 1000; at += 1)
        await tx.insert(port, {
          id: `7d0e0e2a-3c55-4c53-9a3c-${String(at).padStart(12, '0')}`,
          name: '',
          status: 'ACTIVE',
          device_id: server1,
          device_owner: 'compute:nova',
        })
    })
    await until('all', () => nova.events.length === 1000)
    assert.ok(nova.batches.length <= 30, `${nova.batches.length} requests`)
  })
})
