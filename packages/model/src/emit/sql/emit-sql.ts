import type { ElementIndex, Kind, Service } from '../../ir.ts'
import { Registry } from '../../registry.ts'
import type { SqlDialect } from './dialect/dialect.ts'
import { sqlite } from './dialect/sqlite.ts'
import { elementTableOf, type FindKind, ownTable, tablesOf } from './layout.ts'

const dialects = { sqlite } satisfies Record<string, SqlDialect>

export type DialectName = keyof typeof dialects

/** DDL statements of one kind: its table with indexes, then those of its element indexes. `find` looks up the targets of its references. */
export const tableStatements = (kind: Kind, find: FindKind, dialect: DialectName = 'sqlite'): string[] =>
  dialects[dialect].create(tablesOf(kind, find))

/** Those of the indexes of its own table. */
export function indexStatements(kind: Kind, dialect: DialectName = 'sqlite'): string[] {
  const [, ...indexes] = dialects[dialect].create([ownTable(kind, () => undefined)])
  return indexes
}

/** DDL statements of one element index: its table, then the index on that. */
export const elementStatements = (kind: Kind, index: ElementIndex, dialect: DialectName = 'sqlite'): string[] =>
  dialects[dialect].create([elementTableOf(kind, index)])

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
