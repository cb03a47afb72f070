/**
 * The contract of a store: objects and the journal of their changes, in one database.
 * Every driver passes the conformance kit beside it (`../conformance/`).
 */
import type { Fault, Json, Result } from '@baryon/kit'
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
  /** Where somebody asked with credentials of a project. */
  readonly scope?: Scope
  readonly requestId: string
  /** Milliseconds since the epoch; never less than that of an earlier revision. */
  readonly time: number
}

/** A change of the intent plane. */
export type Change = Pick<Entry, 'id' | 'revision' | 'image'>

/** What the credentials were for that a change was asked for with. */
export interface Scope {
  readonly project?: string
  readonly roles: readonly string[]
}

/** Who asked for a change. */
export interface Origin {
  readonly actor: string
  readonly scope?: Scope
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
  /** Of changes whose objects are likely to be read soon, one by one: these are read together, where what was read lately is kept. */
  foresee(kind: Kind, changes: readonly Change[]): Promise<void>
  /** Attributes of the intent plane of an object that was foreseen; undefined where they are not at hand. */
  foreseen(kind: Kind, id: string): Row | undefined
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
export interface Transaction extends Omit<Reader, 'get' | 'list' | 'foresee' | 'foreseen'> {
  get(kind: Kind, id: string): Promise<Stored | undefined>
  list(kind: Kind, query: Query): Promise<readonly Stored[]>
  /**
   * Stores a new object. `row` has all its attributes but stamps.
   * @param created milliseconds since the epoch: of an object that comes back, when it was made; else it is made now
   * @throws Refusal `key.taken`, `unique.taken`
   */
  insert(kind: Kind, row: Row, created?: number): Promise<Stored>
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
  /** Entries of the intent plane behind a revision and before this unit of work, in order: what others have changed since. */
  since(revision: Revision, limit: number): Promise<readonly Entry[]>
  /**
   * Remembers the answer to an idempotent request, in this transaction.
   * @throws Refusal `idempotency.taken` when another request was remembered under that key meanwhile
   */
  remember(key: string, fingerprint: string, answer: Json): Promise<void>
  /**
   * Puts this unit of work on trial, after its last change: it is undone later unless somebody outside takes it.
   * @param key of the answer that was remembered with it
   * @throws Error when nothing was changed
   */
  putOnTrial(key?: string): Promise<void>
  /** Ends the trial of a change that this unit of work has undone; the answer that was remembered with it is forgotten. */
  endTrial(transaction: Revision): Promise<void>
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

/** A thing outside, by what a backend calls it. */
export interface ThingKey {
  readonly kind: string
  readonly id: string
}

/** What is known of one thing at one target of a backend. */
export interface Delivery {
  readonly key: ThingKey
  /** `there`: the target has acknowledged it. `refused`: it is set aside with a fault. */
  readonly state: 'there' | 'refused'
  readonly revision: Revision
  readonly hash: string
  readonly address: Json
  readonly parents: readonly ThingKey[]
  readonly fault?: Fault
  /** Of one that is refused: what it acknowledged before, and has still as far as is known. */
  readonly kept?: { readonly hash: string; readonly parents: readonly ThingKey[] }
  /** Milliseconds since the epoch. */
  readonly time: number
}

/** Whether a target is served. */
export type DeliveryMode = 'running' | 'paused' | 'draining'

export interface DeliveryQuery {
  readonly state?: Delivery['state']
  readonly after?: ThingKey
  readonly limit: number
}

/** What targets of backends have acknowledged. The cursor of a target is that of the reader of its name. */
export interface Deliveries {
  cursor(target: string): Promise<Revision>
  /** `running` unless it was set. */
  mode(target: string): Promise<DeliveryMode>
  setMode(target: string, mode: DeliveryMode): Promise<void>
  /** In the order of the keys; undefined of what nothing is known. */
  get(target: string, keys: readonly ThingKey[]): Promise<readonly (Delivery | undefined)[]>
  /** All at once or nothing. */
  put(target: string, delivered: readonly Delivery[], gone: readonly ThingKey[], cursor: Revision): Promise<void>
  /** In the order of kind and id, behind a key. The cost is that of what is answered. */
  list(target: string, query: DeliveryQuery): Promise<readonly Delivery[]>
  counts(target: string): Promise<Readonly<Record<Delivery['state'], number>>>
  /** Forgets everything of a target but its mode. */
  clear(target: string): Promise<void>
  /** Those that something is kept of, sorted. */
  targets(): Promise<readonly string[]>
}

/** A change that stands only if somebody outside takes it. */
export interface Trial {
  /** The first and the last revision of the change. */
  readonly transaction: Revision
  readonly last: Revision
  /** Of the answer that was remembered with it. */
  readonly key?: string
}

export interface Trials {
  /** In the order of their changes. */
  list(): Promise<readonly Trial[]>
  /** The change stands. */
  end(transaction: Revision): Promise<void>
}

/** One state of all objects, whatever is written meanwhile. The log of the database grows until it is closed. */
export interface Snapshot {
  /** Everything up to here is in it. */
  readonly revision: Revision
  get(kind: Kind, id: string): Promise<Stored | undefined>
  list(kind: Kind, query: Query): Promise<Result<readonly Stored[]>>
  close(): Promise<void>
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
  readonly deliveries: Deliveries
  readonly trials: Trials
  /** The newest state, to be read for a while. */
  snapshot(): Promise<Snapshot>
  /** @returns false when the status is older than what is known, or the object is gone */
  note(status: Status): Promise<boolean>
  /**
   * Notes many, in their order and together, each with a transaction of its own in the journal. What is known already is not noted again.
   * @returns for each whether it was noted, or what it was refused with, which is of no consequence for the others
   */
  noteAll(statuses: readonly Status[]): Promise<readonly Result<boolean>[]>
  recall(key: string): Promise<Remembered | undefined>
  /** Forgets idempotent answers remembered before that time. */
  forget(before: number): Promise<number>
  /** The models that are applied, as recorded. */
  readonly services: readonly Service[]
  /** Whether the database answers now. */
  healthy(): Promise<boolean>
  close(): Promise<void>
}
