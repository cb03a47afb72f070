import { column } from '@baryon/model'
import { sql } from 'kysely'
import type { SqlLanguage } from '../driver.ts'
import { markColumns, type Shape } from '../shape/shape.ts'
import { idsOf, someOfList } from './scope.ts'
import type { Source } from './source.ts'

/** Whether elements can be looked up: they name their object by id, which is the key itself only where that is one text. */
export function isIndexed({ key, columns }: Shape): boolean {
  const [first, ...more] = key.map(index => columns[index]!)
  return first !== undefined && more.length === 0 && column(first.type) === 'text'
}

/** Rows as they are now. */
export function tableSource(language: SqlLanguage, shape: Shape): Source {
  const ref = (index: number) => sql.ref(shape.columns[index]!.stored)
  return {
    from: sql.table(shape.kind.table),
    selected: [...shape.own.map(({ stored }) => sql.ref(stored)), ...markColumns.map(name => sql.ref(name))],
    column: ref,
    some: (list, condition) => someOfList(language, shape.within(list), ref(list), condition),
    lookUp: (name, condition) => sql`${ref(shape.key[0]!)} in (${idsOf(shape.elementIndex(name), condition)})`,
  }
}
