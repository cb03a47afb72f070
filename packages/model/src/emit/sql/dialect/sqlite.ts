import {
  type Compilable,
  type CreateTableBuilder,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import { identifier } from '../identifier.ts'
import type { Column, Table, TableIndex } from '../layout.ts'
import type { SqlDialect } from './dialect.ts'

/** Compiles and never connects. */
const { schema } = new Kysely<Record<string, Record<string, unknown>>>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: database => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** STRICT tables know five types. */
const types = { text: 'text', integer: 'integer', real: 'real', boolean: 'integer', json: 'text' } as const

type TableBuilder = CreateTableBuilder<string, string>

const withColumn = (builder: TableBuilder, column: Column): TableBuilder =>
  builder.addColumn(column.name, types[column.storage], each => (column.nullable ? each : each.notNull()))

function createTable(table: Table): Compilable {
  let builder: TableBuilder = schema.createTable(table.name)
  for (const column of table.columns) builder = withColumn(builder, column)
  if (table.primaryKey.length > 0)
    builder = builder.addPrimaryKeyConstraint(identifier(table.name, 'pk'), [...table.primaryKey])
  for (const key of table.foreignKeys)
    builder = builder.addForeignKeyConstraint(key.name, [key.column], key.table, [key.target])
  return builder.modifyEnd(sql`strict`)
}

function createIndex(table: Table, index: TableIndex): Compilable {
  const builder = schema
    .createIndex(index.name)
    .on(table.name)
    .columns([...index.columns])
  return index.unique ? builder.unique() : builder
}

/** Foreign keys may point at tables that come later: they are only looked up when rows are written. */
export const sqlite: SqlDialect = {
  create: tables =>
    tables
      .flatMap(table => [createTable(table), ...table.indexes.map(index => createIndex(table, index))])
      .map(statement => statement.compile().sql),
}
