/**
 * A controller that is down while writes go on: what waits is on disk, and what is in memory does not grow with it. In `npm run soak` for as long
 * as `RESTPROXY_OUTAGE` says (seconds), and bytes are looked at too, with `RESTPROXY_PAUSE` milliseconds between two writes; else for some hundred
 * writes, of a seed.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startController } from '../../../examples/controller/controller.ts'
import { randomFrom } from '../../../examples/controller/faults.ts'
import { idsOf } from '../lab.ts'

const seconds = Number(process.env['RESTPROXY_OUTAGE'] ?? 0)
const pause = Number(process.env['RESTPROXY_PAUSE'] ?? 0)
const seed = Number(process.env['RESTPROXY_SEED'] ?? 1)

/** Things in memory at most, and what one transaction may add; writes until the first look, and between two. */
const window = 100
const one = 10
const stretch = 250

/** What may be added to what there was after the first stretch: caches have their bounds, and a heap is not the same twice. */
const growth = 32 * 1024 * 1024

async function start(context: TestContext, folder: string, controller: string) {
  const file = path.join(folder, 'restproxy.yaml')
  const configuration = {
    dialect: 'bsn-v2.0',
    controllers: [{ name: 'c1', url: controller }],
    limits: { window },
    health: { every: '200ms', deadline: '500ms', intact: '1s' },
  }
  await writeFile(file, JSON.stringify(configuration))
  const server = fork(path.join(import.meta.dirname, 'server.ts'), [path.join(folder, 'data'), file], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  context.after(async () => {
    const ended = once(server, 'exit')
    server.disconnect()
    await ended
  })
  const [{ url }] = (await once(server, 'message')) as [{ url: string }]
  return { server, url }
}

async function bytesOf(server: ChildProcess): Promise<number> {
  const said = once(server, 'message') as Promise<[{ bytes: number }]>
  server.send({})
  return (await said)[0].bytes
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of every form
async function ask(url: string, method: string, body?: object): Promise<any> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${method} ${url}: ${answer.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Networks that come, change and go, so that there are never many; the journal grows all the same. */
class Writer {
  readonly #url: string
  readonly #random: () => number
  readonly alive: string[] = []

  constructor(url: string) {
    this.#url = `${url}/v2.0/networks`
    this.#random = randomFrom(seed)
  }

  async write(): Promise<void> {
    const { alive } = this
    const at = Math.floor(this.#random() * alive.length)
    const choice = this.#random()
    const network = { name: `n${choice}` }
    if (alive.length < 80 && choice < 0.5) alive.push((await ask(this.#url, 'POST', { network })).network.id)
    else if (choice < 0.8 && alive.length > 0) await ask(`${this.#url}/${alive[at]}`, 'PUT', { network })
    else if (alive.length > 0) await ask(`${this.#url}/${alive.splice(at, 1)[0]}`, 'DELETE')
  }
}

test(`writes go on while a controller is down, and memory does not grow with what waits (${seconds} s, seed ${seed})`, async context => {
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-outage-'))
  // Where nobody else listens: while the door is shut, another test's server might be behind its port
  const controller = await startController({ dialect: 'bsn-v2.0', listen: ['127.0.0.2:0'] })
  context.after(async () => {
    await controller.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const { server, url } = await start(context, folder, controller.url)
  const writer = new Writer(url)
  await ask(`${url}/v1/revisions/head?wait=60`, 'GET')
  await controller.door('refuse')
  const end = Date.now() + seconds * 1000
  let first: number | undefined
  let behind = 0
  let looks = 0
  for (; looks < 3 || Date.now() < end; looks += 1) {
    for (let written = 0; written < stretch; written += 1) {
      await writer.write()
      if (pause > 0) await sleep(pause)
    }
    const { controllers } = await ask(`${url}/v1/controllers`, 'GET')
    assert.ok(controllers[0].waiting <= window + one, `${controllers[0].waiting} things wait in memory`)
    assert.ok(controllers[0].behind > behind, 'what is not told is known to wait')
    behind = controllers[0].behind
    const bytes = await bytesOf(server)
    first ??= bytes
    if (seconds > 0) assert.ok(bytes < first + growth, `${bytes} bytes after ${looks} looks, ${first} at first`)
  }
  assert.ok(behind > window * 2, 'more waits than memory may hold')
  context.diagnostic(`${behind} revisions behind, ${first} bytes at first, ${await bytesOf(server)} at the end`)
  await controller.door('open')
  const { converged } = await ask(`${url}/v1/revisions/head?wait=300`, 'GET')
  assert.equal(converged, true)
  assert.deepEqual(idsOf(controller, 'networks'), writer.alive.toSorted())
})
