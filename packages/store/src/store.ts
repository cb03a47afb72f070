import type { Clock, Json, Logger, Result } from '@baryon/kit'
import type { Service } from '@baryon/model'
import { CommitLane } from './commit.ts'
import type {
  CommitOptions,
  Committed,
  Deliveries,
  Journal,
  Origin,
  Reader,
  Remembered,
  Snapshot,
  Status,
  Store,
  Transaction,
  Trials,
} from './contract.ts'
import { SqlDeliveries } from './deliveries.ts'
import type { SqlDriver } from './driver.ts'
import { SqlJournal } from './journal.ts'
import type { JournalState } from './journal-state.ts'
import { noteEach } from './notes.ts'
import { orThrow } from './or-throw.ts'
import { Queries } from './query/queries.ts'
import { CommittedReader, TableReader } from './read.ts'
import { RecentObjects } from './recent.ts'
import type { Shapes } from './shape/shapes.ts'
import { FrozenSnapshot } from './snapshot.ts'
import type { UnitTools } from './transaction.ts'
import { SqlTrials } from './trials.ts'
import { Unchanged } from './unchanged.ts'
import { TableWriter } from './write.ts'

const selectRemembered = 'select fingerprint, answer from baryon_idempotency where key = ?'
const forgetRemembered = `delete from baryon_idempotency where key in (
  select key from (select key from baryon_idempotency where time < ? order by time limit ?) as old
)`
/** Bounds how long forgetting keeps the lane from users. */
const forgottenAtOnce = 1000

/** What a store is made of, once its database fits its models. */
export interface Opened {
  readonly driver: SqlDriver
  readonly services: readonly Service[]
  readonly shapes: Shapes
  readonly state: JournalState
  readonly clock: Clock
  readonly logger: Logger
}

/** A store on any database that a driver speaks to. */
export class SqlStore implements Store {
  readonly services: readonly Service[]
  readonly read: Reader
  readonly journal: Journal
  readonly deliveries: Deliveries
  readonly trials: Trials
  readonly #state: JournalState
  readonly #shapes: Shapes
  readonly #queries: Queries
  readonly #driver: SqlDriver
  readonly #tools: UnitTools
  readonly #lane: CommitLane
  #closing: Promise<void> | undefined

  constructor({ driver, services, shapes, state, clock, logger }: Opened) {
    const { reader, writer, language } = driver
    const queries = new Queries(language)
    const recent = driver.alone ? new RecentObjects(state) : undefined
    const tools = {
      shapes,
      unchanged: new Unchanged(shapes, recent),
      reader: new TableReader(shapes, queries, writer),
      writer: new TableWriter(queries, writer),
      session: writer,
    }
    this.services = services
    this.#tools = tools
    this.#driver = driver
    this.#lane = new CommitLane(writer, tools, state, clock, logger, recent)
    this.read = new CommittedReader(shapes, queries, reader, state, () => this.#lane.settled(), recent)
    this.journal = new SqlJournal(language, queries, reader, state, this.#lane)
    this.deliveries = new SqlDeliveries(reader, this.#lane)
    this.trials = new SqlTrials(reader, this.#lane)
    this.#state = state
    this.#shapes = shapes
    this.#queries = queries
  }

  commit<T>(
    origin: Origin,
    work: (tx: Transaction) => Promise<T>,
    options?: CommitOptions,
  ): Promise<Result<Committed<T>>> {
    return this.#lane.commit(origin, work, options)
  }

  async note({ kind, id, observed, values, origin }: Status): Promise<boolean> {
    const noted = await this.#lane.commit(origin, tx => tx.note(kind, id, observed, values))
    return orThrow(noted).value
  }

  async noteAll(statuses: readonly Status[]): Promise<readonly Result<boolean>[]> {
    if (statuses.length === 0) return []
    return orThrow(await this.#lane.append(occasion => noteEach(this.#tools, statuses, occasion)))
  }

  async snapshot(): Promise<Snapshot> {
    const least = this.#state.head
    const session = await this.#driver.freeze()
    // What is seen is committed; nobody may act on it before it is on disk.
    await this.#lane.settled()
    return FrozenSnapshot.take(session, this.#shapes, this.#queries, least)
  }

  async recall(key: string): Promise<Remembered | undefined> {
    const row = await this.#driver.reader.get(selectRemembered, [key])
    if (row === undefined) return undefined
    return { fingerprint: String(row[0]), answer: JSON.parse(String(row[1])) as Json }
  }

  async forget(before: number): Promise<number> {
    let forgotten = 0
    for (;;) {
      const values = [before, forgottenAtOnce]
      const count = orThrow(await this.#lane.maintain(async session => session.run(forgetRemembered, values)))
      forgotten += count
      if (count < forgottenAtOnce) return forgotten
    }
  }

  async healthy(): Promise<boolean> {
    try {
      const row = await this.#driver.reader.get('select 1 from baryon_meta limit 1', [])
      return row !== undefined && this.#closing === undefined && this.#lane.sound
    } catch {
      return false
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#lane.close().then(() => this.#driver.close())
    return this.#closing
  }
}
