import { type Clock, failure, type Logger, Refusal, type Result, success } from '@baryon/kit'
import type { CommitOptions, Committed, Entry, Origin, Revision } from './contract.ts'
import { type Session, SqlFailure, type Writer } from './driver.ts'
import { storeErrors } from './errors.ts'
import type { JournalState } from './journal-state.ts'
import type { Occasion } from './object-writer.ts'
import type { RecentObjects } from './recent.ts'
import { settled } from './settle.ts'
import { type UnitTools, UnitTransaction } from './transaction.ts'

/** Bounds how long a batch keeps the process busy, and how many units share the fate of its COMMIT. */
const largestBatch = 256

/** What a unit of work came to. Nothing is answered before the transaction it was in is on disk. */
interface Outcome {
  readonly keep: boolean
  readonly entries: readonly Entry[]
  answer(): void
}

/** What {@link CommitLane.append} wrote. */
export interface Appended<T> {
  readonly value: T
  readonly entries: readonly Entry[]
}

/** Something waiting for its turn in the lane. */
interface Unit {
  run(): Promise<Outcome>
  /** What it comes to when it throws. */
  failed(error: unknown): Outcome
  /** Answers that the transaction it was in could not be stored. */
  lost(error: unknown): void
}

/** What was committed and has to be on disk before anybody is told. */
interface Unsynced {
  readonly units: { readonly unit: Unit; readonly outcome: Outcome }[]
  /** Settled when they are on disk, or when they could not be brought there. */
  readonly synced: PromiseWithResolvers<void>
}

/** What else is ready in this turn of the event loop comes first. */
const turn = () => new Promise(resolve => setImmediate(resolve))

const keptEntries = (outcomes: readonly Outcome[]): readonly Entry[] =>
  outcomes.filter(({ keep }) => keep).flatMap(outcome => outcome.entries)

/** What the lane tells of committed entries. */
type Listener = (entries: readonly Entry[]) => void

const unwritable = ({ message }: SqlFailure) => failure(storeErrors.fault('store.unwritable', { reason: message }))

/**
 * The commit lane: the only writer. Units of work that arrive in the same turn share a transaction; each is undone alone, so that
 * what one does wrong undoes nothing of another. Transactions that are committed while the disk syncs share the next sync; nothing is answered
 * or told before the sync after it. Revisions are counted in memory while the transaction lasts.
 */
export class CommitLane {
  readonly #writer: Writer
  readonly #tools: UnitTools
  readonly #state: JournalState
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #listeners = new Set<Listener>()
  #queue: Unit[] = []
  /** Resolved when something is queued, for a batch that waits for more. */
  #arrival: PromiseWithResolvers<void> | undefined
  #running: Promise<void> | undefined
  #closed = false
  readonly #recent: RecentObjects | undefined
  /** Committed, but the sync has not begun; and what the sync under way brings to disk. */
  #unsynced: Unsynced | undefined
  #syncing: Unsynced | undefined
  /** Why nothing more can be promised: a sync has failed, after which nobody knows what is on disk. */
  #broken: SqlFailure | undefined
  /** Newest revision within the open transaction, and its time. */
  #head: Revision = 0
  #time = 0

  constructor(
    writer: Writer,
    tools: UnitTools,
    state: JournalState,
    clock: Clock,
    logger: Logger,
    recent?: RecentObjects,
  ) {
    this.#writer = writer
    this.#tools = tools
    this.#state = state
    this.#clock = clock
    this.#logger = logger
    this.#recent = recent
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @returns failure when the unit refused, or when the database could not store it */
  commit<T>(
    origin: Origin,
    work: (tx: UnitTransaction) => Promise<T>,
    { dryRun = false }: CommitOptions = {},
  ): Promise<Result<Committed<T>>> {
    return this.#enqueue(resolve => async () => {
      const tx = new UnitTransaction(this.#tools, { origin, head: this.#head, time: this.#time })
      try {
        const value = await settled(
          (async () => work(tx))().finally(() => tx.end()),
          this.#writer,
        )
        const { entries, revision } = tx
        return { keep: !dryRun, entries, answer: () => resolve(success({ value, revision, entries })) }
      } finally {
        tx.abandon()
      }
    })
  }

  /** Entries that belong together, of several units of work that are made as one. @param work refuses nothing */
  append<T>(work: (occasion: Omit<Occasion, 'origin'>) => Promise<Appended<T>>): Promise<Result<T>> {
    return this.#enqueue(resolve => async () => {
      const { value, entries } = await work({ head: this.#head, time: this.#time })
      return { keep: true, entries, answer: () => resolve(success(value)) }
    })
  }

  /** Writes that are no changes of objects. */
  maintain<T>(work: (session: Session) => Promise<T>): Promise<Result<T>> {
    return this.#enqueue(resolve => async () => {
      const value = await work(this.#writer)
      return { keep: true, entries: [], answer: () => resolve(success(value)) }
    })
  }

  /** Lets what is queued finish and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true
    while (this.#running !== undefined) await this.#running
    await this.settled()
  }

  /** When all that is visible now is on disk; undefined when it is. */
  settled(): Promise<void> | undefined {
    return (this.#unsynced ?? this.#syncing)?.synced.promise
  }

  /** Whether changes can be stored at all. */
  get sound(): boolean {
    return this.#broken === undefined
  }

  #enqueue<T>(unit: (resolve: (result: Result<T>) => void) => Unit['run']): Promise<Result<T>> {
    if (this.#closed) return Promise.resolve(failure(storeErrors.fault('store.closed')))
    if (this.#broken !== undefined) return Promise.resolve(unwritable(this.#broken))
    return new Promise((resolve, reject) => {
      const answer = (error: unknown) => {
        if (error instanceof Refusal) resolve(failure(...error.faults))
        else if (error instanceof SqlFailure && error.isTrouble) resolve(unwritable(error))
        else reject(error)
      }
      const failed = (error: unknown): Outcome => ({ keep: false, entries: [], answer: () => answer(error) })
      this.#queue.push({ run: unit(resolve), failed, lost: answer })
      this.#arrival?.resolve()
      this.#running ??= this.#loop()
    })
  }

  async #loop(): Promise<void> {
    while (this.#queue.length > 0) {
      await turn()
      await this.#batch()
    }
    this.#running = undefined
  }

  async #batch(): Promise<void> {
    this.#tools.unchanged.begin()
    this.#head = this.#state.committed
    this.#time = Math.max(this.#clock.now(), this.#state.time)
    const units: Unit[] = []
    const outcomes: Outcome[] = []
    let written = false
    try {
      await this.#writer.begin()
      await this.#runAll(units, outcomes)
      if (this.#writer.inTransaction) written = await this.#writer.commit()
    } catch (error) {
      // Who only waited for a transaction that could not be begun is told as well.
      await this.#giveUp(units.length > 0 ? units : this.#queue.splice(0, largestBatch), error)
      return
    }
    this.#committed(units, outcomes, written)
  }

  /**
   * Runs what has arrived in this turn of the event loop, and what arrives until the sync under way is done: before that, the sync
   * that it needs could not begin anyway.
   */
  async #runAll(units: Unit[], outcomes: Outcome[]): Promise<void> {
    const shared = this.#queue.length > 1 || this.#syncing !== undefined
    for (;;) {
      const arrived = this.#queue.splice(0, largestBatch - units.length)
      units.push(...arrived)
      for (const unit of arrived) outcomes.push(await this.#unit(unit, shared))
      if (this.#syncing === undefined || units.length === largestBatch) return
      this.#arrival = Promise.withResolvers()
      await Promise.race([this.#syncing.synced.promise, this.#arrival.promise])
      if (this.#queue.length > 0) await turn()
    }
  }

  /** A unit that is alone in its transaction needs no savepoint: it is undone with the transaction. */
  async #unit(unit: Unit, shared: boolean): Promise<Outcome> {
    if (shared) await this.#writer.savepoint()
    const outcome = await this.#run(unit)
    if (outcome.keep) {
      this.#head += outcome.entries.length
      this.#state.writes(outcome.entries)
      if (shared) await this.#writer.release()
    } else if (shared) await this.#writer.undo()
    else await this.#writer.rollback()
    return outcome
  }

  /** @throws what made the database give up the whole transaction, with what the units before this one did */
  async #run(unit: Unit): Promise<Outcome> {
    try {
      return await unit.run()
    } catch (error) {
      if (!this.#writer.inTransaction) throw error
      return unit.failed(error)
    }
  }

  async #giveUp(units: readonly Unit[], error: unknown): Promise<void> {
    this.#logger.error({ error }, 'could not store a batch of changes')
    try {
      await this.#writer.rollback()
    } catch (another) {
      this.#logger.error({ error: another }, 'could not roll back a batch of changes')
    }
    for (const unit of units) unit.lost(error)
  }

  /** What is visible from now on, before it is on disk. */
  #committed(units: readonly Unit[], outcomes: readonly Outcome[], written: boolean): void {
    const entries = keptEntries(outcomes)
    const last = entries.at(-1)
    if (last !== undefined) {
      this.#state.committed = last.revision
      this.#state.time = last.time
    }
    this.#recent?.drop(entries)
    // Who changed nothing may still have seen what is not on disk yet.
    if (!written && this.settled() === undefined) {
      for (const outcome of outcomes) outcome.answer()
      return
    }
    this.#unsynced ??= { units: [], synced: Promise.withResolvers() }
    for (const [index, unit] of units.entries()) this.#unsynced.units.push({ unit, outcome: outcomes[index]! })
    if (this.#syncing === undefined) void this.#sync()
  }

  async #sync(): Promise<void> {
    for (let group = this.#unsynced; group !== undefined; group = this.#unsynced) {
      this.#unsynced = undefined
      this.#syncing = group
      try {
        await this.#writer.sync()
        this.#publish(group.units.map(({ outcome }) => outcome))
      } catch (error) {
        this.#break(group, error)
      }
      group.synced.resolve()
    }
    this.#syncing = undefined
  }

  #break({ units }: Unsynced, error: unknown): void {
    this.#logger.error({ error }, 'the disk did not take what was committed: nothing more is stored until a restart')
    this.#broken = error instanceof SqlFailure ? error : new SqlFailure('io', error as Error)
    for (const { unit } of units) unit.lost(this.#broken)
  }

  #publish(outcomes: readonly Outcome[]): void {
    const entries = keptEntries(outcomes)
    const last = entries.at(-1)
    if (last !== undefined) this.#state.head = last.revision
    for (const outcome of outcomes) outcome.answer()
    if (entries.length > 0) for (const listener of this.#listeners) this.#tell(listener, entries)
  }

  #tell(listener: Listener, entries: readonly Entry[]): void {
    try {
      listener(entries)
    } catch (error) {
      this.#logger.error({ error }, 'a reader of the journal threw')
    }
  }
}
