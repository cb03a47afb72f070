import { column } from '@baryon/model'
import { sql } from 'kysely'
import type { SqlLanguage } from '../driver.ts'
import { markColumns, type Shape } from '../shape/shape.ts'
import type { Source } from './source.ts'

/** Rows as they are now. */
export function tableSource(language: SqlLanguage, shape: Shape): Source {
  const links = new Map(shape.links.map(({ column, table }) => [column.name, table]))
  const [key, ...more] = shape.key.map(index => shape.columns[index]!)
  // A link names its object by id, which is the key itself only where that is one text.
  const linked = key !== undefined && more.length === 0 && column(key.attribute.type) === 'text'
  return {
    shape,
    from: sql.table(shape.kind.table),
    selected: [...shape.own.map(({ stored }) => sql.ref(stored)), ...markColumns.map(name => sql.ref(name))],
    column: index => sql.ref(shape.columns[index]!.stored),
    holds(index, value) {
      const { name, stored } = shape.columns[index]!
      const table = linked ? links.get(name) : undefined
      if (table === undefined) return language.holds(sql.ref(stored), value)
      return sql`${sql.ref(key?.stored ?? '')} in (select id from ${sql.table(table)} where target = ${value})`
    },
  }
}
