import { close, fdatasync, openSync } from 'node:fs'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import {
  type Awaitable,
  type FrozenSession,
  type Session,
  SqlFailure,
  type SqlRow,
  type SqlValue,
  type Writer,
} from '../../driver.ts'
import { Lru } from '../../lru.ts'
import { toFailure } from './failure.ts'
import { Units } from './units.ts'

/** More than the shapes of query that a busy server has at a time; each costs some kilobytes. */
const keptStatements = 500

class SqliteSession implements Session {
  readonly #database: DatabaseSync
  readonly #statements = new Lru<string, StatementSync>(keptStatements)

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  #statement(text: string): StatementSync {
    return this.#statements.getOrMake(text, () => {
      const statement = this.#database.prepare(text)
      statement.setReturnArrays(true)
      return statement
    })
  }

  all(text: string, values: readonly SqlValue[]): readonly SqlRow[] {
    try {
      return this.#statement(text).all(...values) as unknown as SqlRow[]
    } catch (error) {
      throw toFailure(error)
    }
  }

  get(text: string, values: readonly SqlValue[]): SqlRow | undefined {
    try {
      return this.#statement(text).get(...values) as unknown as SqlRow | undefined
    } catch (error) {
      throw toFailure(error)
    }
  }

  run(text: string, values: readonly SqlValue[]): number {
    try {
      return Number(this.#statement(text).run(...values).changes)
    } catch (error) {
      throw toFailure(error)
    }
  }
}

/**
 * So many statements are run before the rest of the process has its turn: some milliseconds. Else a deletion that takes a
 * hundred thousand objects along, or many large requests in one transaction, would keep everyone waiting for seconds.
 */
const stretch = 500

/** The log beside a database, as a file that can be synced while the database goes on. */
class WriteAheadLog {
  readonly #path: string
  #file: number | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** @throws SqlFailure */
  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error) => reject(new SqlFailure('io', error))
      try {
        this.#file ??= openSync(this.#path, 'r+')
        fdatasync(this.#file, error => (error === null ? resolve() : failed(error)))
      } catch (error) {
        failed(error as Error)
      }
    })
  }

  close(): void {
    if (this.#file !== undefined) close(this.#file)
    this.#file = undefined
  }
}

class SqliteWriter implements Writer {
  readonly #database: DatabaseSync
  readonly #log: WriteAheadLog
  readonly #session: SqliteSession
  readonly #units: Units
  /** Whether a transaction was begun and not ended here; the database may have ended it since. */
  #begun = false
  #written = false
  #statements = 0
  /** How many answers wait for their turn. */
  #resting = 0

  constructor(database: DatabaseSync, path: string) {
    this.#database = database
    this.#log = new WriteAheadLog(`${path}-wal`)
    this.#session = new SqliteSession(database)
    this.#units = new Units(
      (text, values) => this.#runNow(text, values),
      () => this.#restart(),
    )
  }

  get inTransaction() {
    return this.#database.isTransaction
  }

  get idle() {
    return this.#resting === 0
  }

  all(text: string, values: readonly SqlValue[]) {
    return this.#inTurn(this.#session.all(text, values))
  }

  get(text: string, values: readonly SqlValue[]) {
    return this.#inTurn(this.#session.get(text, values))
  }

  run(text: string, values: readonly SqlValue[]) {
    const changes = this.#runNow(text, values)
    this.#written ||= changes > 0
    this.#units.note(text, values)
    return this.#inTurn(changes)
  }

  /** A statement of a transaction that is lost must not be kept by itself. */
  #runNow(text: string, values: readonly SqlValue[]): number {
    if (this.#begun && !this.#database.isTransaction)
      throw new SqlFailure('io', new Error('the database gave up the transaction'))
    return this.#session.run(text, values)
  }

  #inTurn<T>(answer: T): Awaitable<T> {
    if (++this.#statements < stretch) return answer
    this.#statements = 0
    this.#resting++
    return new Promise(resolve => {
      setImmediate(() => {
        this.#resting--
        resolve(answer)
      })
    })
  }

  #restart() {
    this.#runNow('rollback', [])
    this.#begun = false
    this.#runNow('begin immediate', [])
    this.#begun = true
  }

  begin() {
    this.#runNow('begin immediate', [])
    this.#begun = true
    this.#written = false
    this.#units.begin()
  }

  commit() {
    this.#runNow('commit', [])
    this.#begun = false
    return this.#written
  }

  sync() {
    return this.#log.sync()
  }

  close() {
    this.#log.close()
    this.#database.close()
  }

  rollback() {
    this.#begun = false
    if (this.inTransaction) this.#runNow('rollback', [])
  }

  savepoint() {
    this.#units.savepoint()
  }

  release() {
    this.#units.release()
  }

  undo() {
    this.#units.undo()
  }
}

/** Its transaction begins with its first statement. */
class SqliteFrozenSession extends SqliteSession implements FrozenSession {
  readonly #connection: DatabaseSync
  readonly #closed: () => void

  constructor(connection: DatabaseSync, closed: () => void) {
    super(connection)
    this.#connection = connection
    this.#closed = closed
    connection.exec('begin; select 1 from baryon_meta limit 1')
  }

  /** It may be closed with its database before. */
  close() {
    if (this.#connection.isOpen) this.#connection.close()
    this.#closed()
  }
}

/** @param connection of its own, that nothing else uses */
export const frozenSession = (connection: DatabaseSync, closed: () => void): FrozenSession =>
  new SqliteFrozenSession(connection, closed)
export const readingSession = (database: DatabaseSync): Session => new SqliteSession(database)
/** @param path of the database file */
export const writingSession = (database: DatabaseSync, path: string): Writer & { close(): void } =>
  new SqliteWriter(database, path)
