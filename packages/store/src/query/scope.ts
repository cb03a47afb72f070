import { elementOwner } from '@baryon/model'
import { type RawBuilder, sql } from 'kysely'
import type { SqlLanguage } from '../driver.ts'
import type { Elements } from '../shape/elements.ts'
import type { Fields } from '../shape/field.ts'
import type { Scope } from './source.ts'

type Fragment = RawBuilder<unknown>

const notThere = (): never => {
  throw new Error('elements have no element indexes of their own')
}

/** Looks through a list, given as JSON text. `depth` tells lists within elements apart. */
export function someOfList(
  language: SqlLanguage,
  fields: Fields,
  list: Fragment,
  condition: (elements: Scope) => Fragment,
  depth = 0,
): Fragment {
  const { from, element, member } = language.elements(list, `e${depth}`)
  const column = (index: number) => {
    const { name } = fields.columns[index]!
    return name === '' ? element : member(name)
  }
  const some: Scope['some'] = (index, inner) =>
    someOfList(language, fields.within(index), column(index), inner, depth + 1)
  return sql`exists (select 1 from ${from} where ${condition({ column, some, lookUp: notThere })})`
}

/** The ids of the objects with elements of which the condition is true. */
export function idsOf(elements: Elements, condition: (elements: Scope) => Fragment): Fragment {
  const column = (index: number) => sql.ref(elements.columns[index]!.stored)
  const where = condition({ column, some: notThere, lookUp: notThere })
  return sql`select ${sql.ref(elementOwner)} from ${sql.table(elements.table)} where ${where}`
}
