import { type Attribute, column, type Kind, linkTable, type Type, tableStatements } from '@baryon/model'
import {
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { FindKind, SqlLanguage, SqlValue } from '../../driver.ts'
import { systemTables } from './system-tables.ts'

/** Compiles and never connects. */
const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: database => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

function compile(query: RawBuilder<unknown>) {
  const { sql: text, parameters } = query.compile(compiler)
  return { text, values: parameters }
}

const columnTypes = { text: 'text', integer: 'integer', real: 'real', boolean: 'integer', json: 'text' } as const

const columnType = (type: Type) => sql.raw(columnTypes[column(type)])

/** SQLite refuses a foreign key on an added column whose default is not null; references are checked before writing anyway. */
function addColumn(kind: Kind, attribute: Attribute, value: SqlValue, find: FindKind): string {
  const { type } = attribute
  const target = type.name === 'reference' && value === null ? find(type.to) : undefined
  const [key, ...more] = target?.key ?? []
  const references =
    target === undefined || key === undefined || more.length > 0
      ? sql``
      : sql` references ${sql.table(target.table)} (${sql.ref(key)})`
  return compile(
    sql`alter table ${sql.table(kind.table)} add column ${sql.ref(attribute.name)} ${columnType(type)} default ${sql.lit(value)}${references}`,
  ).text
}

function dropKind(kind: Kind): string[] {
  const links = kind.references.filter(each => each.many).map(({ attribute }) => linkTable(kind, attribute))
  return [...links, kind.table].map(table => compile(sql`drop table ${sql.table(table)}`).text)
}

const indexName = /^create (?:unique )?index ("(?:[^"]|"")+")/

function changeIndexes(from: Kind, to: Kind, find: FindKind): string[] {
  const [, ...before] = tableStatements(from, find, 'sqlite')
  const [, ...after] = tableStatements(to, find, 'sqlite')
  const gone = before.filter(statement => !after.includes(statement)).map(statement => indexName.exec(statement)?.[1])
  return [
    ...gone.filter(name => name !== undefined).map(name => `drop index ${name}`),
    ...after.filter(statement => !before.includes(statement)),
  ]
}

function member(image: RawBuilder<unknown>, attribute: Attribute, absent: SqlValue): RawBuilder<unknown> {
  const path = sql.lit(`$.${JSON.stringify(attribute.name)}`)
  const value = sql`json_extract(${image}, ${path})`
  return absent === null
    ? value
    : sql`case when json_type(${image}, ${path}) is null then ${sql.lit(absent)} else ${value} end`
}

export const sqliteLanguage: SqlLanguage = {
  compile,
  systemTables,
  createKind: (kind, find) => tableStatements(kind, find, 'sqlite'),
  dropKind,
  addColumn,
  changeIndexes,
  unindexed: column => sql`+${column}`,
  among: (column, values) => sql`${column} in (select value from json_each(${values}))`,
  holds: (column, value) => sql`exists (select 1 from json_each(${column}) where value = ${value})`,
  member,
}
