import { type Json, Refusal } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import { elementOwner } from '@baryon/model'
import { sql } from 'kysely'
import { type Session, SqlFailure, type SqlValue } from './driver.ts'
import { storeErrors } from './errors.ts'
import type { Queries } from './query/queries.ts'
import { slot } from './query/source.ts'
import { and } from './query/where.ts'
import type { Elements } from './shape/elements.ts'
import type { Shape } from './shape/shape.ts'

/** Rows of one object with the same values: how many there are, and how many there are to be. */
export interface ElementChange {
  readonly elements: Elements
  /** The values, then the id of the object. */
  readonly values: readonly SqlValue[]
  readonly before: number
  readonly after: number
}

const inverse = ({ before, after, ...rest }: ElementChange): ElementChange => ({
  ...rest,
  before: after,
  after: before,
})

/** Elements that are alike are rows of their own where none was before. */
const newRows = (elements: Elements, id: string, list: Json | undefined): ElementChange[] =>
  elements.rows(list).map(values => {
    values.push(id)
    return { elements, values, before: 0, after: 1 }
  })

/** What it takes to have the rows of `after` instead of those of `before`; what both have is not touched. */
function changesOf(elements: Elements, id: string, before: Json | undefined, after: Json | undefined): ElementChange[] {
  if (!Array.isArray(before) || before.length === 0) return newRows(elements, id, after)
  const counted = new Map<string, { readonly values: SqlValue[]; before: number; after: number }>()
  const count = (list: Json | undefined, side: 'before' | 'after') => {
    for (const values of elements.rows(list)) {
      const key = JSON.stringify(values)
      const known = counted.get(key) ?? { values: [...values, id], before: 0, after: 0 }
      known[side]++
      counted.set(key, known)
    }
  }
  count(before, 'before')
  count(after, 'after')
  const changes = [...counted.values()].filter(each => each.before !== each.after)
  // What goes makes room for what comes.
  return changes.map(each => ({ elements, ...each })).sort((left, right) => left.after - right.after)
}

/** The changes of all element indexes of a kind whose lists are among `lists`. */
export function elementChanges(
  shape: Shape,
  id: string,
  before: Row | undefined,
  after: Row | undefined,
  concerns: (elements: Elements) => boolean = () => true,
): readonly ElementChange[] {
  return shape.elements
    .filter(concerns)
    .flatMap(elements => changesOf(elements, id, before?.[elements.list.name], after?.[elements.list.name]))
}

function taken(kind: Kind, { elements, values }: ElementChange): Refusal {
  const { list, columns } = elements
  const found = elements.decode(values)
  const { sensitive, writeOnly } = list.attribute
  const shown = columns.map(({ name }, at) => {
    const value = sensitive || writeOnly ? 'the same value' : JSON.stringify(found[at])
    return name === '' ? value : `${name} ${value}`
  })
  const names = columns.map(({ name }) => (name === '' ? list.name : `${list.name}.${name}`))
  const fault = storeErrors.fault(
    'unique.taken',
    { kind: kind.name, attributes: names.join(', '), values: `${shown.join(', ')} in ${list.name}` },
    `/${list.name}`,
  )
  return new Refusal(fault)
}

/** Keeps the tables of element indexes. */
export class ElementWriter {
  readonly #queries: Queries
  readonly #session: Session

  constructor(queries: Queries, session: Session) {
    this.#queries = queries
    this.#session = session
  }

  /**
   * Makes all changes or none of them.
   * @throws Refusal `unique.taken`
   */
  async apply(kind: Kind, changes: readonly ElementChange[]): Promise<void> {
    for (const [at, change] of changes.entries()) {
      try {
        await this.#make(change)
      } catch (error) {
        if (!(error instanceof SqlFailure) || error.reason !== 'unique') throw error
        await this.undo(changes.slice(0, at + 1))
        throw taken(kind, change)
      }
    }
  }

  /** Takes changes back, of which the last may be half made. */
  async undo(changes: readonly ElementChange[]): Promise<void> {
    for (const change of changes.toReversed()) await this.#make(inverse(change), true)
  }

  async #make({ elements, values, before, after }: ElementChange, clear = before > 0): Promise<void> {
    if (clear) await this.#session.run(this.#removal(elements), values)
    const text = this.#insertion(elements)
    for (let made = 0; made < after; made++) await this.#session.run(text, values)
  }

  #removal({ table, columns }: Elements): string {
    return this.#queries.prepared(`remove elements ${table}`, () => {
      const names = [...columns.map(({ stored }) => stored), elementOwner]
      const same = names.map((name, at) => sql`${sql.ref(name)} is not distinct from ${slot(at)}`)
      return sql`delete from ${sql.table(table)} where ${and(same)}`
    }).text
  }

  #insertion({ table, columns }: Elements): string {
    return this.#queries.prepared(`insert elements ${table}`, () => {
      const names = [...columns.map(({ stored }) => stored), elementOwner]
      return sql`insert into ${sql.table(table)} (${sql.join(names.map(name => sql.ref(name)))})
        values (${sql.join(names.map((_, at) => slot(at)))})`
    }).text
  }
}
