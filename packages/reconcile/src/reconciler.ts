import { type Clock, type Fault, type Json, type Logger, Refusal } from '@baryon/kit'
import { Aviary } from './aviary.ts'
import type { Backend } from './backend.ts'
import { Book } from './book.ts'
import { CircuitBreaker } from './breaker.ts'
import { Calls } from './calls.ts'
import { Concurrency } from './concurrency.ts'
import { reconcileErrors } from './errors.ts'
import type { Key, Revision, Source } from './intent.ts'
import { textOf } from './key.ts'
import type { Delivery, Ledger, Mode } from './ledger.ts'
import { fullPass } from './pass.ts'
import { type Entry, Queue } from './queue.ts'
import { Reader } from './reader.ts'
import type { Drift, DriftSummary, Phase, Report, Resynced, Scope } from './report.ts'
import { findings, takeInventory } from './resync/drift.ts'
import { Resync } from './resync/resync.ts'
import type { Site } from './resync/site.ts'
import type { Outcome, Target } from './target.ts'
import { Teller } from './teller.ts'
import { Bell, backoff, jitter, type Wait } from './wait.ts'

/** Calls under way get so long to end when the loop is stopped (milliseconds). */
const grace = 500

/** A new target is told what the journal says, if that is no longer than so many windows; else everything is looked at once. */
const shortHistory = 10

/** A target that does not know us is asked so much less often than one that is away. */
const deniedPatience = 10

export interface ReconcilerOptions {
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

/** How the loop is hindered, besides by its mode and its breaker. */
interface Hindrance {
  denied?: Fault
  diverged?: Fault
  braked?: Fault
}

/** Keeps one target in step with what is wanted: reads the journal, tells the target, keeps what it acknowledged, repairs. */
export class Reconciler {
  readonly #options: ReconcilerOptions
  readonly #queue = new Queue()
  readonly #book: Book
  readonly #canaries: Aviary
  readonly #breaker: CircuitBreaker
  readonly #concurrency: Concurrency
  readonly #calls: Calls
  readonly #teller: Teller
  readonly #stopping = new AbortController()
  readonly #aborting = new AbortController()
  readonly #readBell = new Bell()
  readonly #timeBell = new Bell()
  readonly #healthBell = new Bell()
  readonly #resyncBell = new Bell()
  readonly #hindrance: Hindrance = {}
  #reader: Reader
  #mode: Mode = 'running'
  #drainTo: Revision = 0
  /** The journal is not acknowledged beyond this while everything is gone through. */
  #held: Revision | undefined
  #holds = 0
  #running = 0
  /** Reading waits for something to be told. */
  #unread = false
  #roomFor: PromiseWithResolvers<void>[] = []
  #idleFor: PromiseWithResolvers<void>[] = []
  #loops: Promise<unknown> = Promise.resolve()
  #resyncing: Promise<unknown> | undefined
  #interrupt: AbortController | undefined
  #phase: Phase = 'starting'
  #since: number
  #started = false
  #drift: DriftSummary | undefined
  #breakerSeen = 'closed'
  #endpointsSeen = ''
  /** It was told things by a process before this one, and nobody looked since whether it still has them. */
  #unseen = false
  #askedAt = Number.NEGATIVE_INFINITY
  #unlisten: (() => void)[] = []

  constructor(options: ReconcilerOptions) {
    const { backend, target, source, ledger, clock, logger, random, wait } = options
    this.#options = options
    this.#since = clock.now()
    this.#breaker = new CircuitBreaker(clock)
    this.#concurrency = new Concurrency(target.describe().concurrency)
    this.#calls = new Calls({
      target: target.name,
      clock,
      logger,
      breaker: this.#breaker,
      concurrency: this.#concurrency,
      signal: this.#aborting.signal,
    })
    this.#book = new Book({
      target: target.name,
      ledger,
      logger,
      wait,
      floor: () => Math.min(this.#queue.floor(this.#reader.read), this.#held ?? Number.POSITIVE_INFINITY),
      say: keys => options.say(keys),
      progress: cursor => options.progress(cursor),
    })
    this.#canaries = new Aviary(target.name, ledger, this.#queue, this.#book)
    this.#reader = this.#newReader(0)
    this.#teller = new Teller({
      ...{ target, projection: backend.projection, source, clock, logger, random },
      ...{ queue: this.#queue, book: this.#book, calls: this.#calls },
      read: () => this.#reader.read,
      diverged: fault => this.#diverge(fault),
      denied: fault => this.#hinder('denied', fault),
      refused: (key, fault) =>
        options.event('refused', { ...key, fault: { code: fault.code, message: fault.message } }),
      settled: entry => this.#settled(entry),
      moved: key => void this.#retellChildren(key, undefined),
      revived: key => void this.#retellChildren(key, 'refused'),
    })
  }

  get name(): string {
    return this.#options.target.name
  }

  get mode(): Mode {
    return this.#mode
  }

  get cursor(): Revision {
    return this.#book.cursor
  }

  get phase(): Phase {
    return this.#phase
  }

  /** Things in memory: no more than the window, and what one transaction concerns. */
  get waiting(): number {
    return this.#queue.length
  }

  takes(kind: string): boolean {
    return this.#options.target.describe().kinds.includes(kind)
  }

  #newReader(from: Revision): Reader {
    const { source, backend, clock } = this.#options
    const { projection } = backend
    return new Reader(
      { source, projection, queue: this.#queue, book: this.#book, clock, takes: kind => this.takes(kind) },
      from,
    )
  }

  async start(): Promise<void> {
    const { ledger, source, target, backend } = this.#options
    this.#mode = await ledger.mode(this.name)
    const kept = await ledger.cursor(this.name)
    const counts = await ledger.counts(this.name)
    const head = source.head()
    target.begins?.(counts.there + counts.refused > 0)
    const cursor = kept > head ? 0 : kept
    const { readable } = target.describe()
    this.#unseen = counts.there > 0 && target.read !== undefined && readable.length > 0
    this.#drainTo = head
    this.#reader = this.#newReader(cursor)
    const { signal } = this.#stopping
    this.#book.start(cursor, signal)
    this.#started = true
    this.#unlisten = [source.subscribe(() => this.#readBell.ring()), target.onChange(() => this.#stirred())]
    this.#observe()
    const long = cursor === 0 && head > backend.limits.window * shortHistory
    // a cursor before which the journal ends is that of another journal
    const first = long || kept > head ? { force: counts.there + counts.refused > 0 } : undefined
    this.#loops = Promise.all([
      this.#loop(() => this.#read(first), this.#readBell),
      this.#loop(() => this.#keepTime(), this.#timeBell),
      this.#loop(() => this.#watchHealth(), this.#healthBell),
      this.#loop(() => this.#repair(), this.#resyncBell),
    ])
  }

  /** Calls under way may end within a moment; what is acknowledged is kept. */
  async stop(): Promise<void> {
    if (!this.#started) return
    this.#stopping.abort()
    this.#interrupt?.abort()
    for (const unlisten of this.#unlisten) unlisten()
    this.#wake()
    this.#healthBell.ring()
    const patience = new AbortController()
    await Promise.race([this.#idle(), this.#options.wait(grace, patience.signal)])
    patience.abort()
    this.#aborting.abort()
    await this.#idle()
    await this.#loops
    await this.#resyncing
    await this.#book.stop()
  }

  /** Runs a loop until it is stopped: a turn says in how many milliseconds the next is due, if nobody rings. */
  async #loop(turn: () => Promise<number>, bell: Bell): Promise<void> {
    const { signal } = this.#stopping
    const { logger, wait } = this.#options
    while (!signal.aborted) {
      let pause: number
      try {
        pause = await turn()
      } catch (error) {
        if (!signal.aborted) logger.error({ err: error, target: this.name }, 'the loop of a target failed: it goes on')
        pause = 1000
      }
      if (pause > 0 && !signal.aborted) await bell.heard(wait, pause, signal)
    }
  }

  // Reading

  async #read(first: { force?: boolean } | undefined): Promise<number> {
    if (first?.force !== undefined) {
      if (!this.#reads()) return Number.POSITIVE_INFINITY
      await this.#goThroughAll(first.force)
      delete first.force
    }
    const upTo = this.#mode === 'draining' ? this.#drainTo : Number.POSITIVE_INFINITY
    if (!this.#reads() || this.#reader.read >= Math.min(this.#options.source.head(), upTo)) {
      await this.#endDraining()
      this.#unread = this.#mode === 'draining' || this.#reader.read < this.#options.source.head()
      return Number.POSITIVE_INFINITY
    }
    this.#unread = false
    if (!(await this.#reader.readOn(upTo, this.#options.backend.limits.window - this.#queue.size)))
      await this.#goThroughAll(true)
    this.#options.moved()
    this.#dispatch()
    return 0
  }

  #reads(): boolean {
    return this.#mode !== 'paused' && this.#queue.size < this.#options.backend.limits.window
  }

  /** What changed is not known: everything is looked at. */
  async #goThroughAll(force: boolean): Promise<void> {
    const { source, ledger, backend, logger } = this.#options
    const from = this.#book.cursor
    this.#held = from
    const view = source.snapshot()
    logger.info({ target: this.name, revision: view.revision, force }, 'everything is looked at for a target')
    this.#reader.skipTo(view.revision)
    // what is under way may be of things that are not wanted any more, and not be acknowledged when the ledger is read
    for (const { key } of [...this.#queue.entries()])
      this.#queue.add({ key, from: from + 1, since: Number.POSITIVE_INFINITY })
    const site = {
      target: this.name,
      projection: backend.projection,
      source,
      ledger,
      queue: this.#queue,
      book: this.#book,
    }
    const room = () => this.#room(this.#stopping.signal)
    await fullPass({ ...site, takes: kind => this.takes(kind), room }, view, from + 1, force)
    if (this.#stopping.signal.aborted) return
    this.#held = undefined
    this.#book.moved()
  }

  /** Returns when there is room in the queue; false: the signal aborted before. */
  async #room(signal: AbortSignal): Promise<boolean> {
    this.#dispatch()
    while (!signal.aborted && this.#queue.size >= this.#options.backend.limits.window) {
      const waiter = Promise.withResolvers<void>()
      const abort = () => waiter.resolve()
      this.#roomFor.push(waiter)
      signal.addEventListener('abort', abort, { once: true })
      await waiter.promise
      signal.removeEventListener('abort', abort)
    }
    return !signal.aborted
  }

  // Telling

  #tells(): boolean {
    const { denied, diverged } = this.#hindrance
    if (this.#mode === 'paused' || this.#holds > 0 || this.#stopping.signal.aborted) return false
    if (denied !== undefined || diverged !== undefined || this.#breaker.state === 'open') return false
    return this.#options.clock.now() >= this.#calls.restUntil
  }

  #dispatch(): void {
    this.#concurrency.most = this.#options.target.describe().concurrency
    while (this.#tells() && this.#running < (this.#breaker.state === 'half-open' ? 1 : this.#concurrency.limit)) {
      const entry = this.#queue.take()
      if (entry === undefined) return
      this.#running += 1
      void this.#teller.tell(entry).finally(() => {
        this.#running -= 1
        this.#told(entry)
      })
    }
  }

  #told(entry: Entry): void {
    this.#observe()
    this.#dispatch()
    if (entry.state === 'later') this.#timeBell.ring()
    const { window } = this.#options.backend.limits
    // The journal is read in stretches, not an entry for each thing that is told; what waits for more of it must not wait for room.
    const isRoomy = this.#queue.size <= window - Math.ceil(window / 4) || this.#running === 0
    if (this.#unread && isRoomy) this.#readBell.ring()
    if (this.#queue.size < window) {
      for (const waiter of this.#roomFor.splice(0)) waiter.resolve()
    }
    if (this.#running === 0) for (const waiter of this.#idleFor.splice(0)) waiter.resolve()
  }

  #settled(entry: Entry): void {
    this.#book.moved()
    this.#options.moved(entry.text)
  }

  async #idle(): Promise<void> {
    if (this.#running === 0) return
    const waiter = Promise.withResolvers<void>()
    this.#idleFor.push(waiter)
    await waiter.promise
  }

  /** Wakes what waits for a time: the next thing that is told again, the end of a rest. */
  async #keepTime(): Promise<number> {
    const now = this.#options.clock.now()
    const due = this.#queue.due(now)
    this.#dispatch()
    const rest = this.#calls.restUntil > now ? this.#calls.restUntil : Number.POSITIVE_INFINITY
    return Math.max(1, Math.min(due, rest) - now)
  }

  /** Things that needed another are told again: those set aside, or all. */
  async #retellChildren(parent: Key, state: Delivery['state'] | undefined): Promise<void> {
    const { ledger, logger } = this.#options
    try {
      await this.#book.flush()
      let after: Key | undefined
      do {
        const query = {
          limit: 200,
          ...(state === undefined ? {} : { state }),
          ...(after === undefined ? {} : { after }),
        }
        const page = await ledger.list(this.name, query)
        for (const { key, parents } of page)
          if (parents.some(one => textOf(one) === textOf(parent)))
            this.#queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY, force: true })
        after = page.at(-1)?.key
      } while (after !== undefined)
      this.#dispatch()
    } catch (error) {
      logger.error({ err: error, target: this.name, ...parent }, 'what needs a thing could not be told again')
    }
  }

  // Health

  async #watchHealth(): Promise<number> {
    const { target, backend, random } = this.#options
    const { intactEvery, probeEvery } = backend.limits
    const patience = intactEvery > 0 && target.intact !== undefined ? intactEvery : Number.POSITIVE_INFINITY
    if (this.#mode === 'paused') return Number.POSITIVE_INFINITY
    if (this.#hindrance.denied !== undefined || this.#away()) {
      await this.#probe()
      if (this.#hindrance.denied !== undefined) return jitter(probeEvery * deniedPatience, random)
      if (this.#away()) return jitter(probeEvery, random)
    }
    if (patience < Number.POSITIVE_INFINITY && this.#resyncing === undefined) {
      // One that ends every connection is not asked all the time
      const soon = Math.min(probeEvery, patience)
      const rest = this.#askedAt + soon - this.#options.clock.now()
      if (rest > 0 && rest <= soon) return rest
      this.#askedAt = this.#options.clock.now()
      const answered = await this.#askIntact()
      // One that is being restarted is asked again soon
      if (!answered) return jitter(soon, random)
    }
    return this.#away() ? jitter(probeEvery, random) : patience
  }

  #away(): boolean {
    return this.#breaker.state === 'open'
  }

  /** Endpoints changed, or one of them may have been restarted and have forgotten what it was told. */
  #stirred(): void {
    const endpoints = this.#options.target.endpoints()
    const seen = JSON.stringify(endpoints.map(({ name, active, health }) => [name, active, health]))
    if (seen !== this.#endpointsSeen)
      this.#options.event(
        'endpoint',
        endpoints.map(endpoint => ({ ...endpoint })),
      )
    this.#endpointsSeen = seen
    this.#healthBell.ring()
  }

  async #probe(): Promise<void> {
    const outcome = await this.#ask(signal => this.#options.target.probe(signal))
    if (outcome === undefined || (outcome.result === 'again' && outcome.away)) return
    if (outcome.result === 'denied') return this.#hinder('denied', outcome.fault)
    this.#breaker.probed()
    delete this.#hindrance.denied
    if (this.#queue.length === 0 || this.#hindrance.diverged !== undefined) this.#breaker.answered()
    this.#queue.hurry()
    this.#wake()
  }

  /** @returns whether somebody answered */
  async #askIntact(): Promise<boolean> {
    const { target } = this.#options
    const [kind] = target.describe().readable
    const canaries = kind === undefined ? undefined : await this.#canaries.next(kind)
    const outcome = await this.#ask(signal => target.intact?.(signal, canaries) ?? Promise.resolve({ result: 'done' }))
    if (outcome === undefined) return false
    const away = outcome.result === 'again' && outcome.away
    if (away) this.#breaker.unanswered()
    else this.#breaker.answered()
    if (outcome.result === 'denied') this.#hinder('denied', outcome.fault)
    // what is being repaired is not asked, and may have been asked before it was repaired
    if (outcome.result === 'diverged' && this.#resyncing === undefined) this.#diverge(outcome.fault)
    if (outcome.result === 'done') this.#rounds = 0
    if (outcome.result === 'done' && this.#hindrance.braked !== undefined) {
      delete this.#hindrance.braked
      delete this.#hindrance.diverged
    }
    this.#wake()
    return !away
  }

  /** Asks the target something of itself; undefined: stopped meanwhile. */
  async #ask(question: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome | undefined> {
    const { signal } = this.#stopping
    try {
      const outcome = await question(signal)
      if (outcome.result === 'again' && outcome.away) this.#calls.away = outcome.fault
      return signal.aborted ? undefined : outcome
    } catch (error) {
      if (signal.aborted) return
      this.#options.logger.error({ err: error, target: this.name }, 'a target could not be asked how it is')
      return
    }
  }

  #hinder(why: 'denied' | 'braked', fault: Fault): void {
    const known = this.#hindrance[why] !== undefined
    this.#hindrance[why] = fault
    this.#interrupt?.abort()
    this.#observe()
    if (!known) this.#healthBell.ring()
  }

  /** Nothing more is told before it is repaired. */
  #diverge(fault: Fault): void {
    if (this.#hindrance.diverged === undefined)
      this.#options.logger.warn(
        { target: this.name, fault: fault.message },
        'a target has another state than it was told',
      )
    this.#hindrance.diverged = fault
    this.#interrupt?.abort()
    this.#observe()
    this.#resyncBell.ring()
  }

  // Repairing

  /** Repairs in a row that did not help, and when the next is tried. */
  #rounds = 0
  #repairAt = 0

  async #repair(): Promise<number> {
    const { diverged, denied, braked } = this.#hindrance
    if ((diverged === undefined && !this.#unseen) || denied !== undefined || braked !== undefined)
      return Number.POSITIVE_INFINITY
    if (this.#mode === 'paused' || this.#breaker.state === 'open') return Number.POSITIVE_INFINITY
    const { clock, random } = this.#options
    if (clock.now() < this.#repairAt) return this.#repairAt - clock.now()
    const again = this.#rounds > 0 && this.#options.target.describe().bulk
    const { fault } = await this.#resync(again ? { what: 'bulk' } : { what: 'auto' }, { dryRun: false, force: false })
    if (fault?.code === 'resync.brake') this.#hinder('braked', fault)
    if (fault === undefined || fault.code === 'resync.left' || fault.code === 'resync.brake') this.#unseen = false
    if (this.#hindrance.diverged === undefined && (fault === undefined || fault.code === 'resync.left')) {
      this.#rounds = this.#options.target.intact === undefined ? 0 : this.#rounds + 1
      return Number.POSITIVE_INFINITY
    }
    if (diverged !== undefined) this.#hindrance.diverged ??= diverged
    this.#rounds += 1
    this.#repairAt = clock.now() + backoff(this.#rounds, random)
    return this.#repairAt - clock.now()
  }

  /** One at a time. */
  async #resync(scope: Scope, options: { readonly dryRun: boolean; readonly force: boolean }): Promise<Resynced> {
    while (this.#resyncing !== undefined) await this.#resyncing
    const interrupt = new AbortController()
    if (this.#stopping.signal.aborted) interrupt.abort()
    this.#interrupt = interrupt
    const run = {
      ...options,
      diverged: this.#hindrance.diverged !== undefined,
      signal: interrupt.signal,
      resume: () => this.#resume(),
      compared: (summary: DriftSummary) => {
        this.#drift = summary
        this.#options.event('drift', { ...summary })
      },
    }
    const going = new Resync(this.#site(), scope, run).go()
    this.#resyncing = going.catch(() => {})
    this.#observe()
    try {
      const answer = await going
      const { updates, removals, dryRun, fault } = answer
      this.#options.event('resync', { scope: scope.what, dryRun, updates, removals, fault: fault?.message ?? null })
      return answer
    } finally {
      this.#resyncing = undefined
      this.#interrupt = undefined
      this.#observe()
      this.#dispatch()
    }
  }

  #resume(): void {
    delete this.#hindrance.diverged
    delete this.#hindrance.braked
    this.#queue.hurry()
    this.#dispatch()
  }

  #site(): Site {
    const { target, backend, source, ledger, clock, logger } = this.#options
    return {
      ...{ target, source, ledger, clock, logger, queue: this.#queue, book: this.#book },
      ...{ projection: backend.projection, limits: backend.limits },
      takes: kind => this.takes(kind),
      room: signal => this.#room(signal),
      hold: signal => this.#hold(signal),
      skipTo: revision => this.#reader.skipTo(revision),
      dispatch: () => this.#dispatch(),
    }
  }

  /** Nothing is told until it is released. @throws the reason of the signal, when it aborts before all calls have ended */
  async #hold(signal: AbortSignal): Promise<() => void> {
    this.#holds += 1
    const aborted = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => aborted.resolve(), { once: true })
    if (!signal.aborted) await Promise.race([this.#idle(), aborted.promise])
    let held = true
    const release = () => {
      if (held) this.#holds -= 1
      held = false
      this.#dispatch()
    }
    // Calls may still be under way then.
    if (signal.aborted) release()
    signal.throwIfAborted()
    return release
  }

  // What operators do and see

  async resync(scope: Scope, options: { readonly dryRun: boolean; readonly force: boolean }): Promise<Resynced> {
    const hindered = options.dryRun ? undefined : this.#hindered()
    if (hindered === undefined) return this.#resync(scope, options)
    return {
      target: this.name,
      scope: scope.what,
      dryRun: false,
      updates: 0,
      removals: 0,
      examples: [],
      fault: hindered,
    }
  }

  #hindered(): Fault | undefined {
    const { denied } = this.#hindrance
    if (this.#mode !== 'running') return reconcileErrors.fault('resync.paused', { target: this.name, mode: this.#mode })
    if (denied !== undefined) return denied
    if (this.#breaker.state !== 'open') return
    return reconcileErrors.fault('target.away', {
      target: this.name,
      reason: this.#calls.away?.message ?? 'nobody answers',
    })
  }

  async *diff(signal: AbortSignal): AsyncIterable<Drift> {
    const site = this.#site()
    const release = await site.hold(signal)
    try {
      const inventory = await takeInventory(site, signal)
      const view = this.#options.source.snapshot()
      for await (const { key, kind, fields, foreign } of findings(site, inventory, view))
        yield { key, kind, ...(fields === undefined ? {} : { fields }), ...(foreign === undefined ? {} : { foreign }) }
    } finally {
      release()
    }
  }

  async setMode(mode: Mode): Promise<void> {
    const { ledger, source } = this.#options
    await ledger.setMode(this.name, mode)
    this.#mode = mode
    this.#drainTo = source.head()
    if (mode === 'paused') this.#interrupt?.abort()
    if (mode === 'running') {
      delete this.#hindrance.denied
      delete this.#hindrance.braked
      this.#queue.hurry()
    }
    this.#wake()
    this.#healthBell.ring()
  }

  async #endDraining(): Promise<void> {
    if (this.#mode !== 'draining' || this.#queue.length > 0 || this.#reader.read < this.#drainTo) return
    await this.#book.flush()
    await this.setMode('paused')
  }

  async retry(key: Key): Promise<void> {
    const { backend, source } = this.#options
    const [row] = await this.#book.get([key])
    const known = row !== undefined || this.#queue.has(textOf(key))
    if (!this.takes(key.kind) || (!known && (await backend.projection.desired(key, source.newest())) === undefined))
      throw new Refusal(reconcileErrors.fault('target.thing.unknown', { target: this.name, ...key }))
    delete this.#hindrance.denied
    this.#queue.add({ key, from: Number.POSITIVE_INFINITY, since: this.#options.clock.now(), force: true })
    this.#queue.hurry(textOf(key))
    this.#wake()
  }

  /** Whether a thing, as it is at a revision, was taken; the fault if it is set aside. */
  async verdict(keys: readonly Key[], revision: Revision): Promise<'pending' | 'taken' | Fault> {
    const own = keys.filter(key => this.takes(key.kind))
    if (this.#reader.read < revision || (this.#held !== undefined && this.#held < revision)) return 'pending'
    const waits = (entry: Entry | undefined) =>
      entry !== undefined && Math.min(entry.from, entry.next?.from ?? entry.from) <= revision
    if (own.some(key => waits(this.#queue.get(textOf(key))))) return 'pending'
    const rows = await this.#book.get(own)
    return rows.find(row => row?.state === 'refused')?.fault ?? 'taken'
  }

  /** What is known of things, and whether they wait to be told. */
  async standing(keys: readonly Key[]): Promise<readonly (Delivery['state'] | 'pending' | 'absent')[]> {
    const rows = await this.#book.get(keys)
    return keys.map((key, index) => rows[index]?.state ?? (this.#queue.has(textOf(key)) ? 'pending' : 'absent'))
  }

  get behind(): number {
    return Math.max(0, this.#options.source.head() - this.cursor)
  }

  async report(): Promise<Report> {
    const { source, target, ledger, clock } = this.#options
    const reason = this.#reason()
    const { there, refused } = await ledger.counts(this.name)
    const oldest = await this.#oldest()
    return {
      ...{ target: this.name, mode: this.#mode, phase: this.#phase, since: this.#since },
      ...(reason === undefined ? {} : { reason }),
      ...{ endpoints: target.endpoints(), breaker: this.#breaker.state, cursor: this.cursor, head: source.head() },
      ...{ waiting: this.#queue.length, behind: this.behind, there, refused },
      oldest: oldest === undefined ? 0 : Math.max(0, clock.now() - oldest),
      ...{ sent: this.#calls.sent, retries: this.#calls.retries, concurrency: this.#concurrency.limit },
      latency: this.#calls.latency.percentiles(),
      ...(this.#drift === undefined ? {} : { drift: this.#drift }),
    }
  }

  async #oldest(): Promise<number | undefined> {
    if (this.behind === 0) return
    const stretch = await this.#options.source.after(this.cursor, 1)
    return stretch?.changes[0]?.time ?? this.#queue.oldest()
  }

  #reason(): Fault | undefined {
    const { denied, braked, diverged } = this.#hindrance
    if (this.#phase === 'denied') return denied
    if (this.#phase === 'braked') return braked
    if (this.#phase === 'resyncing') return diverged
    return this.#phase === 'away' ? this.#calls.away : undefined
  }

  #phaseNow(): Phase {
    const { denied, braked, diverged } = this.#hindrance
    if (this.#mode === 'paused') return 'paused'
    if (denied !== undefined) return 'denied'
    if (this.#breaker.state === 'open') return 'away'
    if (braked !== undefined) return 'braked'
    if (diverged !== undefined || this.#resyncing !== undefined) return 'resyncing'
    return this.#mode === 'draining' ? 'draining' : 'following'
  }

  /** Tells of what changed in how the target is served. */
  #observe(): void {
    const { event, clock, logger } = this.#options
    const { state } = this.#breaker
    if (state !== this.#breakerSeen) {
      this.#breakerSeen = state
      event('breaker', { breaker: state })
      if (state === 'open') this.#interrupt?.abort()
      this.#healthBell.ring()
      this.#resyncBell.ring()
    }
    const phase = this.#phaseNow()
    if (phase === this.#phase) return
    this.#phase = phase
    this.#since = clock.now()
    const reason = this.#reason()
    logger.info({ target: this.name, phase, reason: reason?.message }, 'a target is served otherwise')
    event('phase', { phase, reason: reason?.message ?? null })
  }

  #wake(): void {
    this.#observe()
    for (const bell of [this.#readBell, this.#timeBell, this.#resyncBell]) bell.ring()
    for (const waiter of this.#roomFor.splice(0)) waiter.resolve()
  }
}
