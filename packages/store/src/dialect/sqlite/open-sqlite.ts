import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Fault, failure, Refusal, type Result } from '@baryon/kit'
import type { Store } from '../../contract.ts'
import { type FrozenSession, type SqlDriver, SqlFailure, type SqlFailureReason } from '../../driver.ts'
import { storeErrors } from '../../errors.ts'
import { format } from '../../migrate/upgrade.ts'
import { type OpenOptions, openStore } from '../../open.ts'
import { toFailure } from './failure.ts'
import { sqliteLanguage } from './language.ts'
import { DatabaseLock } from './lock.ts'
import { frozenSession, readingSession, writingSession } from './session.ts'
import { systemTables } from './system-tables.ts'

export interface SqliteOptions extends OpenOptions {
  /** Of the database file. It is made, with its folder, where there is none. */
  readonly path: string
  /** Milliseconds that a statement waits for another program that has the file locked, a backup for example; 5000 unless given. */
  readonly busyTimeout?: number
}

/**
 * Every answered change is on disk: the writer syncs the log after a commit, beside the next one. SQLite itself syncs when it moves the log
 * into the database, so that nothing can be torn.
 */
const writerSettings = [
  'pragma journal_mode = wal',
  'pragma synchronous = normal',
  'pragma wal_autocheckpoint = 4000',
  'pragma journal_size_limit = 67108864',
  'pragma foreign_keys = on',
]

/** Pages that a connection keeps; behind them the operating system's own cache has what was read or written lately. */
const sharedSettings = ['pragma cache_size = -4096', 'pragma temp_store = memory']

function connect(path: string, readOnly: boolean, timeout: number): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly, timeout })
  for (const setting of [...(readOnly ? [] : writerSettings), ...sharedSettings]) database.exec(setting)
  return database
}

/** Makes a folder and those above it; `recursive` of Node never comes back from where none can be made (below /proc, for one). */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}

/** The file itself, so that two names of it are one database. */
function realPath(path: string): string {
  const whole = resolve(path)
  makeFolder(dirname(whole))
  const folder = realpathSync(dirname(whole))
  const inFolder = join(folder, basename(whole))
  const stat = statSync(inFolder, { throwIfNoEntry: false })
  if (stat?.isDirectory()) throw new Error('it is a folder')
  return stat === undefined ? inFolder : realpathSync(inFolder)
}

/** An open file with its lock; closes whatever is open, once. */
class SqliteDriver implements SqlDriver {
  readonly language = sqliteLanguage
  readonly reader
  readonly writer
  /** The lock on the database keeps others out. */
  readonly alone = true
  readonly #connectAgain: () => DatabaseSync
  readonly #frozen = new Set<FrozenSession>()
  readonly #close: readonly (() => void)[]

  constructor(path: string, lock: DatabaseLock, timeout: number) {
    const write = connect(path, false, timeout)
    try {
      prepareDatabase(write, path)
      const read = connect(path, true, timeout)
      this.reader = readingSession(read)
      this.writer = writingSession(write, path)
      this.#connectAgain = () => connect(path, true, timeout)
      this.#close = [() => read.close(), () => this.writer.close(), () => lock.release()]
    } catch (error) {
      write.close()
      throw error
    }
  }

  freeze() {
    const session = frozenSession(this.#connectAgain(), () => this.#frozen.delete(session))
    this.#frozen.add(session)
    return session
  }

  close() {
    for (const session of [...this.#frozen]) void session.close()
    for (const close of this.#close) close()
  }
}

const anyTable = `select 1 from sqlite_schema where type = 'table' limit 1`
const metaTable = `select 1 from sqlite_schema where type = 'table' and name = 'baryon_meta'`

/** @throws Refusal when the database is not one of this version */
function prepareDatabase(database: DatabaseSync, path: string) {
  const ours = database.prepare(metaTable).get() !== undefined
  if (!ours && database.prepare(anyTable).get() !== undefined)
    throw new Refusal(storeErrors.fault('store.foreign', { path }))
  if (!ours) createSystemTables(database)
  const found = Number(database.prepare(`select value from baryon_meta where name = 'format'`).get()?.['value'] ?? 0)
  if (found > format) throw new Refusal(storeErrors.fault('store.newer', { path, found, known: format }))
}

function createSystemTables(database: DatabaseSync) {
  const statements = [...systemTables, `insert into baryon_meta (name, value) values ('format', '${format}')`]
  database.exec(`begin immediate; ${statements.join(';\n')}; commit`)
}

/** @returns undefined for what is no trouble of the file but a bug */
function faultOf(path: string, thrown: unknown): Fault | undefined {
  const error = toFailure(thrown)
  if (!(error instanceof Error)) return undefined
  if (!(error instanceof SqlFailure)) return storeErrors.fault('store.path', { path, reason: error.message })
  if (!error.isTrouble) return undefined
  const codes = { corrupt: 'store.corrupt', io: 'store.path' } as const satisfies Partial<
    Record<SqlFailureReason, string>
  >
  const code = error.reason === 'corrupt' || error.reason === 'io' ? codes[error.reason] : 'store.unreadable'
  return storeErrors.fault(code, { path, reason: error.message })
}

/** Runs what may fail because of the file. @throws Refusal */
function opening<T>(path: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    const fault = error instanceof Refusal ? undefined : faultOf(path, error)
    throw fault === undefined ? error : new Refusal(fault)
  }
}

/** Opens the file and locks it. @throws Refusal `store.…` */
export function openDriver(path: string, busyTimeout = 5000): SqlDriver {
  const file = opening(path, () => realPath(path))
  const lock = opening(path, () => DatabaseLock.take(file))
  if (!(lock instanceof DatabaseLock)) throw new Refusal(storeErrors.fault('store.locked', { path, owner: lock.owner }))
  try {
    return opening(path, () => new SqliteDriver(file, lock, busyTimeout))
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Opens the store in an SQLite file, which it makes where there is none, and makes it fit the models.
 * @returns faults `store.…` when the file cannot be used, `model.…` with all differences when its objects do not fit the models
 */
export async function openSqlite({ path, busyTimeout, ...options }: SqliteOptions): Promise<Result<Store>> {
  try {
    return await openStore(openDriver(path, busyTimeout), options)
  } catch (error) {
    if (error instanceof Refusal) return failure(...error.faults)
    const fault = error instanceof SqlFailure ? faultOf(path, error) : undefined
    if (fault === undefined) throw error
    return failure(fault)
  }
}
