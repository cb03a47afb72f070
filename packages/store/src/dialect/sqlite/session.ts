import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type Session, SqlFailure, type SqlRow, type SqlValue, type Writer } from '../../driver.ts'
import { Lru } from '../../lru.ts'
import { toFailure } from './failure.ts'

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

class SqliteWriter extends SqliteSession implements Writer {
  readonly #database: DatabaseSync
  readonly idle = true
  /** Whether a transaction was begun and not ended here; the database may have ended it since. */
  #begun = false

  constructor(database: DatabaseSync) {
    super(database)
    this.#database = database
  }

  get inTransaction() {
    return this.#database.isTransaction
  }

  /** A statement of a transaction that is lost must not be kept by itself. */
  override run(text: string, values: readonly SqlValue[]): number {
    if (this.#begun && !this.#database.isTransaction)
      throw new SqlFailure('io', new Error('the database gave up the transaction'))
    return super.run(text, values)
  }

  begin() {
    this.run('begin immediate', [])
    this.#begun = true
  }

  commit() {
    this.run('commit', [])
    this.#begun = false
  }

  rollback() {
    this.#begun = false
    if (this.inTransaction) this.run('rollback', [])
  }

  savepoint() {
    this.run('savepoint unit', [])
  }

  release() {
    this.run('release unit', [])
  }

  undo() {
    this.run('rollback to unit', [])
    this.run('release unit', [])
  }
}

export const readingSession = (database: DatabaseSync): Session => new SqliteSession(database)
export const writingSession = (database: DatabaseSync): Writer => new SqliteWriter(database)
