/**
 * The contract of a store: objects and the journal of their changes, in one database.
 * Every driver passes the conformance kit beside it (`../conformance/`).
 */
import type { Json, Result } from '@baryon/kit'
import type { Filter, Kind, KindName, Plane, Row, Service } from '@baryon/model'

/** Revisions start at 1 and have no gaps; 0 is the empty store. */
export type Revision = number

export type Operation = 'create' | 'update' | 'delete'

/** One change of one object in one plane. */
export interface Entry {
  readonly revision: Revision
  /** The first revision of the transaction: entries of one request share it. */
  readonly transaction: Revision
  readonly plane: Plane
  readonly service: string
  readonly kind: string
  readonly id: string
  /** Owner of the object, of a deleted one too. */
  readonly project: string | null
  readonly operation: Operation
  /** Attributes of this plane after the change; of a delete: as they were before. Sensitive values included: whoever shows it masks them. */
  readonly image: Row
  readonly actor: string
  readonly requestId: string
  /** Milliseconds since the epoch; never less than that of an earlier revision. */
  readonly time: number
}

/** Who asked for a change. */
export interface Origin {
  readonly actor: string
  readonly requestId: string
}

/** An object with the revision of its last change in either plane. `row` has every attribute of its kind, null where unset. */
export interface Stored {
  readonly row: Row
  readonly revision: Revision
}

export interface Sort {
  readonly attribute: string
  readonly descending: boolean
}

export interface Query {
  readonly filter?: Filter
  /** The key is always appended, in the direction of the last attribute, so the order is total. Nulls come first in ascending order. */
  readonly sort?: readonly Sort[]
  /** At most this many; the default is all. */
  readonly limit?: number
  /** The id of the last object of the previous page. Unknown: `marker.unknown`. */
  readonly marker?: string
  /** Instead of a marker: the row of the last object of the previous page, which may be gone by now. Its key and sort attributes count. */
  readonly after?: Row
  /** Walks against the sort order from the marker; the answer is still in sort order. */
  readonly backwards?: boolean
}

/** Reads of one consistent state per call. With `at`: as it was at that revision, never older than the journal's horizon. */
export interface Reader {
  /** @throws Refusal `revision.compacted`, `revision.future` */
  get(kind: Kind, id: string, at?: Revision): Promise<Stored | undefined>
  /** @returns faults `marker.unknown`, `revision.compacted`, `revision.future`. */
  list(kind: Kind, query: Query, at?: Revision): Promise<Result<readonly Stored[]>>
  count(kind: Kind, filter?: Filter): Promise<number>
  /**
   * Elements of an element index of the kind, in the order of its attributes, of the newest state (in a transaction: with
   * the writes before). The cost is that of what is answered, however many elements there are.
   * @throws Error for an index that the kind does not have
   */
  elements(kind: Kind, index: string, query: ElementQuery): Promise<readonly Element[]>
  /** How many elements the query finds; `limit` and `descending` do not count. */
  countElements(kind: Kind, index: string, query: ElementQuery): Promise<number>
}

/** Elements with these values of the first attributes, and with the attribute after them within bounds, which are inclusive. */
export interface ElementQuery {
  /** Values of the first attributes of the index, in its order; for a list of scalars the one attribute is its value. */
  readonly equal: readonly Json[]
  readonly from?: Json
  readonly to?: Json
  readonly descending?: boolean
  readonly limit?: number
}

/** One row of an element index. */
export interface Element {
  /** Of the object that has the list. */
  readonly id: string
  /** In the order of the index's attributes. */
  readonly values: readonly Json[]
}

/** Reads and writes of one unit of work. Writes append their journal entries; reads see the writes before them. */
export interface Transaction extends Omit<Reader, 'get' | 'list'> {
  get(kind: Kind, id: string): Promise<Stored | undefined>
  list(kind: Kind, query: Query): Promise<readonly Stored[]>
  /**
   * Stores a new object. `row` has all its attributes but stamps.
   * @throws Refusal `key.taken`, `unique.taken`
   */
  insert(kind: Kind, row: Row): Promise<Stored>
  /**
   * Stores the object's new values; a plane whose values did not change gets no entry, and nothing at all changes nothing.
   * @throws Refusal `key.unknown`, `unique.taken`
   */
  update(kind: Kind, id: string, row: Row): Promise<Stored>
  /** @throws Refusal `key.unknown` */
  remove(kind: Kind, id: string): Promise<void>
  /** Objects of a kind with a quota that a project owns, in constant time. */
  usage(kind: Kind, project: string): Promise<number>
  /** The journal entries of this unit of work up to now, in order. */
  readonly entries: readonly Entry[]
  /**
   * Remembers the answer to an idempotent request, in this transaction.
   * @throws Refusal `idempotency.taken` when another request was remembered under that key meanwhile
   */
  remember(key: string, fingerprint: string, answer: Json): Promise<void>
}

/** What a unit of work did. */
export interface Committed<T> {
  readonly value: T
  /** The last revision it made; with no change, the newest revision there was. */
  readonly revision: Revision
  /** Its journal entries, in order. */
  readonly entries: readonly Entry[]
}

export interface CommitOptions {
  /** Does everything, answers, and keeps nothing. Its revisions are those it would have got. */
  readonly dryRun?: boolean
}

/** What was observed of an object, for its status plane. */
export interface Status {
  readonly kind: Kind
  readonly id: string
  /** The intent revision that was observed; an older one than already noted is dropped. */
  readonly observed: Revision
  readonly values: Row
  readonly origin: Origin
}

export interface JournalFilter {
  readonly plane?: Plane
  readonly kinds?: readonly KindName[]
  readonly project?: string
  readonly id?: string
}

export interface Journal {
  /** Entries with a greater revision, in order. A `revision.compacted` fault when some of them are gone. */
  after(revision: Revision, limit: number, filter?: JournalFilter): Promise<Result<readonly Entry[]>>
  /** The newest revision. */
  head(): Revision
  /** Entries up to this revision may be gone; states at it and later can still be read. */
  horizon(): Revision
  /** The newest revision at that time (milliseconds since the epoch). */
  at(time: number): Promise<Revision>
  /** Calls back after each commit with its entries; returns how to stop. The callback must not throw. */
  subscribe(listener: (entries: readonly Entry[]) => void): () => void
  /** Where the reader of that name is; 0 before its first {@link Journal.advance}. */
  cursor(reader: string): Promise<Revision>
  advance(reader: string, revision: Revision): Promise<void>
  /** Forgets entries up to `revision` that no state at or after it needs. @returns how many were forgotten */
  compact(revision: Revision): Promise<number>
}

/** The answer kept for an idempotency key. */
export interface Remembered {
  readonly fingerprint: string
  readonly answer: Json
}

export interface Store {
  /**
   * The one door to write. Units of work that arrive together share a transaction, and each is undone alone.
   * `work` may only await the transaction it is given: no I/O, no timers.
   * A Refusal thrown by `work` undoes this unit alone and is answered as faults; the promise settles after the data is on disk.
   */
  commit<T>(
    origin: Origin,
    work: (tx: Transaction) => Promise<T>,
    options?: CommitOptions,
  ): Promise<Result<Committed<T>>>
  readonly read: Reader
  readonly journal: Journal
  /** @returns false when the status is older than what is known, or the object is gone */
  note(status: Status): Promise<boolean>
  recall(key: string): Promise<Remembered | undefined>
  /** Forgets idempotent answers remembered before that time. */
  forget(before: number): Promise<number>
  /** The models that are applied, as recorded. */
  readonly services: readonly Service[]
  /** Whether the database answers now. */
  healthy(): Promise<boolean>
  close(): Promise<void>
}
