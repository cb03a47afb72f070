/** Controllers, Baryon, and all that happens to them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Controller, startController } from '../../../examples/controller/controller.ts'
import { Dice } from '../../networking/stories/dice.ts'
import { Front, fair } from './front.ts'
import { Life, premises } from './life.ts'
import { isFloodlight, type Schedule, type Setup, type Step } from './schedule.ts'
import { Witness } from './witness.ts'
import { Writer } from './writer.ts'

/** One controller, whatever number of doors lead to it. */
interface Outside {
  readonly controller: Controller
  readonly witness: Witness
  up: boolean
  /** It lost something that nobody told again for sure. */
  lost: boolean
}

/** What the reference controller is started as. */
const spoken = (setup: Setup): Parameters<typeof startController>[0]['dialect'] =>
  setup.dialect === 'floodlight-v1.0' && !isFloodlight(setup) ? 'quantum-v1.0' : setup.dialect

/**
 * Whether Baryon can see that a controller lost its state: by the hash, or because it tells what it has. Of the others the operator has to know.
 */
const notices = (setup: Setup): boolean => ['E', 'F', 'G1'].includes(setup.generation ?? '') || isFloodlight(setup)

/** Short enough for thousands of runs; what they are in earnest changes nothing but time. */
const times = {
  deadlines: { connect: '100ms', answer: '250ms', body: '250ms', topology: '1s' },
  health: { every: '100ms', deadline: '100ms', intact: '500ms' },
  commit: { deadline: '1s' },
}

export class World {
  readonly #schedule: Schedule
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'baryon-simulation-'))
  readonly #writer = new Writer()
  readonly #outsides: Outside[] = []
  readonly #past: Promise<void>[] = []
  #fronts: readonly Front[] = []
  #lives = 0
  #life: Life | undefined

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  get setup(): Setup {
    return this.#schedule.setup
  }

  get life(): Life {
    if (this.#life === undefined) throw new Error('Baryon is not running')
    return this.#life
  }

  get writer(): Writer {
    return this.#writer
  }

  get outsides(): readonly { readonly controller: Controller; readonly witness: Witness }[] {
    return this.#outsides
  }

  /** Names of the targets, as Baryon has them. */
  get targets(): readonly string[] {
    return this.setup.mode === 'failover' ? ['cluster'] : this.#outsides.map((_, at) => `c${at}`)
  }

  async start(): Promise<void> {
    const { mode, doors } = this.setup
    for (let at = 0; at < (mode === 'failover' ? 1 : doors); at++)
      this.#outsides.push({
        controller: await startController({ dialect: spoken(this.setup) }),
        witness: new Witness(`c${at}`, isFloodlight(this.setup)),
        up: true,
        lost: false,
      })
    await this.#begin()
    await this.#writer.prepare(this.life.ask)
  }

  #outside(door: number): Outside {
    return this.#outsides[this.setup.mode === 'failover' ? 0 : door] as Outside
  }

  #newFront(door: number): Front {
    const { controller, witness } = this.#outside(door)
    return new Front({
      controller: () => (this.#outside(door).up ? controller.url : undefined),
      dice: new Dice(this.#schedule.seed * 1000 + this.#lives * 10 + door),
      witness,
      leader: () => this.#fronts[(door + 1) % this.#fronts.length]?.url ?? '',
    })
  }

  /** Baryon starts, on what the life before it left. */
  async #begin(): Promise<void> {
    const { mode, dialect, generation, doors, commit } = this.setup
    const weather = this.#fronts.map(front => front.weather)
    this.#fronts = Array.from({ length: doors }, (_, door) => this.#newFront(door))
    for (const [door, front] of this.#fronts.entries()) {
      front.weather = weather[door] ?? fair
      await front.start()
    }
    const made = premises(path.join(this.#folder, String(this.#lives++)), {
      ...times,
      mode,
      name: 'cluster',
      dialect,
      ...(generation === undefined ? {} : { generation }),
      commit: { ...times.commit, mode: commit },
      securityGroups: { tell: true },
      controllers: this.#fronts.map(({ url }, at) => ({ name: `c${at}`, url })),
    })
    this.#life?.crash(made)
    if (this.#life !== undefined) this.#past.push(this.#life.stop())
    this.#life = new Life(made)
    await this.#life.start()
  }

  async #crash(): Promise<void> {
    for (const front of this.#fronts) front.cut()
    await this.#begin()
  }

  /** What is asked of a controller by its operator. */
  async order(target: string, verb: string, body: object = {}): Promise<void> {
    await this.life.ask('POST', `//v1/controllers/${target}/${verb}`, body)
  }

  #target(at: number): string {
    return this.targets[at % this.targets.length] ?? ''
  }

  async #wipe(at: number): Promise<void> {
    const outside = this.#outside(at)
    outside.witness.wiped()
    outside.lost = true
    await outside.controller.restart({ empty: true })
  }

  /** A step, and what it leads to if that is awaited. Writes go on beside the steps after them. */
  async take(step: Step): Promise<void> {
    if (step.do === 'write') return this.#write(step)
    if (step.do === 'crash') return this.#crash()
    if (step.do === 'wait') return void (await sleep(step.milliseconds))
    const { at } = step
    if (step.do === 'wipe') return this.#wipe(at)
    if (step.do === 'down' || step.do === 'up') this.#outside(at).up = step.do === 'up'
    if (step.do === 'pause' || step.do === 'resume') await this.order(this.#target(at), step.do)
    if (step.do === 'resync') void this.order(this.#target(at), 'resync', { scope: step.what })
    const front = this.#fronts[at]
    if (step.do === 'weather' && front !== undefined) front.weather = step.weather
    if (step.do === 'door') await front?.set(step.door)
  }

  #writing: Promise<void> = Promise.resolve()

  async #write({ chance, calls, together }: Step & { readonly do: 'write' }): Promise<void> {
    const { ask } = this.life
    await this.#writing
    this.#writing = this.#writer.write(ask, chance, calls, together)
    if (chance % 3 > 0) await this.#writing
  }

  /** Nothing goes wrong any more. */
  async calm(): Promise<void> {
    await this.#writing
    for (const outside of this.#outsides) outside.up = true
    for (const front of this.#fronts) {
      front.weather = fair
      await front.set('open')
    }
    for (const target of this.targets) await this.order(target, 'resume')
    for (const [at, { lost }] of this.#outsides.entries())
      if (lost && !notices(this.setup)) await this.#tellAgain(this.#target(at))
  }

  /** As an operator does it who knows that a controller was restarted: once it is there again. */
  async #tellAgain(target: string): Promise<void> {
    for (;;) {
      const answer = await this.life.ask('POST', `//v1/controllers/${target}/resync`, { scope: 'auto', force: true })
      if (answer?.status === 200 && (answer.body as { fault?: unknown }).fault === undefined) return
      await sleep(50)
    }
  }

  async stop(): Promise<void> {
    for (const front of this.#fronts) front.cut()
    await Promise.all([...this.#past, this.#life?.stop()])
    for (const { controller } of this.#outsides) await controller.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
