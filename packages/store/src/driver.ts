/**
 * What the store needs of a database. One folder below `dialect/` implements it; nothing else knows the product.
 * Statements may answer at once or later, so that a driver over a network fits as well as one in the process.
 */
import type { Attribute, ElementIndex, Kind, KindName } from '@baryon/model'
import type { RawBuilder } from 'kysely'

export type Awaitable<T> = T | Promise<T>

/** What is bound to a statement and comes back from it. */
export type SqlValue = string | number | null

/** One row of an answer, in the order of the statement's columns. */
export type SqlRow = readonly SqlValue[]

/** Runs statements. @throws SqlFailure */
export interface Session {
  all(text: string, values: readonly SqlValue[]): Awaitable<readonly SqlRow[]>
  get(text: string, values: readonly SqlValue[]): Awaitable<SqlRow | undefined>
  /** @returns how many rows were changed */
  run(text: string, values: readonly SqlValue[]): Awaitable<number>
}

/** The one session that writes. Savepoints are not nested. */
export interface Writer extends Session {
  begin(): Awaitable<void>
  /**
   * Makes the transaction visible to all; it may be lost with the power until {@link Writer.sync} has come back.
   * @returns whether anything was written in it
   */
  commit(): Awaitable<boolean>
  /** Comes back when all that was committed before is on disk. The next transaction may be begun meanwhile. */
  sync(): Awaitable<void>
  /** Ends the transaction if there is one. */
  rollback(): Awaitable<void>
  savepoint(): Awaitable<void>
  /** Keeps what was done since the savepoint. */
  release(): Awaitable<void>
  /** Undoes what was done since the savepoint. */
  undo(): Awaitable<void>
  /** False as soon as the database gave the transaction up by itself (a full disk, for example). */
  readonly inTransaction: boolean
  /** Whether no statement is under way. */
  readonly idle: boolean
}

/** Looks up the kinds that references name. */
export type FindKind = (name: KindName) => Kind | undefined

/** A statement's text and the values of its `?`, in order. */
export interface Compiled {
  readonly text: string
  readonly values: readonly unknown[]
}

/** How the elements of a list are named in a statement. */
export interface ElementsOfList {
  /** What they are selected from. */
  readonly from: RawBuilder<unknown>
  /** An element that has no structure, as a column of its type would have it. */
  readonly element: RawBuilder<unknown>
  /** A member of an element, as a column of its type would have it. */
  member(name: string): RawBuilder<unknown>
}

/** Kysely's fragments into one database's SQL, and what databases say differently. */
export interface SqlLanguage {
  compile(query: RawBuilder<unknown>): Compiled
  /** Statements that make the store's own tables in an empty database. */
  readonly systemTables: readonly string[]
  /** Those of the tables that came with the third format. */
  readonly tablesOfBackends: readonly string[]
  /** What came to these with the fourth. */
  readonly addedToBackends: readonly string[]
  /** What came to the journal with the fifth. */
  readonly addedToJournal: readonly string[]
  createKind(kind: Kind, find: FindKind): readonly string[]
  dropKind(kind: Kind): readonly string[]
  /** The table of an element index of the kind, empty. */
  createElements(kind: Kind, index: ElementIndex): readonly string[]
  dropElements(kind: Kind, index: ElementIndex): string
  /** Adds a column whose existing rows have `value`. */
  addColumn(kind: Kind, attribute: Attribute, value: SqlValue, find: FindKind): string
  /** Makes the indexes of a kind's own table those of its new version; columns are there already. */
  changeIndexes(from: Kind, to: Kind): readonly string[]
  /** The column, in a condition that no index may be chosen for. */
  unindexed(column: RawBuilder<unknown>): RawBuilder<unknown>
  /** The column's value is one of `values`, a list as JSON text. */
  among(column: RawBuilder<unknown>, values: RawBuilder<unknown>): RawBuilder<unknown>
  /** The column, a list as JSON text, holds the value. */
  holds(column: RawBuilder<unknown>, value: RawBuilder<unknown>): RawBuilder<unknown>
  /** The column, a text, has this text in it. */
  contains(column: RawBuilder<unknown>, value: RawBuilder<unknown>): RawBuilder<unknown>
  /** The elements of a list given as JSON text. */
  elements(list: RawBuilder<unknown>, alias: string): ElementsOfList
  /** A member of an object given as JSON text, as the column of that attribute would have it; `absent` where it has none. */
  member(image: RawBuilder<unknown>, name: string, absent: SqlValue): RawBuilder<unknown>
}

/** A session that sees one state. */
export interface FrozenSession extends Session {
  close(): Awaitable<void>
}

/** An open database. Its sessions are used by one store alone. */
export interface SqlDriver {
  readonly language: SqlLanguage
  /** Sees what is committed, and nothing else. */
  readonly reader: Session
  readonly writer: Writer
  /** Sees what is committed now, and nothing that is committed later. */
  freeze(): Awaitable<FrozenSession>
  /** Whether no other process can write while this one has the database open. */
  readonly alone: boolean
  close(): Awaitable<void>
}

/** Why a statement failed. `unique` and `reference` are refusals of data, the others troubles of the database. */
export type SqlFailureReason = 'unique' | 'reference' | 'full' | 'io' | 'corrupt' | 'busy' | 'readonly' | 'bug'

export class SqlFailure extends Error {
  readonly reason: SqlFailureReason
  /** Of `unique`: table and columns that collide. */
  readonly table: string | undefined
  readonly columns: readonly string[]

  constructor(reason: SqlFailureReason, cause: Error, table?: string, columns: readonly string[] = []) {
    super(cause.message, { cause })
    this.name = 'SqlFailure'
    this.reason = reason
    this.table = table
    this.columns = columns
  }

  /** Whether the database is in trouble, so that the same statement may succeed later. */
  get isTrouble(): boolean {
    return this.reason !== 'unique' && this.reason !== 'reference' && this.reason !== 'bug'
  }
}
