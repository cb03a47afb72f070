import { type RawBuilder, sql } from 'kysely'
import type { SqlLanguage, SqlValue } from '../driver.ts'

/** A value that is bound when the statement runs. */
export class Slot {
  readonly index: number

  constructor(index: number) {
    this.index = index
  }
}

export const slot = (index: number): RawBuilder<unknown> => sql`${new Slot(index)}`

/** How many rows. It is no bare parameter: SQLite would plan the statement anew for each value. */
export const limitOf = (index: number): RawBuilder<unknown> => sql`(0 + ${slot(index)})`

/** What conditions can be asked of. */
export interface Scope {
  /** The value of a column, by its number in the fields. */
  column(index: number): RawBuilder<unknown>
  /** Whether a list, given by its column's number, has an element of which the condition is true. */
  some(list: number, condition: (elements: Scope) => RawBuilder<unknown>): RawBuilder<unknown>
  /** The same by the element index of this name, for a row of the table. */
  lookUp(index: string, condition: (elements: Scope) => RawBuilder<unknown>): RawBuilder<unknown>
}

/** Where rows come from: the table of a kind, or the journal as it was at a revision. */
export interface Source extends Scope {
  readonly from: RawBuilder<unknown>
  /** Names of what is selected: own columns and marks of a table, images of the journal. */
  readonly selected: readonly RawBuilder<unknown>[]
}

/** A statement whose values are found in a list. */
export interface Prepared {
  readonly text: string
  bind(values: readonly SqlValue[]): readonly SqlValue[]
}

/** @param query may hold slots, and nothing else that is bound */
export function prepare(language: SqlLanguage, query: RawBuilder<unknown>): Prepared {
  const { text, values } = language.compile(query)
  const indices = values.map(value => {
    if (value instanceof Slot) return value.index
    throw new Error('a statement that is kept has a value in it')
  })
  return { text, bind: given => indices.map(index => given[index]!) }
}
