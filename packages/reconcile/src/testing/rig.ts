import { type Logger, silentLogger } from '@baryon/kit'
import type { Limits } from '../backend.ts'
import { Fleet, type FleetOptions } from '../fleet.ts'
import type { Projection, RowStatus } from '../intent.ts'
import { hashOf, keyOf, textOf } from '../key.ts'
import type { Ledger } from '../ledger.ts'
import { MemoryLedger } from '../memory-ledger.ts'
import { Outside, type OutsideOptions } from './outside.ts'
import { projection } from './projection.ts'
import { seeded, VirtualTime } from './virtual-time.ts'
import { World } from './world.ts'

export const limits: Limits = {
  window: 40,
  highWater: 1000,
  brake: 0.3,
  brakeFloor: 3,
  intactEvery: 5000,
  probeEvery: 1000,
}

export interface RigOptions {
  readonly seed?: number
  readonly limits?: Partial<Limits>
  readonly targets?: readonly string[]
  readonly description?: OutsideOptions['description']
  readonly hashed?: boolean
  readonly logger?: Logger
  readonly projection?: Projection
}

/** A ledger whose process can die: nothing is kept after that, and nobody is answered. */
const mortal = (ledger: Ledger, alive: { readonly dead: boolean }): Ledger =>
  new Proxy(ledger, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>
      return async (...values: unknown[]) => {
        if (alive.dead) await new Promise(() => {})
        const answer = await method.apply(target, values)
        return alive.dead ? new Promise(() => {}) : answer
      }
    },
  })

/** A world, its targets and the fleet between them, in virtual time. */
export class Rig {
  readonly time = new VirtualTime()
  readonly world = new World()
  readonly ledger = new MemoryLedger()
  readonly outsides: ReadonlyMap<string, Outside>
  readonly statuses: RowStatus[] = []
  readonly events: string[] = []
  /** So many statuses cannot be written. */
  statusFails = 0
  readonly random: () => number
  readonly #options: RigOptions
  #alive = { dead: false }
  #fleet: Fleet

  constructor(options: RigOptions = {}) {
    this.#options = options
    this.random = seeded(options.seed ?? 1)
    const { targets = ['c1'], description = {}, hashed = false } = options
    const { wait } = this.time
    this.outsides = new Map(
      targets.map(name => [name, new Outside({ wait, random: this.random, description, hashed })]),
    )
    for (const outside of this.outsides.values())
      outside.wanted = text => {
        const { kind, id } = keyOf(text)
        const row = this.world.row(kind, id)
        return row !== undefined && row['plugged'] !== false
      }
    this.#fleet = this.#newFleet()
  }

  get fleet(): Fleet {
    return this.#fleet
  }

  get outside(): Outside {
    return [...this.outsides.values()][0] as Outside
  }

  #newFleet(): Fleet {
    const alive = { dead: false }
    this.#alive = alive
    const options: FleetOptions = {
      backend: {
        name: 'test',
        projection: this.#options.projection ?? projection,
        targets: [...this.outsides].map(([name, outside]) => outside.target(name, alive)),
        policy: { mode: 'async', deadline: 1000 },
        limits: { ...limits, ...this.#options.limits },
        serviceSettings: {},
        configuration: {},
        start: async () => {},
        close: async () => {},
      },
      source: this.world,
      ledger: mortal(this.ledger, alive),
      clock: this.time,
      logger: this.#options.logger ?? silentLogger,
      note: async statuses => {
        if (this.statusFails-- > 0) throw new Error('the disk is full')
        this.statuses.push(...statuses)
        return statuses.map(() => undefined)
      },
      progress: () => {},
      random: this.random,
      wait: this.time.wait,
    }
    const fleet = new Fleet(options)
    fleet.onEvent(({ event, detail }) => this.events.push(`${event} ${JSON.stringify(detail)}`))
    return fleet
  }

  /** The process is killed: its calls are never answered. Another one starts. */
  async restart(): Promise<void> {
    this.#alive.dead = true
    this.#fleet = this.#newFleet()
    await this.#fleet.start()
  }

  /** Lets time pass until every target was told everything. */
  async converged(atMost?: number): Promise<boolean> {
    return this.time.until(async () => {
      const reports = await this.#fleet.report()
      return reports.every(({ behind, waiting, phase }) => behind === 0 && waiting === 0 && phase === 'following')
    }, atMost)
  }

  /** Where what a target has, or what the ledger says of it, is not what is wanted. */
  async differences(name = 'c1'): Promise<string[]> {
    const found: string[] = []
    const outside = this.outsides.get(name) as Outside
    const wanted = new Map<string, string>()
    for await (const desired of projection.all(this.world.newest())) {
      const text = textOf(desired.key)
      wanted.set(text, hashOf(desired))
      const has = outside.things.get(text)
      const [row] = await this.ledger.get(name, [desired.key])
      const orphan = desired.parents.some(parent => !outside.things.has(textOf(parent)))
      const refused = orphan || String((desired.body as { name: string }).name).startsWith('bad')
      if (row?.state === 'there' && row.hash === hashOf(desired) && has && hashOf(has.desired) === row.hash) continue
      if (row?.hash !== hashOf(desired)) found.push(`ledger: ${text}: ${row?.state ?? 'unknown'}`)
      if (refused ? row?.state !== 'refused' : row?.state !== 'there')
        found.push(`ledger says ${row?.state}: ${text}: ${JSON.stringify(row?.fault)}`)
      if (!refused && (has === undefined || hashOf(has.desired) !== hashOf(desired))) found.push(`target: ${text}`)
    }
    for (const text of outside.things.keys()) if (!wanted.has(text)) found.push(`target has too much: ${text}`)
    for (const { key } of await this.ledger.list(name, { limit: 10_000 }))
      if (!wanted.has(textOf(key))) found.push(`ledger has too much: ${textOf(key)}`)
    return found
  }
}
