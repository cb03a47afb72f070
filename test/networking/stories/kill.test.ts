/** A server that is killed under load, again and again: nothing that it answered is lost, all is whole, and Nova learns of everything. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from '@baryon/server'
import { npmStart } from '../../e2e/npm-start.ts'
import { eventually } from '../../eventually.ts'
import { calls, sorts } from './calls/index.ts'
import { Dice } from './dice.ts'
import { type FakeNova, startNova } from './fake-nova.ts'
import { breaches } from './invariants/index.ts'
import { Memory } from './memory.ts'
import { Replay } from './replay.ts'
import { faultsOf } from './sound.ts'
import { stateOf } from './state.ts'

const rounds = Number(process.env['NETWORKING_CRASHES'] ?? 2)
const seed = Number(process.env['NETWORKING_CRASH_SEED'] ?? Date.now() % 1_000_000)
const machines = 8
const others = 8

const token = 'somebody'
const project = '0123456789abcdef0123456789abcdef'
const people = { tokens: [{ token, user: 'somebody', project, roles: ['admin', 'member', 'reader'] }] }

/** What the life of one machine's port came to, as far as it was answered. */
interface Life {
  named?: string
  /** Whether it was asked to go, and whether that was answered. */
  leaving?: boolean
  gone?: boolean
}

/** Asks until the server is gone, which breaks the connection. */
class Load {
  readonly lives = new Map<string, Life>()
  readonly faults: string[] = []
  readonly #memory = new Memory()
  #url = ''

  async ask(method: string, target: string, body?: unknown) {
    const headers = { 'x-auth-token': token, 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${this.#url}/v2.0${target}`, { method: method.toUpperCase(), headers, ...sent })
    const text = await response.text()
    const got = {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    }
    this.faults.push(...faultsOf(got).map(fault => `${method} ${target} ${JSON.stringify(body)}: ${fault}`))
    return got
  }

  async #make(target: string, noun: string, values: object): Promise<string> {
    const { body, text } = await this.ask('POST', target, { [noun]: values })
    assert.ok(body?.[noun], text)
    return body[noun].id
  }

  /** Machines come, are renamed once, and go. */
  async #machines(network_id: string, dice: Dice) {
    for (;;) {
      const port = { network_id, device_owner: 'compute:nova', device_id: randomUUID() }
      const id = await this.#make('/ports', 'port', port)
      const life: Life = {}
      this.lives.set(id, life)
      if (dice.once(4)) continue
      const name = `n${dice.below(1000)}`
      await this.ask('PUT', `/ports/${id}`, { port: { name } })
      life.named = name
      if (dice.once(3)) continue
      life.leaving = true
      const { status } = await this.ask('DELETE', `/ports/${id}`)
      life.gone = status === 204
    }
  }

  /** All other calls, about what they made themselves. */
  async #anything(dice: Dice) {
    const own = sorts.filter(sort => !sort.endsWith('Quota'))
    for (;;) {
      const call = calls[dice.of(own)]?.(this.#memory.scene(dice, [project]))
      if (call) this.#memory.note(await this.ask(call.method, call.path, call.body))
    }
  }

  /** @returns when the server is gone */
  async run(url: string, chance: number): Promise<void> {
    this.#url = url
    await this.ask('PUT', `/quotas/${project}`, { quota: { port: -1, network: -1, subnet: -1 } })
    const network = await this.#make('/networks', 'network', { name: 'machines' })
    await this.#make('/subnets', 'subnet', { network_id: network, ip_version: 4, cidr: '10.64.0.0/12' })
    const dices = Array.from({ length: machines + others }, (_, at) => new Dice(chance * 1000 + at))
    const running = dices.map((dice, at) => (at < machines ? this.#machines(network, dice) : this.#anything(dice)))
    const ended = await Promise.allSettled(running)
    for (const one of ended)
      if (one.status === 'rejected' && !(one.reason instanceof TypeError || one.reason instanceof SyntaxError))
        this.faults.push(String(one.reason))
  }
}

/** Acknowledged changes that Nova does not know of. */
function untold(lives: ReadonlyMap<string, Life>, { events }: FakeNova): readonly string[] {
  const told = new Map<string, Set<string>>()
  for (const { name, tag } of events) told.set(tag, (told.get(tag) ?? new Set()).add(name))
  return [...lives].flatMap(([id, { named, gone }]) => [
    ...(named !== undefined && !told.get(id)?.has('network-changed') ? [`network-changed ${id}`] : []),
    ...(gone && !told.get(id)?.has('network-vif-deleted') ? [`network-vif-deleted ${id}`] : []),
  ])
}

test('a server killed under load loses nothing it answered, is whole when it is back, and tells Nova of everything', async context => {
  context.diagnostic(`NETWORKING_CRASH_SEED=${seed}`)
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-kill-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'tokens.json')
  await writeFile(file, JSON.stringify(people), { mode: 0o600 })
  const nova = await startNova(9)
  context.after(() => nova.stop())
  const data = path.join(folder, 'data')
  const auth = `tokens:${file}`
  const load = new Load()
  const chance = new Dice(seed)
  for (let round = 0; round < rounds; round += 1) {
    const server = await npmStart({
      BARYON_DATA: data,
      BARYON_AUTH: auth,
      BARYON_NOVA: nova.url,
      BARYON_LOG_LEVEL: 'warn',
      BARYON_DEMO: 'false',
    })
    const running = load.run(server.url, seed + round)
    await sleep(1000 + chance.below(1500))
    await server.kill()
    await running
  }
  assert.deepEqual(load.faults, [])
  context.diagnostic(`${load.lives.size} machines, ${nova.events.length} events`)
  assert.ok(
    [...load.lives.values()].some(({ gone }) => gone),
    'some ports went',
  )

  const server = await startServer({ listen: '127.0.0.1:0', data, auth, nova: nova.url, folder })
  context.after(() => server.stop())
  const state = await stateOf(server.store)
  assert.deepEqual(breaches(state), [])
  assert.deepEqual(await new Replay().differences(server.store), [])
  for (const [id, { named, leaving, gone }] of load.lives) {
    const port = state.get('Port', id)
    if (gone) assert.equal(port, undefined, `port ${id} went`)
    else if (leaving !== true) assert.ok(port, `port ${id} is there`)
    if (port !== undefined && named !== undefined) assert.equal(port['name'], named)
  }
  await eventually(() => assert.deepEqual(untold(load.lives, nova), []), { seconds: 30, pause: 50 })
  for (const [id, { gone }] of load.lives)
    if (gone) assert.equal(nova.events.findLast(({ tag }) => tag === id)?.name, 'network-vif-deleted')
})
