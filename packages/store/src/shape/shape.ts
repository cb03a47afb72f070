import type { Json } from '@baryon/kit'
import {
  elementIndexes,
  type Filter,
  idOf,
  indexesOf,
  isStored,
  type Kind,
  keyOf,
  type Plane,
  type Row,
} from '@baryon/model'
import type { Stored } from '../contract.ts'
import type { SqlRow, SqlValue } from '../driver.ts'
import { type Column, toColumn } from './column.ts'
import { Elements } from './elements.ts'
import type { Fields } from './field.ts'
import { Members } from './members.ts'

/** What the store keeps of an object beside its attributes. */
export interface Marks {
  /** Revision of the last change in either plane. */
  readonly revision: number
  /** Revision of the last change in plane `intent`. */
  readonly intent: number
  /** The newest intent revision that a noted status was observed at. */
  readonly observed: number | null
  /** Milliseconds since the epoch. */
  readonly created: number
  readonly updated: number
}

/** The internal columns, in the order in which they follow the attributes wherever rows are read. */
export const markColumns = ['_revision', '_intent', '_status', '_created', '_updated'] as const

/**
 * An object with these names and no values, to be copied and filled in: engines keep an object that gets its names one by one as a
 * table of its own, which costs several times the memory and time.
 */
const blankOf = (columns: readonly Column[]): Row =>
  JSON.parse(`{${columns.map(({ name }) => `${JSON.stringify(name)}:null`).join()}}`) as Row

/** How the objects of one kind are kept. Made once for each applied kind. */
export class Shape implements Fields {
  readonly kind: Kind
  /** One for each attribute that is kept, in their order. */
  readonly columns: readonly Column[]
  /** Those with a column of their own: no stamps. */
  readonly own: readonly Column[]
  /** Indices into `columns`. */
  readonly key: readonly number[]
  readonly planes: Readonly<Record<Plane, readonly Column[]>>
  /** What it takes to note a status: the status itself, whose object it is, and what has to be unique with it. */
  readonly noted: readonly Column[]
  readonly elements: readonly Elements[]
  /** Names of attributes that an index or the key begins with. */
  readonly leading: ReadonlySet<string>
  /** Names of those with an index in which the objects of one value are in the order of the key. */
  readonly walked: ReadonlySet<string>
  /** What attributes are in an image that does not have them: the value that rows got when the attribute was added. */
  readonly #added: Row
  readonly #indices: ReadonlyMap<string, number>
  readonly #blank: Row
  readonly #blankImages: Readonly<Record<Plane, Row>>
  /** For each column where its value is in a row that was read: own columns first, then the marks. */
  readonly #positions: readonly number[]

  constructor(kind: Kind, added: Row) {
    this.kind = kind
    this.#added = added
    this.columns = kind.attributes
      .filter(isStored)
      .map(attribute => toColumn(attribute, kind.key.includes(attribute.name)))
    this.own = this.columns.filter(({ attribute }) => attribute.stamp === undefined)
    this.#indices = new Map(this.columns.map(({ name }, index) => [name, index]))
    this.key = kind.key.map(name => this.index(name))
    this.planes = {
      intent: this.own.filter(({ attribute }) => attribute.plane === 'intent'),
      status: this.own.filter(({ attribute }) => attribute.plane === 'status'),
    }
    this.noted = this.own.filter(({ name, attribute: { plane } }) => plane === 'status' || this.#standsBy(name))
    this.#blank = blankOf(this.columns)
    this.#blankImages = { intent: blankOf(this.planes.intent), status: blankOf(this.planes.status) }
    this.elements = elementIndexes(kind).map(index => new Elements(kind, index, this.column(index.list)))
    const indexes = indexesOf(kind).map(({ columns }) => columns)
    this.leading = this.#firstOf([kind.key, ...indexes])
    this.walked = this.#firstOf(indexes.filter(([, ...behind]) => behind.join() === kind.key.join()))
    const stored: readonly string[] = [...this.own.map(({ stored }) => stored), ...markColumns]
    this.#positions = this.columns.map(({ stored: name }) => stored.indexOf(name))
  }

  /** Whether an attribute of the intent plane is looked at when a status changes. */
  #standsBy(name: string): boolean {
    const { key, owner, uniques } = this.kind
    const isStatus = (each: string) => this.planes.status.some(status => status.name === each)
    return (
      key.includes(name) ||
      name === owner ||
      uniques.some(({ attributes }) => attributes.includes(name) && attributes.some(isStatus))
    )
  }

  /** Names of the attributes that these columns begin with. */
  #firstOf(indexes: readonly (readonly string[])[]): ReadonlySet<string> {
    const first = new Set(indexes.map(([column]) => column))
    return new Set(this.columns.filter(({ stored }) => first.has(stored)).map(({ name }) => name))
  }

  /** @throws Error for a name that is no attribute: whoever asks has to know the kind */
  index(name: string): number {
    const index = this.#indices.get(name)
    if (index === undefined) throw new Error(`${this.kind.service}.${this.kind.name} has no attribute "${name}"`)
    return index
  }

  column(name: string): Column {
    return this.columns[this.index(name)]!
  }

  within(list: number): Members {
    return new Members(this.columns[list]!)
  }

  indexFor(list: number, condition: Filter): Elements | undefined {
    const column = this.columns[list]
    const answering = this.elements.filter(each => each.list === column && each.answers(condition))
    return answering.find(each => each.leads(condition)) ?? answering[0]
  }

  /** @throws Error for a name that is no element index of the kind */
  elementIndex(name: string): Elements {
    const found = this.elements.find(each => each.name === name)
    if (found === undefined) throw new Error(`${this.kind.service}.${this.kind.name} has no element index "${name}"`)
    return found
  }

  /** The value of an attribute that an image does not have. */
  absent(name: string): Json {
    return this.#added[name] ?? null
  }

  /** The key's column values, or undefined where no object can have such an id. */
  keyValues(id: string): SqlValue[] | undefined {
    const row = keyOf(this.kind, id)
    return row === undefined ? undefined : this.keyValuesOf(row)
  }

  keyValuesOf(row: Row): SqlValue[] {
    return this.key.map(index => this.columns[index]!.encode(row[this.columns[index]!.name] ?? null))
  }

  /** The id as the journal has it, of an id as someone wrote it. */
  canonicalId(id: string): string | undefined {
    const row = keyOf(this.kind, id)
    return row === undefined ? undefined : idOf(this.kind, row)
  }

  /** @param values own columns, then the marks */
  decode(values: SqlRow): Stored {
    const row: Record<string, Json> = { ...this.#blank }
    const columns = this.columns
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!
      const value = values[this.#positions[index]!]!
      row[column.name] = column.isVerbatim ? value : column.decode(value)
    }
    return { row, revision: values[this.own.length] as number }
  }

  /** @param values of {@link Shape.noted}, in that order */
  decodeNoted(values: SqlRow): Row {
    const row: Record<string, Json> = {}
    for (const [index, { name, decode }] of this.noted.entries()) row[name] = decode(values[index]!)
    return row
  }

  /** @param values columns, own ones unless there are `before` others, then the marks */
  marks(values: SqlRow, before = this.own.length): Marks {
    const [revision, intent, observed, created, updated] = values.slice(before)
    return {
      revision: Number(revision),
      intent: Number(intent),
      observed: observed === null ? null : Number(observed),
      created: Number(created),
      updated: Number(updated),
    }
  }

  /** All attributes: the own ones as in `row`, null where it has none, and the stamps. */
  complete(row: Row, marks: Pick<Marks, 'revision' | 'created' | 'updated'>): Row {
    const whole: Record<string, Json> = { ...this.#blank }
    for (const { name, attribute, decode } of this.columns)
      whole[name] = attribute.stamp === undefined ? (row[name] ?? null) : decode(marks[attribute.stamp])
    return whole
  }

  /** The values of one plane. */
  image(plane: Plane, row: Row): Row {
    const image: Record<string, Json> = { ...this.#blankImages[plane] }
    for (const { name } of this.planes[plane]) image[name] = row[name] ?? null
    return image
  }
}
