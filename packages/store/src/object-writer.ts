import { Refusal } from '@baryon/kit'
import { idOf, type Plane, type Row, sameJson } from '@baryon/model'
import type { Entry, Operation, Origin, Revision, Stored } from './contract.ts'
import type { Session, SqlRow, SqlValue } from './driver.ts'
import { insertLines, type Line } from './entry.ts'
import { storeErrors } from './errors.ts'
import type { TableReader } from './read.ts'
import { refusing } from './refusals.ts'
import type { Column } from './shape/column.ts'
import type { Marks, Shape } from './shape/shape.ts'
import { addUsage, moveUsage } from './usage.ts'
import type { TableWriter } from './write.ts'

/** What a unit of work writes with. */
export interface Tools {
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

function lifeOf(born: SqlValue, { intent, created }: Marks): Life {
  if (born === null) throw new Error(`the journal has no entry of revision ${intent}`)
  return { born: Number(born), created }
}

/** Changes objects and writes the journal with them, for one unit of work. One change at a time. */
export class ObjectWriter {
  readonly #tools: Tools
  readonly #occasion: Occasion
  readonly #lines: Line[] | undefined
  readonly entries: Entry[] = []

  /** @param lines where the journal's lines go instead of into the journal: whoever gives it writes them */
  constructor(tools: Tools, occasion: Occasion, lines?: Line[]) {
    this.#tools = tools
    this.#occasion = occasion
    this.#lines = lines
  }

  /** The newest revision as this unit sees it. */
  get revision(): Revision {
    return this.#occasion.head + this.entries.length
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
      ...(origin.scope === undefined ? {} : { scope: origin.scope }),
      requestId: origin.requestId,
      time,
    }
    const line: Line = { ...entry, ...life }
    if (this.#lines === undefined) await insertLines(this.#tools.session, [line])
    else this.#lines.push(line)
    this.entries.push(entry)
    return entry
  }

  async insert(shape: Shape, given: Row, created = this.#occasion.time): Promise<Stored> {
    const { writer, session } = this.#tools
    const { time } = this.#occasion
    const id = idOf(shape.kind, given)
    const born = this.revision + 1
    // A first status has an entry also where it is the model's default: defaults are not in the journal, so with another one
    // in a later model the past would change, and readers of the status plane would never learn of this value.
    const observed = shape.planes.status.some(({ name }) => !sameJson(given[name] ?? null, shape.absent(name)))
    const marks: Marks = {
      revision: observed ? born + 1 : born,
      intent: born,
      observed: null,
      created,
      updated: time,
    }
    const row = shape.complete(given, marks)
    await refusing(shape, id, row, () => writer.insert(shape, id, row, marks))
    await this.#append(shape, 'intent', 'create', id, row, { born, created })
    if (observed) await this.#append(shape, 'status', 'create', id, row, { born, created })
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
    return lifeOf(line?.[0] ?? null, marks)
  }

  async update(shape: Shape, id: string, given: Row): Promise<Stored> {
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
    known?: Life,
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
    const life = known ?? (await this.#life(old))
    const row = shape.complete(after, marks)
    await refusing(shape, id, row, () => writer.update(shape, id, before, row, changed, marks))
    for (const plane of touched) await this.#append(shape, plane, 'update', id, row, life)
    await moveUsage(session, shape.kind, before, row)
    return { row, revision: marks.revision }
  }

  async remove(shape: Shape, given: string): Promise<void> {
    const { writer, session } = this.#tools
    const values = await this.#kept(shape, given)
    const { row } = shape.decode(values)
    const id = idOf(shape.kind, row)
    const life = await this.#life(shape.marks(values))
    await refusing(shape, id, row, () => writer.remove(shape, id, row))
    await this.#append(shape, 'intent', 'delete', id, row, life)
    await addUsage(session, shape.kind, row, -1)
  }

  /**
   * @param again whether it is noted also when it is known, as observed later
   * @param read what {@link TableReader.noted} gives, where that was read
   */
  async note(
    shape: Shape,
    given: string,
    observed: Revision,
    status: Row,
    again = true,
    read?: SqlRow,
  ): Promise<boolean> {
    const values = read ?? (await this.#tools.reader.noted(shape, given))
    if (values === undefined) return false
    const marks = shape.marks(values, shape.noted.length)
    const life = lifeOf(values.at(-1)!, marks)
    // What was observed before the object's present life is about another one with the same id.
    if (observed < Math.max(life.born, marks.observed ?? 0)) return false
    const row = shape.decodeNoted(values)
    const foreign = Object.keys(status).find(name => shape.column(name).attribute.plane !== 'status')
    if (foreign !== undefined) throw new Error(`"${foreign}" of ${shape.kind.name} is not in plane status`)
    const changed = changesOf(shape, row, status)
    if (changed.length === 0 && !again) return false
    if (changed.length > 0) await this.#write(shape, row, { ...row, ...status }, changed, marks, observed, life)
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
