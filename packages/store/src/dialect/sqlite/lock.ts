import { DatabaseSync } from 'node:sqlite'

/** Who holds a database, as it says itself. */
const describe = () => `process ${process.pid}, since ${new Date().toISOString()}`

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}

/**
 * Holds a database for one store, by a write transaction that stays open on a small database beside it.
 * The operating system ends it with the process, however that dies; meanwhile others can read who it is.
 */
export class DatabaseLock {
  readonly #database: DatabaseSync

  private constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** @returns the lock, or who has it */
  static take(path: string): DatabaseLock | { readonly owner: string } {
    const database = new DatabaseSync(`${path}.lock`, { timeout: 0 })
    try {
      database.exec('pragma journal_mode = delete; pragma synchronous = off')
      database.exec('begin immediate')
      database.exec('create table if not exists owner (text)')
      database.exec('delete from owner')
      database.prepare('insert into owner values (?)').run(describe())
      database.exec('commit')
      database.exec('begin immediate')
      return new DatabaseLock(database)
    } catch (error) {
      const owner = isBusy(error) ? DatabaseLock.#owner(database) : undefined
      database.close()
      if (owner !== undefined) return { owner }
      throw error
    }
  }

  static #owner(database: DatabaseSync): string {
    try {
      return String(database.prepare('select text from owner').get()?.['text'] ?? 'another process')
    } catch {
      return 'another process'
    }
  }

  release() {
    this.#database.close()
  }
}
