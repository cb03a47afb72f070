import type { Table } from '../layout.ts'

/** How one database says what the layout asks for. A new database is one file here and one line in the list of dialects. */
export interface SqlDialect {
  /** Statements that create the tables with their indexes, in an order that this database accepts. */
  create(tables: readonly Table[]): string[]
}
