/** Baryon and its controllers as processes, killed again and again while clients write: in the end the controllers have what is stored. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { idOf } from '@baryon/model'
import { eventually } from '../../eventually.ts'
import { Dice } from '../../networking/stories/dice.ts'
import { kindsOf } from '../../networking/stories/state.ts'
import { differences } from './agreement.ts'
import { type Child, startChild } from './children.ts'
import { asking, Life, premises } from './life.ts'
import type { Setup } from './schedule.ts'
import { Writer } from './writer.ts'

/** The same everywhere, unless another is asked for. */
const seed = Number(process.env['RESTPROXY_SEED'] ?? 1)
const rounds = Number(process.env['RESTPROXY_KILLS'] ?? 2)

const setups: readonly Setup[] = [
  { mode: 'replicate', dialect: 'bsn-v1.1', generation: 'F', doors: 2, commit: 'async' },
  { mode: 'replicate', dialect: 'floodlight-v1.1', doors: 2, commit: 'async' },
]

/** A controller that keeps its port, and its state where it can, over kills. */
class Controller {
  readonly #options: readonly string[]
  #child: Child | undefined
  #port = 0
  #admin = ''

  constructor(options: readonly string[]) {
    this.#options = options
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    const script = ['examples/controller/main.ts', '--listen', `127.0.0.1:${this.#port}`, ...this.#options]
    this.#child = await startChild(script, {}, /(http:\/\/127\.0\.0\.1:\d+\S*\s+admin http:\S+)\s/)
    const [, port, admin] = /:(\d+)\/\S*\s+admin (\S+)/.exec(this.#child.found) ?? []
    this.#port = Number(port)
    this.#admin = admin ?? ''
  }

  async kill(): Promise<void> {
    await this.#child?.kill()
  }

  async state(): Promise<unknown> {
    return (await fetch(`${this.#admin}/_state`)).json()
  }
}

async function writeUntil(isOver: () => boolean, writer: Writer, url: () => string, dice: Dice): Promise<void> {
  while (!isOver()) {
    const at = url()
    const ask = asking(
      () => at,
      () => at !== url(),
    )
    await writer.write(ask, dice.below(2 ** 30), 8, 4)
    await sleep(10)
  }
}

for (const setup of setups)
  test(`kills of Baryon and of controllers leave nothing behind: ${setup.dialect}`, async context => {
    context.diagnostic(`RESTPROXY_SEED=${seed}`)
    const dice = new Dice(seed)
    const folder = mkdtempSync(path.join(tmpdir(), 'baryon-kill-'))
    const keeps = (at: number) => (setup.dialect.startsWith('bsn') ? ['--state', path.join(folder, `c${at}`)] : [])
    const controllers = [0, 1].map(at => new Controller(['--dialect', setup.dialect, ...keeps(at)]))
    await Promise.all(controllers.map(each => each.start()))
    const made = premises(folder, {
      mode: setup.mode,
      dialect: setup.dialect,
      ...(setup.generation === undefined ? {} : { generation: setup.generation }),
      securityGroups: { tell: true },
      deadlines: { connect: '200ms', answer: '500ms', body: '500ms' },
      health: { every: '100ms', intact: '500ms' },
      controllers: controllers.map(({ url }, at) => ({ name: `c${at}`, url })),
    })
    const environment = {
      BARYON_LISTEN: '127.0.0.1:0',
      BARYON_DATA: made.data,
      BARYON_AUTH: `tokens:${made.tokens}`,
      BARYON_SERVICE_SETTINGS: made.settings,
      BARYON_RESTPROXY: made.restproxy,
      BARYON_LOG_LEVEL: 'warn',
    }
    const start = () => startChild(['bin/main.ts', 'start'], environment, /(http:\/\/127\.0\.0\.1:[1-9]\d*)/)
    let baryon = await start()
    context.after(async () => {
      await Promise.all([baryon, ...controllers].map(each => each.kill()))
      rmSync(folder, { recursive: true, force: true })
    })
    const writer = new Writer()
    await writer.prepare(
      asking(
        () => baryon.found,
        () => false,
      ),
    )
    let isOver = false
    const writing = writeUntil(
      () => isOver,
      writer,
      () => baryon.found,
      dice,
    )
    for (let round = 0; round < rounds; round++) {
      const before = writer.done
      while (writer.done < before + 5) await sleep(10)
      await sleep(dice.below(400))
      const victim = dice.of(controllers)
      await Promise.all([victim.kill(), ...(dice.once(2) ? [baryon.kill()] : [])])
      await sleep(dice.below(200))
      await victim.start()
      await baryon.kill()
      baryon = await start()
    }
    isOver = true
    await writing
    await baryon.kill()

    const life = new Life(made)
    await life.start()
    context.after(() => life.stop())
    const outsides = controllers.map(controller => ({ controller }))
    const look = () => differences({ life, setup, outsides, targets: ['c0', 'c1'] })
    await eventually(async () => assert.deepEqual(await look(), []), { seconds: 60, pause: 50 })
    const kinds = new Map(kindsOf(life.store).map(kind => [kind.name, kind]))
    const get = async (name: string, id: string) => {
      const kind = kinds.get(name)
      return kind && (await life.store.read.get(kind, idOf(kind, { id })))?.row
    }
    assert.deepEqual(await writer.lost(get), [])
    context.diagnostic(`${writer.done} changes`)
    assert.ok(writer.done > rounds * 5)
  })
