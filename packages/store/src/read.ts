import { type Fault, failure, Refusal, type Result, success } from '@baryon/kit'
import type { Filter, Kind, Row } from '@baryon/model'
import type { Change, Element, ElementQuery, Query, Reader, Revision, Stored } from './contract.ts'
import type { Session, SqlRow, SqlValue } from './driver.ts'
import { storeErrors } from './errors.ts'
import type { JournalState } from './journal-state.ts'
import { decodePast } from './query/history.ts'
import type { Queries } from './query/queries.ts'
import type { Read, RecentObjects } from './recent.ts'
import type { Shape } from './shape/shape.ts'
import type { Shapes } from './shape/shapes.ts'

/** Objects that one statement reads. */
const keysAtOnce = 32

function* portions(keys: readonly SqlValue[][]): Generator<readonly SqlValue[][]> {
  for (let first = 0; first < keys.length; first += keysAtOnce) yield keys.slice(first, first + keysAtOnce)
}

/** The values of a key as one text. */
export const keyText = (values: readonly SqlValue[]): string => values.join('\n')

/** Reads of the tables as a session sees them. */
export class TableReader {
  readonly #shapes: Shapes
  readonly #queries: Queries
  readonly #session: Session

  constructor(shapes: Shapes, queries: Queries, session: Session) {
    this.#shapes = shapes
    this.#queries = queries
    this.#session = session
  }

  /** @returns own columns and marks, or undefined when there is no such object */
  async values(shape: Shape, id: string): Promise<SqlRow | undefined> {
    const key = shape.keyValues(id)
    if (key === undefined) return undefined
    const { text, values } = this.#queries.get(shape, key)
    return this.#session.get(text, values)
  }

  /** @returns what {@link Queries.noted} selects, or undefined when there is no such object */
  async noted(shape: Shape, id: string): Promise<SqlRow | undefined> {
    const key = shape.keyValues(id)
    if (key === undefined) return undefined
    const { text, values } = this.#queries.noted(shape, key)
    return this.#session.get(text, values)
  }

  /** The same of several, of those that are there, by the texts of their keys ({@link keyText}). */
  async notedOfSome(shape: Shape, keys: readonly SqlValue[][]): Promise<Map<string, SqlRow>> {
    const found = new Map<string, SqlRow>()
    for (const some of portions(keys)) {
      const { text, values } = this.#queries.notedOfSome(shape, some, keysAtOnce)
      for (const row of await this.#session.all(text, values)) {
        const width = row.length - shape.key.length
        found.set(keyText(row.slice(width)), row.slice(0, width))
      }
    }
    return found
  }

  async get(kind: Kind, id: string): Promise<Stored | undefined> {
    const shape = this.#shapes.of(kind)
    const values = await this.values(shape, id)
    return values === undefined ? undefined : shape.decode(values)
  }

  /** Those that are there, in any order. */
  async some(kind: Kind, ids: readonly string[]): Promise<readonly Stored[]> {
    const shape = this.#shapes.of(kind)
    const keys = ids.map(id => shape.keyValues(id)).filter(key => key !== undefined)
    const found: Stored[] = []
    for (const some of portions(keys)) {
      const { text, values } = this.#queries.some(shape, some, keysAtOnce)
      for (const row of await this.#session.all(text, values)) found.push(shape.decode(row))
    }
    return found
  }

  /** Those changes that are the last in plane `intent` of objects that are there. */
  async unchanged(kind: Kind, changes: readonly Change[]): Promise<readonly Change[]> {
    const shape = this.#shapes.of(kind)
    const byRevision = new Map(changes.map(change => [change.revision, change]))
    const keys = changes.map(({ id }) => shape.keyValues(id)).filter(key => key !== undefined)
    const found: Change[] = []
    for (const some of portions(keys)) {
      const { text, values } = this.#queries.intentsOfSome(shape, some, keysAtOnce)
      for (const [revision] of await this.#session.all(text, values)) {
        const change = byRevision.get(Number(revision))
        if (change !== undefined) found.push(change)
      }
    }
    return found
  }

  async list(kind: Kind, query: Query): Promise<Result<readonly Stored[]>> {
    const shape = this.#shapes.of(kind)
    const marker = await markerOf(kind, query, async id => (await this.get(kind, id))?.row)
    if (!marker.ok) return marker
    const { text, values } = this.#queries.list(shape, query, marker.value)
    const rows = await this.#session.all(text, values)
    return success(
      inOrder(
        query,
        rows.map(row => shape.decode(row)),
      ),
    )
  }

  async count(kind: Kind, filter?: Filter): Promise<number> {
    const { text, values } = this.#queries.count(this.#shapes.of(kind), filter)
    const row = await this.#session.get(text, values)
    return Number(row?.[0])
  }

  async elements(kind: Kind, index: string, query: ElementQuery): Promise<readonly Element[]> {
    const shape = this.#shapes.of(kind)
    const elements = shape.elementIndex(index)
    const { text, values } = this.#queries.elements(shape, index, query)
    const rows = await this.#session.all(text, values)
    return rows.map(row => ({ id: row[elements.columns.length] as string, values: elements.decode(row) }))
  }

  async countElements(kind: Kind, index: string, query: ElementQuery): Promise<number> {
    const { text, values } = this.#queries.countElements(this.#shapes.of(kind), index, query)
    const row = await this.#session.get(text, values)
    return Number(row?.[0])
  }
}

/** A page that was read against the order of the list is turned round. */
const inOrder = (query: Query, rows: Stored[]) => (query.backwards ? rows.reverse() : rows)

async function markerOf(
  kind: Kind,
  query: Query,
  find: (id: string) => Promise<Row | undefined>,
): Promise<Result<Row | undefined>> {
  if (query.marker === undefined) return success(query.after)
  const row = await find(query.marker)
  if (row !== undefined) return success(row)
  return failure(storeErrors.fault('marker.unknown', { kind: kind.name, id: query.marker }))
}

/** Reads of committed states: the newest one, and by the journal those before. What is answered is on disk. */
export class CommittedReader implements Reader {
  readonly #shapes: Shapes
  readonly #queries: Queries
  readonly #session: Session
  readonly #state: JournalState
  readonly #now: TableReader
  readonly #recent: RecentObjects | undefined
  readonly #settled: () => Promise<void> | undefined
  /** The newest revision that a process before this one may have made. */
  readonly #opened: Revision

  /**
   * @param settled when all that can be read is on disk; undefined when it is
   * @param recent where this process alone writes
   */
  constructor(
    shapes: Shapes,
    queries: Queries,
    session: Session,
    state: JournalState,
    settled: () => Promise<void> | undefined,
    recent?: RecentObjects,
  ) {
    this.#shapes = shapes
    this.#queries = queries
    this.#session = session
    this.#state = state
    this.#now = new TableReader(shapes, queries, session)
    this.#recent = recent
    this.#settled = settled
    this.#opened = state.head
  }

  /** What was read of a kind, once it is on disk. */
  async #durable<T>({ service, name }: Kind, read: Promise<T>): Promise<T> {
    const value = await read
    if (this.#state.lastOf(service, name) <= this.#state.head) return value
    const settled = this.#settled()
    if (settled !== undefined) await settled
    return value
  }

  get(kind: Kind, id: string, at?: Revision): Promise<Stored | undefined> {
    return at === undefined ? this.#getNow(kind, id) : this.#getAt(kind, id, at)
  }

  async #getAt(kind: Kind, id: string, at: Revision): Promise<Stored | undefined> {
    const answer = await this.#past(at, () => this.#getPast(kind, id, at))
    if (!answer.ok) throw new Refusal(...answer.faults)
    return answer.value
  }

  /** What is on disk as it was read is answered at once, whatever else is on its way there. */
  async #getNow(kind: Kind, id: string): Promise<Stored | undefined> {
    const kept = this.#recent?.kept(kind, id)
    if (kept !== undefined && kept.revision <= this.#state.head) return kept
    const read = () => this.#now.get(kind, id)
    const stored = await (this.#recent?.get(kind, id, read) ?? read())
    if (stored === undefined || stored.revision > this.#state.head) await this.#settled()
    return stored
  }

  async foresee(kind: Kind, changes: readonly Change[]): Promise<void> {
    await this.#recent?.foresee(kind, changes, missing => this.#readAhead(kind, missing))
  }

  foreseen(kind: Kind, id: string): Row | undefined {
    return this.#recent?.foreseen(kind, id)
  }

  /** Of a change that is the object's last, its image is enough, unless another model may have made it. */
  async #readAhead(kind: Kind, changes: readonly Change[]): Promise<readonly Read[]> {
    const unchanged: Change[] = []
    const unsure: Change[] = []
    for (const change of changes) {
      if (change.revision <= this.#opened) continue
      const last = this.#recent?.last(kind, change.id)
      if (last === change.revision) unchanged.push(change)
      else if (last === undefined) unsure.push(change)
    }
    if (unsure.length > 0) unchanged.push(...(await this.#now.unchanged(kind, unsure)))
    const others = new Set(changes.map(({ id }) => id))
    for (const { id } of unchanged) others.delete(id)
    const objects = others.size === 0 ? [] : await this.#now.some(kind, [...others])
    return [...unchanged.map(change => ({ unchanged: change })), ...objects.map(stored => ({ stored }))]
  }

  async list(kind: Kind, query: Query, at?: Revision): Promise<Result<readonly Stored[]>> {
    if (at === undefined) return this.#durable(kind, this.#now.list(kind, query))
    const answer = await this.#past(at, () => this.#listPast(kind, query, at))
    return answer.ok ? answer.value : answer
  }

  count(kind: Kind, filter?: Filter): Promise<number> {
    return this.#durable(kind, this.#now.count(kind, filter))
  }

  elements(kind: Kind, index: string, query: ElementQuery): Promise<readonly Element[]> {
    return this.#durable(kind, this.#now.elements(kind, index, query))
  }

  countElements(kind: Kind, index: string, query: ElementQuery): Promise<number> {
    return this.#durable(kind, this.#now.countElements(kind, index, query))
  }

  #unreadable(at: Revision): Fault | undefined {
    const { head, horizon } = this.#state
    if (at > head) return storeErrors.fault('revision.future', { head, revision: at })
    if (at < horizon) return storeErrors.fault('revision.compacted', { horizon, revision: at })
    return undefined
  }

  /** The journal may be compacted while it is read: what was read is only answered if nothing of it can be missing. */
  async #past<T>(at: Revision, read: () => Promise<T>): Promise<Result<T>> {
    const before = this.#unreadable(at)
    if (before !== undefined) return failure(before)
    const value = await read()
    const after = this.#unreadable(at)
    return after === undefined ? success(value) : failure(after)
  }

  async #getPast(kind: Kind, id: string, at: Revision): Promise<Stored | undefined> {
    const shape = this.#shapes.of(kind)
    const canonical = shape.canonicalId(id)
    if (canonical === undefined) return undefined
    const { text, values } = this.#queries.getPast(shape, canonical, at)
    const row = await this.#session.get(text, values)
    return row === undefined ? undefined : decodePast(shape, row)
  }

  async #listPast(kind: Kind, query: Query, at: Revision): Promise<Result<readonly Stored[]>> {
    const shape = this.#shapes.of(kind)
    const marker = await markerOf(kind, query, async id => (await this.#getPast(kind, id, at))?.row)
    if (!marker.ok) return marker
    const { text, values } = this.#queries.list(shape, query, marker.value, at)
    const rows = await this.#session.all(text, values)
    return success(
      inOrder(
        query,
        rows.map(row => decodePast(shape, row)),
      ),
    )
  }
}
