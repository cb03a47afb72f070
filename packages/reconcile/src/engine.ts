import type { Clock, Json, Logger } from '@baryon/kit'
import { Again } from './again.ts'
import { Aviary } from './aviary.ts'
import type { Backend } from './backend.ts'
import { Book } from './book.ts'
import { CircuitBreaker } from './breaker.ts'
import { Calls } from './calls.ts'
import { Concurrency } from './concurrency.ts'
import { Condition } from './condition.ts'
import { Dispatcher } from './dispatcher.ts'
import { Health } from './health.ts'
import { Intake } from './intake.ts'
import type { Key, Revision, Source } from './intent.ts'
import type { Ledger, Mode } from './ledger.ts'
import { Looker } from './look.ts'
import { runLoop } from './loop.ts'
import { Queue } from './queue.ts'
import { Repairer } from './repairer.ts'
import type { Site } from './resync/site.ts'
import { Settler } from './settler.ts'
import { Stubborn } from './stubborn.ts'
import type { Target } from './target.ts'
import { Teller } from './teller.ts'
import { Bell, type Wait } from './wait.ts'

/** Calls under way get so long to end when the loop is stopped (milliseconds). */
const grace = 500

/** A new target is told what the journal says, if that is no longer than so many windows; else everything is looked at once. */
const shortHistory = 10

export interface EngineOptions {
  readonly backend: Pick<Backend, 'projection' | 'limits'>
  readonly target: Target
  readonly source: Source
  readonly ledger: Ledger
  readonly clock: Clock
  readonly logger: Logger
  readonly random: () => number
  readonly wait: Wait
  /** Says how things stand now. */
  say(keys: readonly Key[]): Promise<void>
  progress(cursor: Revision): void
  /** A thing was told or set aside, or the journal was read on (undefined). */
  moved(text?: string): void
  event(event: 'phase' | 'endpoint' | 'breaker' | 'refused' | 'drift' | 'resync', detail: Json): void
}

/** The parts that keep one target in step, wired together: each knows of the others what it is given here. */
export class Engine {
  readonly #options: EngineOptions
  readonly #stopping = new AbortController()
  readonly #aborting = new AbortController()
  readonly #bells = { read: new Bell(), time: new Bell(), health: new Bell(), repair: new Bell() }
  readonly queue = new Queue()
  readonly breaker: CircuitBreaker
  readonly concurrency: Concurrency
  readonly calls: Calls
  readonly condition: Condition
  readonly book: Book
  readonly intake: Intake
  readonly #stubborn: Stubborn
  readonly #again: Again
  readonly #dispatcher: Dispatcher
  readonly #health: Health
  readonly repairer: Repairer
  #drainTo: Revision = 0
  #loops: Promise<unknown> = Promise.resolve()
  #started = false
  #unlisten: (() => void)[] = []

  constructor(options: EngineOptions) {
    this.#options = options
    const { target, clock, logger, ledger } = options
    const common = { target: target.name, clock, logger }
    this.breaker = new CircuitBreaker(clock)
    this.concurrency = new Concurrency(target.describe().concurrency)
    const shared = { breaker: this.breaker, concurrency: this.concurrency }
    this.calls = new Calls({ ...common, ...shared, signal: this.#aborting.signal })
    this.condition = new Condition({
      ...{ ...common, breaker: this.breaker, health: this.#bells.health, repair: this.#bells.repair },
      reasonAway: () => this.calls.away,
      event: (event, detail) => options.event(event, detail),
    })
    this.book = new Book({
      ...{ ...common, ledger, wait: options.wait },
      floor: () => this.intake.floor(),
      say: keys => options.say(keys),
      progress: cursor => options.progress(cursor),
    })
    this.#stubborn = new Stubborn(options.backend.limits, clock, options.random)
    this.#again = new Again(target.name, ledger, this.queue, this.book)
    this.#dispatcher = this.#newDispatcher(this.#newTeller())
    this.intake = this.#newIntake()
    this.repairer = this.#newRepairer()
    this.#health = this.#newHealth(new Aviary(target.name, ledger, this.queue, this.book))
  }

  #newSettler(): Settler {
    const { target, clock, random, event, moved } = this.#options
    return new Settler({
      ...{ target, clock, random, queue: this.queue, book: this.book, stubborn: this.#stubborn },
      diverged: fault => this.condition.diverge(fault),
      denied: fault => this.condition.hinder('denied', fault),
      refused: (key, { code, message }) => {
        event('refused', { ...key, fault: { code, message } })
        // it may be one that is tried again
        this.#bells.time.ring()
      },
      settled: ({ text }) => {
        this.book.moved()
        moved(text)
      },
      revived: key => this.#beside(this.#again.children(key, 'refused')),
      doubted: () => this.#beside(this.#again.something()),
    })
  }

  #newTeller(): Teller {
    const { target, backend, source, logger } = this.#options
    const { projection } = backend
    return new Teller({
      ...{ target, logger, queue: this.queue, calls: this.calls, settler: this.#newSettler() },
      looker: new Looker({ target, projection, source, queue: this.queue, book: this.book }),
      read: () => this.intake.read,
      moved: key => this.#beside(this.#again.children(key)),
    })
  }

  #newDispatcher(teller: Teller): Dispatcher {
    const { target, backend, clock } = this.#options
    return new Dispatcher({
      ...{ target, clock, window: backend.limits.window, queue: this.queue, calls: this.calls },
      ...{ breaker: this.breaker, concurrency: this.concurrency, timing: this.#bells.time },
      tells: () => this.condition.tells && !this.#stopping.signal.aborted,
      due: now => {
        for (const key of this.#stubborn.due(now)) this.#again.tell(key)
        return this.#stubborn.next
      },
      tell: entry => teller.tell(entry),
      told: () => this.condition.observe(),
      roomy: () => {
        if (this.intake.waits) this.#bells.read.ring()
      },
    })
  }

  #newIntake(): Intake {
    const { target, backend, source, ledger, clock, logger, moved } = this.#options
    return new Intake({
      ...{ target: target.name, projection: backend.projection, window: backend.limits.window },
      ...{ source, ledger, clock, logger, queue: this.queue, book: this.book, stopping: this.#stopping.signal },
      takes: kind => this.takes(kind),
      upTo: () => ({ running: Number.POSITIVE_INFINITY, draining: this.#drainTo, paused: 0 })[this.condition.mode],
      room: signal => this.#dispatcher.room(signal),
      moved: () => {
        moved()
        this.#dispatcher.dispatch()
      },
      done: () => this.#endDraining(),
    })
  }

  #newRepairer(): Repairer {
    const { clock, random, event } = this.#options
    return new Repairer({
      ...{ site: this.site(), condition: this.condition, clock, random, stopping: this.#stopping.signal },
      event: (name, detail) => event(name, detail),
    })
  }

  #newHealth(canaries: Aviary): Health {
    const { target, backend, clock, logger, random, event } = this.#options
    return new Health({
      ...{ target, limits: backend.limits, clock, logger, random, canaries },
      ...{ condition: this.condition, breaker: this.breaker, calls: this.calls, queue: this.queue },
      ...{ bell: this.#bells.health, signal: this.#stopping.signal },
      intact: () => this.repairer.helped(),
      wake: () => this.wake(),
      event: (name, detail) => event(name, detail),
    })
  }

  site(): Site {
    const { target, backend, source, ledger, clock, logger } = this.#options
    return {
      ...{ target, source, ledger, clock, logger, queue: this.queue, book: this.book },
      ...{ projection: backend.projection, limits: backend.limits },
      takes: kind => this.takes(kind),
      room: signal => this.#dispatcher.room(signal),
      hold: signal => this.#dispatcher.hold(signal),
      skipTo: revision => this.intake.skipTo(revision),
      doubt: revision => {
        this.queue.doubt()
        this.intake.doubt(revision)
      },
      dispatch: () => this.#dispatcher.dispatch(),
    }
  }

  get #name(): string {
    return this.#options.target.name
  }

  takes(kind: string): boolean {
    return this.#options.target.describe().kinds.includes(kind)
  }

  async start(): Promise<void> {
    const { ledger, source, target, backend } = this.#options
    this.condition.mode = await ledger.mode(this.#name)
    const kept = await ledger.cursor(this.#name)
    const counts = await ledger.counts(this.#name)
    const head = source.head()
    const holds = counts.there + counts.refused > 0
    target.begins?.(holds)
    this.repairer.begins(counts.there > 0)
    this.#drainTo = head
    const cursor = kept > head ? 0 : kept
    const long = cursor === 0 && head > backend.limits.window * shortHistory
    // a cursor before which the journal ends is that of another journal
    this.intake.begin(cursor, long || kept > head ? { force: holds } : undefined)
    this.book.start(cursor, this.#stopping.signal)
    for (const key of await this.#again.aside('target.failing')) this.#stubborn.put(key)
    this.#started = true
    this.#unlisten = [source.subscribe(() => this.#bells.read.ring()), target.onChange(() => this.#health.stirred())]
    this.condition.observe()
    this.#loops = this.#run()
  }

  #run(): Promise<unknown> {
    const { logger, wait } = this.#options
    const loop = { target: this.#name, logger, wait, signal: this.#stopping.signal }
    return Promise.all([
      runLoop(loop, this.#bells.read, () => this.intake.turn()),
      runLoop(loop, this.#bells.time, () => this.#dispatcher.turn()),
      runLoop(loop, this.#bells.health, () => this.#health.turn()),
      runLoop(loop, this.#bells.repair, () => this.repairer.turn()),
    ])
  }

  /** Calls under way may end within a moment; what is acknowledged is kept. */
  async stop(): Promise<void> {
    if (!this.#started) return
    this.#stopping.abort()
    this.condition.interrupt()
    for (const unlisten of this.#unlisten) unlisten()
    this.wake()
    this.#bells.health.ring()
    const patience = new AbortController()
    await Promise.race([this.#dispatcher.idle(), this.#options.wait(grace, patience.signal)])
    patience.abort()
    this.#aborting.abort()
    await this.#dispatcher.idle()
    await this.#loops
    await this.repairer.ended()
    await this.book.stop()
  }

  /** Does something beside what the loops do. */
  #beside(work: Promise<void>): void {
    const { logger } = this.#options
    work.then(
      () => this.#dispatcher.dispatch(),
      error => {
        if (!this.#stopping.signal.aborted)
          logger.error({ err: error, target: this.#name }, 'things could not be told again')
      },
    )
  }

  wake(): void {
    this.condition.observe()
    for (const bell of [this.#bells.read, this.#bells.time, this.#bells.repair]) bell.ring()
  }

  async setMode(mode: Mode): Promise<void> {
    const { ledger, source } = this.#options
    await ledger.setMode(this.#name, mode)
    this.condition.mode = mode
    this.#drainTo = source.head()
    if (mode === 'paused') this.condition.interrupt()
    if (mode === 'running') {
      this.condition.known()
      this.condition.released()
      this.#stubborn.hurry()
      this.queue.hurry()
    }
    this.wake()
    this.#bells.health.ring()
  }

  async #endDraining(): Promise<void> {
    if (this.condition.mode !== 'draining' || this.queue.length > 0 || this.intake.read < this.#drainTo) return
    await this.book.flush()
    await this.setMode('paused')
  }
}
