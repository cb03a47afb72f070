import type { Kind, Service } from '../../ir.ts'
import { Registry } from '../../registry.ts'
import type { SqlDialect } from './dialect/dialect.ts'
import { sqlite } from './dialect/sqlite.ts'
import { type FindKind, tablesOf } from './layout.ts'

const dialects = { sqlite } satisfies Record<string, SqlDialect>

export type DialectName = keyof typeof dialects

/** DDL statements of one kind: its table, its link tables, their indexes. `find` looks up the targets of its references. */
export const tableStatements = (kind: Kind, find: FindKind, dialect: DialectName = 'sqlite'): string[] =>
  dialects[dialect].create(tablesOf(kind, find))

/**
 * DDL statements of all kinds of the services, in an order that an empty database accepts.
 * The store's own tables are not among them. With `only`, those of the services of these names.
 */
export function emitSql(
  services: readonly Service[],
  dialect: DialectName = 'sqlite',
  only: readonly string[] = services.map(service => service.name),
): string[] {
  const registry = new Registry(services)
  const find: FindKind = name => registry.kind(name)
  const kinds = services.filter(service => only.includes(service.name)).flatMap(service => service.kinds)
  return dialects[dialect].create(kinds.flatMap(kind => tablesOf(kind, find)))
}
