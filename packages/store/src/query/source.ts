import { type RawBuilder, sql } from 'kysely'
import type { SqlLanguage, SqlValue } from '../driver.ts'
import type { Shape } from '../shape/shape.ts'

/** A value that is bound when the statement runs. */
export class Slot {
  readonly index: number

  constructor(index: number) {
    this.index = index
  }
}

export const slot = (index: number): RawBuilder<unknown> => sql`${new Slot(index)}`

/** Where rows come from: the table of a kind, or the journal as it was at a revision. */
export interface Source {
  readonly shape: Shape
  readonly from: RawBuilder<unknown>
  /** Names of what is selected: own columns and marks of a table, images of the journal. */
  readonly selected: readonly RawBuilder<unknown>[]
  column(index: number): RawBuilder<unknown>
  holds(index: number, value: RawBuilder<unknown>): RawBuilder<unknown>
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
