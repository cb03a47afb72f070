import { type Fault, type Json, Refusal } from '@baryon/kit'
import { type Filter, idOf, type Kind, type Plane, type Row, sameJson } from '@baryon/model'
import type { Entry, Operation, Origin, Query, Revision, Stored, Transaction } from './contract.ts'
import { type Session, SqlFailure, type SqlRow } from './driver.ts'
import { insertLine, type Line, lineValues } from './entry.ts'
import { storeErrors } from './errors.ts'
import type { TableReader } from './read.ts'
import { uniqueTaken } from './refusals.ts'
import type { Column } from './shape/column.ts'
import type { Marks, Shape } from './shape/shape.ts'
import type { Shapes } from './shape/shapes.ts'
import { addUsage, moveUsage, usageOf } from './usage.ts'
import type { TableWriter } from './write.ts'

/** What a unit of work writes with. */
export interface Tools {
  readonly shapes: Shapes
  readonly reader: TableReader
  readonly writer: TableWriter
  readonly session: Session
}

/** When and by whom a unit of work is done, and the newest revision before it. */
export interface Occasion {
  readonly origin: Origin
  readonly head: Revision
  /** Milliseconds since the epoch. */
  readonly time: number
}

/** An object's present life: when it was created. */
interface Life {
  readonly born: Revision
  readonly created: number
}

const planes: readonly Plane[] = ['intent', 'status']

const selectBorn = 'select born from baryon_journal where revision = ?'
const rememberText =
  'insert into baryon_idempotency (key, fingerprint, answer, time) values (?, ?, ?, ?) on conflict (key) do nothing'

/** One unit of work in the transaction of the commit lane. */
export class UnitTransaction implements Transaction {
  readonly #tools: Tools
  readonly #occasion: Occasion
  readonly #entries: Entry[] = []
  #open = true
  #last: Promise<unknown> = Promise.resolve()
  #broken: { readonly cause: unknown } | undefined

  constructor(tools: Tools, occasion: Occasion) {
    this.#tools = tools
    this.#occasion = occasion
  }

  get entries(): readonly Entry[] {
    return this.#entries
  }

  /** The newest revision as this unit sees it. */
  get revision(): Revision {
    return this.#occasion.head + this.#entries.length
  }

  /**
   * Lets writes that nobody waited for come to their end; nothing can be done with it afterwards.
   * @throws what stopped a write half-way, also when the unit went on: such a unit is not kept
   */
  async end(): Promise<void> {
    await this.#last
    this.#open = false
    if (this.#broken !== undefined) throw this.#broken.cause
  }

  /** Nothing more can be done with it, whatever is still under way. */
  abandon() {
    this.#open = false
  }

  #check() {
    if (!this.#open) throw new Error('a transaction was used after its unit of work was over: await every call')
  }

  get(kind: Kind, id: string): Promise<Stored | undefined> {
    this.#check()
    return this.#tools.reader.get(kind, id)
  }

  async list(kind: Kind, query: Query): Promise<readonly Stored[]> {
    this.#check()
    const answer = await this.#tools.reader.list(kind, query)
    if (!answer.ok) throw new Refusal(...answer.faults)
    return answer.value
  }

  count(kind: Kind, filter?: Filter): Promise<number> {
    this.#check()
    return this.#tools.reader.count(kind, filter)
  }

  usage(kind: Kind, project: string): Promise<number> {
    this.#check()
    return usageOf(this.#tools.session, kind, project)
  }

  insert(kind: Kind, row: Row): Promise<Stored> {
    return this.#inTurn(() => this.#insert(this.#tools.shapes.of(kind), row))
  }

  update(kind: Kind, id: string, row: Row): Promise<Stored> {
    return this.#inTurn(() => this.#update(this.#tools.shapes.of(kind), id, row))
  }

  remove(kind: Kind, id: string): Promise<void> {
    return this.#inTurn(() => this.#remove(this.#tools.shapes.of(kind), id))
  }

  remember(key: string, fingerprint: string, answer: Json): Promise<void> {
    return this.#inTurn(async () => {
      const values = [key, fingerprint, JSON.stringify(answer), this.#occasion.time]
      const changed = await this.#tools.session.run(rememberText, values)
      if (changed === 0) throw new Refusal(storeErrors.fault('idempotency.taken', { key }))
    })
  }

  /**
   * Notes what was observed of an object.
   * @returns false when the status is older than what is known, or the object is gone
   */
  note(kind: Kind, id: string, observed: Revision, values: Row): Promise<boolean> {
    return this.#inTurn(() => this.#note(this.#tools.shapes.of(kind), id, observed, values))
  }

  /** Writes are done one after the other, even when the unit does not wait for each. */
  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    this.#check()
    const done = this.#last.then(() => {
      this.#check()
      return write()
    })
    this.#last = done.catch((cause: unknown) => {
      // A refusal comes before anything is written, all else may leave a row without its entry.
      if (!(cause instanceof Refusal)) this.#broken ??= { cause }
    })
    return done
  }

  async #append(shape: Shape, plane: Plane, operation: Operation, id: string, row: Row, life: Life): Promise<Entry> {
    const { kind } = shape
    const { origin, head, time } = this.#occasion
    const owner = kind.owner === undefined ? null : row[kind.owner]
    const entry: Entry = {
      revision: this.revision + 1,
      transaction: head + 1,
      plane,
      service: kind.service,
      kind: kind.name,
      id,
      project: typeof owner === 'string' ? owner : null,
      operation,
      image: shape.image(plane, row),
      actor: origin.actor,
      requestId: origin.requestId,
      time,
    }
    const line: Line = { ...entry, ...life }
    await this.#tools.session.run(insertLine, lineValues(line))
    this.#entries.push(entry)
    return entry
  }

  async #insert(shape: Shape, given: Row): Promise<Stored> {
    const { writer, session } = this.#tools
    const { time } = this.#occasion
    const id = idOf(shape.kind, given)
    const born = this.revision + 1
    const observed = shape.planes.status.some(({ name }) => !sameJson(given[name] ?? null, shape.absent(name)))
    const marks: Marks = {
      revision: observed ? born + 1 : born,
      intent: born,
      observed: null,
      created: time,
      updated: time,
    }
    const row = shape.complete(given, marks)
    await refusing(shape, id, row, () => writer.insert(shape, id, row, marks))
    await this.#append(shape, 'intent', 'create', id, row, { born, created: time })
    if (observed) await this.#append(shape, 'status', 'create', id, row, { born, created: time })
    await addUsage(session, shape.kind, row, 1)
    return { row, revision: marks.revision }
  }

  /** @throws Refusal `key.unknown` */
  async #kept(shape: Shape, id: string): Promise<SqlRow> {
    const values = await this.#tools.reader.values(shape, id)
    if (values === undefined) throw new Refusal(storeErrors.fault('key.unknown', { kind: shape.kind.name, id }))
    return values
  }

  async #life(marks: Marks): Promise<Life> {
    const line = await this.#tools.session.get(selectBorn, [marks.intent])
    if (line === undefined) throw new Error(`the journal has no entry of revision ${marks.intent}`)
    return { born: Number(line[0]), created: marks.created }
  }

  async #update(shape: Shape, id: string, given: Row): Promise<Stored> {
    const values = await this.#kept(shape, id)
    const before = shape.decode(values)
    const changed = changesOf(shape, before.row, given)
    if (changed.length === 0) return before
    const marks = shape.marks(values)
    const after = { ...before.row, ...Object.fromEntries(changed.map(({ name }) => [name, given[name] ?? null])) }
    return this.#write(shape, before.row, after, changed, marks, marks.observed)
  }

  async #write(
    shape: Shape,
    before: Row,
    after: Row,
    changed: readonly Column[],
    old: Marks,
    observed: Revision | null,
  ): Promise<Stored> {
    const { writer, session } = this.#tools
    const { time } = this.#occasion
    const touched = planes.filter(plane => changed.some(({ attribute }) => attribute.plane === plane))
    const first = this.revision + 1
    const marks: Marks = {
      revision: this.revision + touched.length,
      intent: touched.includes('intent') ? first : old.intent,
      observed,
      created: old.created,
      updated: time,
    }
    const id = idOf(shape.kind, before)
    const life = await this.#life(old)
    const row = shape.complete(after, marks)
    await refusing(shape, id, row, () => writer.update(shape, id, row, changed, marks))
    for (const plane of touched) await this.#append(shape, plane, 'update', id, row, life)
    await moveUsage(session, shape.kind, before, row)
    return { row, revision: marks.revision }
  }

  async #remove(shape: Shape, given: string): Promise<void> {
    const { writer, session } = this.#tools
    const values = await this.#kept(shape, given)
    const { row } = shape.decode(values)
    const id = idOf(shape.kind, row)
    const life = await this.#life(shape.marks(values))
    await refusing(shape, id, row, () => writer.remove(shape, id, row))
    await this.#append(shape, 'intent', 'delete', id, row, life)
    await addUsage(session, shape.kind, row, -1)
  }

  async #note(shape: Shape, given: string, observed: Revision, status: Row): Promise<boolean> {
    const values = await this.#tools.reader.values(shape, given)
    if (values === undefined) return false
    const marks = shape.marks(values)
    const { born } = await this.#life(marks)
    // What was observed before the object's present life is about another one with the same id.
    if (observed < Math.max(born, marks.observed ?? 0)) return false
    const { row } = shape.decode(values)
    const foreign = Object.keys(status).find(name => shape.column(name).attribute.plane !== 'status')
    if (foreign !== undefined) throw new Error(`"${foreign}" of ${shape.kind.name} is not in plane status`)
    const changed = changesOf(shape, row, status)
    if (changed.length > 0) await this.#write(shape, row, { ...row, ...status }, changed, marks, observed)
    else if (observed !== marks.observed) await this.#tools.writer.observe(shape, row, observed)
    return true
  }
}

/** @throws Error when the key would change: an object keeps it for life */
function changesOf(shape: Shape, before: Row, given: Row): Column[] {
  const changed = shape.own.filter(
    ({ name }) => given[name] !== undefined && !sameJson(before[name] ?? null, given[name]),
  )
  const key = changed.find(({ name }) => shape.kind.key.includes(name))
  if (key !== undefined) throw new Error(`the key attribute "${key.name}" of ${shape.kind.name} cannot change`)
  return changed
}

/** Turns what the database refuses of the data into faults. */
async function refusing<T>(shape: Shape, id: string, row: Row, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const fault = error instanceof SqlFailure ? faultOf(shape, id, row, error) : undefined
    if (fault === undefined) throw error
    throw new Refusal(fault)
  }
}

function faultOf(shape: Shape, id: string, row: Row, { reason, columns }: SqlFailure): Fault | undefined {
  if (reason === 'reference') return storeErrors.fault('reference.broken', { kind: shape.kind.name, id })
  return reason === 'unique' ? uniqueTaken(shape, id, row, columns) : undefined
}
