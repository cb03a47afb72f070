import type { Json } from '@baryon/kit'
import {
  type ElementIndex,
  elementColumns,
  elementTable,
  type Filter,
  type Kind,
  orderedCodec,
  type Row,
} from '@baryon/model'
import type { SqlRow, SqlValue } from '../driver.ts'
import type { Column } from './column.ts'
import type { Field, Fields } from './field.ts'

/** One of the values that elements are looked up by. */
export interface ElementField extends Field {
  /** Of the column in the table. */
  readonly stored: string
  /** Whether values are kept as in all other columns, which is how filters compare them. */
  readonly plain: boolean
  decode(value: SqlValue): Json
}

const memberOf = (element: Json, name: string): Json =>
  typeof element === 'object' && element !== null ? ((element as Row)[name] ?? null) : null

/** An element index and how it is kept: a table with a row for each element, whose values are in their order. */
export class Elements implements Fields {
  readonly name: string
  readonly unique: boolean
  readonly table: string
  /** The list. */
  readonly list: Column
  readonly columns: readonly ElementField[]

  constructor(kind: Kind, index: ElementIndex, list: Column) {
    this.name = index.name
    this.unique = index.unique
    this.table = elementTable(kind, index)
    this.list = list
    this.columns = elementColumns(kind, index).map(({ name, member, type }) => ({
      name: member,
      stored: name,
      type,
      ...orderedCodec(type),
    }))
  }

  index(name: string): number {
    const index = this.columns.findIndex(field => field.name === name)
    if (index < 0) throw new Error(`the element index "${this.name}" has no "${name}"`)
    return index
  }

  /** Whether a condition on elements can be asked of the rows of the table. */
  answers(condition: Filter): boolean {
    if ('all' in condition) return condition.all.every(each => this.answers(each))
    if ('any' in condition) return condition.any.every(each => this.answers(each))
    if ('not' in condition) return this.answers(condition.not)
    if ('list' in condition || 'holds' in condition) return false
    const field = this.columns.find(({ name }) => name === condition.attribute)
    return (
      field !== undefined && (field.plain || ('in' in condition && condition.in.every(each => isKept(field, each))))
    )
  }

  /** Whether the condition says enough of the first value to find the rows by it. */
  leads(condition: Filter): boolean {
    if ('all' in condition) return condition.all.some(each => this.leads(each))
    if ('any' in condition) return condition.any.every(each => this.leads(each))
    if ('not' in condition || 'list' in condition || 'holds' in condition || 'contains' in condition) return false
    return condition.attribute === this.columns[0]?.name
  }

  within(): Fields {
    throw new Error(`the element index "${this.name}" has no lists`)
  }

  indexFor(): undefined {
    return undefined
  }

  /** What the rows of an object with this list have, in the order of the columns: one for each element. */
  rows(list: Json | undefined): SqlValue[][] {
    if (!Array.isArray(list)) return []
    const { columns } = this
    return list.map((element: Json) =>
      columns.map(({ name, encode }) => encode(name === '' ? element : memberOf(element, name))),
    )
  }

  /** @param values of a row, in the order of the columns */
  decode(values: SqlRow): Json[] {
    return this.columns.map(({ decode }, at) => decode(values[at]!))
  }
}

/** Whether the value comes back as it is; one in another spelling would be taken for its canonical one. */
const isKept = ({ encode, decode }: ElementField, value: Json) => decode(encode(value)) === value
