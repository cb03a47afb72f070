/** What is wanted, as a reader of the journal sees it: rows, their changes, and the things of a network that a backend cuts from them. */
import type { Json } from '@baryon/kit'

/** Of the journal: starts at 1, no gaps. */
export type Revision = number

export type Row = Readonly<Record<string, Json>>

/** Who asked for a change, as far as the journal keeps it. */
export interface Author {
  /** The user, as authentication calls them. */
  readonly user: string
  /** The project and the roles that they had. */
  readonly project?: string
  readonly roles?: readonly string[]
  /** Id of the request. */
  readonly request: string
}

/** One change of one row of the intent plane. Status never comes here. */
export interface Change {
  readonly revision: Revision
  /** The first revision of the transaction it was made in. */
  readonly transaction: Revision
  readonly kind: string
  readonly id: string
  readonly operation: 'create' | 'update' | 'delete'
  /** The row after the change; of a delete: before it. */
  readonly image: Row
  /** When it was made (milliseconds since the epoch), where the source knows. */
  readonly time?: number
  /** Where the source knows. */
  readonly by?: Author
}

/** Reads of rows of one service, with the attributes of the intent plane alone: no status, and no stamp that a status would move. */
export interface View {
  /** Everything up to here is seen. */
  readonly revision: Revision
  get(kind: string, id: string): Promise<Row | undefined>
  /** Rows in the order of their ids, read page by page: those with that value of an attribute, or all. */
  list(kind: string, where?: Readonly<Record<string, Json>>): AsyncIterable<Row>
  /** The row as it was before that change; undefined: it was not there, or nobody remembers. */
  before(change: Change): Promise<Row | undefined>
  /** Of a snapshot: lets go of its state. Whoever took it closes it. */
  close?(): Promise<void>
}

/** A stretch of the journal. */
export interface Stretch {
  readonly changes: readonly Change[]
  /** Everything up to here was looked at. */
  readonly upTo: Revision
}

/** Where intent comes from: the journal of the store, or coordination. */
export interface Source {
  /** The newest revision. */
  head(): Revision
  /** What came after this one can be read; what came before it is gone. */
  oldest(): Revision
  /** Calls back when there is something new; returns how to stop. */
  subscribe(listener: () => void): () => void
  /** What came after a revision, in order, of about so many entries. undefined: some of it is gone, the full set has to be read. */
  after(revision: Revision, limit: number): Promise<Stretch | undefined>
  /** The newest state; each read sees what is newest then. */
  newest(): View
  /** The rows of these changes are likely to be read soon: where it is cheaper to read them together, it is done now. */
  foresee?(changes: readonly Change[]): Promise<void>
  /**
   * One consistent state, that of the newest revision or of a little later: what came in between is in it and among the changes after it.
   * It costs the source something until it is closed; one that nobody reads for a while is closed by itself, and throws at the next read.
   */
  snapshot(): View
}

/** A thing in the network, as a backend cuts it: a subnet may be a part of its network's thing. */
export interface Key {
  readonly kind: string
  readonly id: string
}

/** What a thing is to be. */
export interface Desired {
  readonly key: Key
  /** Things that have to be there before. */
  readonly parents: readonly Key[]
  /**
   * What it takes to remove the thing when its rows are gone (names in a URL). Kept with what was acknowledged. Another address is another
   * thing to the target: the old one is removed first.
   */
  readonly address: Json
  /** What the target is told. A target is not told again what it has acknowledged. */
  readonly body: Json
}

/** A thing that a change concerns. */
export interface Touched {
  readonly key: Key
  /** Of a thing that goes: those it had. They are removed after it. */
  readonly parents: readonly Key[]
  /**
   * Given by the change that takes the thing away (the deletion of its row, or an update after which it is not wanted), and by no other: its
   * address by that image. A target may have been told of the thing by a process that was killed before it could record it; then this is all
   * that is known.
   */
  readonly gone?: { readonly address: Json }
}

/** How a thing stands at its targets: being told, there, not to be there, refused. */
export type Standing = 'pending' | 'there' | 'absent' | 'refused'

/** The status of a row, that follows from how a thing stands. */
export interface RowStatus {
  readonly kind: string
  readonly id: string
  readonly values: Row
}

/**
 * How a backend cuts rows into things. It reads, and decides nothing: the same rows give the same things, so that what is told change by
 * change and what is told at once never differ.
 */
export interface Projection {
  /** Whose rows these are. */
  readonly service: string
  /** Kinds of things, parents before children. */
  readonly kinds: readonly string[]
  /** Kinds of rows whose changes touch things: what changed of others is not read. Without it: all. */
  readonly rows?: readonly string[]
  /** The things that may be otherwise because of a change; of a deleted row from its image. */
  touched(change: Change, view: View): Promise<readonly Touched[]>
  /** What a thing is to be; undefined: it is not to be there. */
  desired(key: Key, view: View): Promise<Desired | undefined>
  /** Everything that is to be there, parents before children, a page of rows at a time in memory. */
  all(view: View): AsyncIterable<Desired>
  /** Things of a network or a project, and what they need: the steps of the resync ladder. */
  within(scope: { readonly network: string } | { readonly project: string }, view: View): AsyncIterable<Desired>
  /** What a row's status becomes when its thing stands so; undefined: nothing is said of it. */
  status(key: Key, standing: Standing, view: View): Promise<RowStatus | undefined>
}
