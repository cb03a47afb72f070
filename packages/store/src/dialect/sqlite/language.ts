import {
  type Attribute,
  column,
  type ElementIndex,
  elementIndexes,
  elementStatements,
  elementTable,
  indexStatements,
  type Kind,
  type Type,
  tableStatements,
} from '@baryon/model'
import {
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { ElementsOfList, FindKind, SqlLanguage, SqlValue } from '../../driver.ts'
import { addedToBackends, addedToJournal, systemTables, tablesOfBackends } from './system-tables.ts'

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

const dropTable = (table: string) => compile(sql`drop table ${sql.table(table)}`).text

const dropElements = (kind: Kind, index: ElementIndex) => dropTable(elementTable(kind, index))

const dropKind = (kind: Kind): string[] => [
  ...elementIndexes(kind).map(index => dropElements(kind, index)),
  dropTable(kind.table),
]

const indexName = /^create (?:unique )?index ("(?:[^"]|"")+")/

function changeIndexes(from: Kind, to: Kind): string[] {
  const before = indexStatements(from, 'sqlite')
  const after = indexStatements(to, 'sqlite')
  const gone = before.filter(statement => !after.includes(statement)).map(statement => indexName.exec(statement)?.[1])
  return [
    ...gone.filter(name => name !== undefined).map(name => `drop index ${name}`),
    ...after.filter(statement => !before.includes(statement)),
  ]
}

function member(image: RawBuilder<unknown>, name: string, absent: SqlValue): RawBuilder<unknown> {
  const path = sql.lit(`$.${JSON.stringify(name)}`)
  const value = sql`json_extract(${image}, ${path})`
  return absent === null
    ? value
    : sql`case when json_type(${image}, ${path}) is null then ${sql.lit(absent)} else ${value} end`
}

/** Text in a JSON list is its own value, so are numbers; true and false are 1 and 0, as in columns. */
function elements(list: RawBuilder<unknown>, alias: string): ElementsOfList {
  const element = sql`${sql.ref(alias)}.value`
  return {
    from: sql`json_each(${list}) as ${sql.ref(alias)}`,
    element,
    member: name => member(element, name, null),
  }
}

export const sqliteLanguage: SqlLanguage = {
  compile,
  systemTables,
  tablesOfBackends,
  addedToBackends,
  addedToJournal,
  createKind: (kind, find) => tableStatements(kind, find, 'sqlite'),
  dropKind,
  createElements: (kind, index) => elementStatements(kind, index, 'sqlite'),
  dropElements,
  addColumn,
  changeIndexes,
  unindexed: column => sql`+${column}`,
  among: (column, values) => sql`${column} in (select value from json_each(${values}))`,
  contains: (column, value) => sql`instr(${column}, ${value}) > 0`,
  elements,
  holds: (column, value) => sql`exists (select 1 from json_each(${column}) where value = ${value})`,
  member,
}
