/** The tables of a kind, without a dialect: what every database has to hold. */
import type { Attribute, ElementIndex, Kind, KindName } from '../../ir.ts'
import { isStored } from '../../types/attribute.ts'
import type { Column as Storage } from '../../types/scalar.ts'
import { column } from '../../types/type.ts'
import { elementColumns, elementIndexes, elementOwner, elementTable } from './elements.ts'
import { identifier } from './identifier.ts'

export interface Column {
  readonly name: string
  readonly storage: Storage
  readonly nullable: boolean
}

export interface ForeignKey {
  readonly name: string
  readonly column: string
  readonly table: string
  readonly target: string
}

export interface TableIndex {
  readonly name: string
  readonly columns: readonly string[]
  /** Rows with a null in one of the columns are not compared. */
  readonly unique: boolean
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  /** Empty where rows are found by an index alone. */
  readonly primaryKey: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly indexes: readonly TableIndex[]
}

/** How a reference's target is looked up: `registry.kind`, for example. Of an unknown one no foreign key is made. */
export type FindKind = (name: KindName) => Kind | undefined

/** Columns of every object's table beside its attributes. Revisions; milliseconds since the epoch. */
export const internalColumns: readonly Column[] = [
  /** Of the last change in either plane. */
  { name: '_revision', storage: 'integer', nullable: false },
  { name: '_intent', storage: 'integer', nullable: false },
  /** Null until something was observed. */
  { name: '_status', storage: 'integer', nullable: true },
  { name: '_created', storage: 'integer', nullable: false },
  { name: '_updated', storage: 'integer', nullable: false },
]

/** Column that holds an attribute's value: of its own name, but of a stamp the internal one it is derived from. */
export const columnName = (attribute: Attribute) =>
  attribute.stamp === undefined ? attribute.name : `_${attribute.stamp}`

/** A value that a client has to give is never null; others may be set later. */
const canBeNull = (kind: Kind, attribute: Attribute) =>
  !kind.key.includes(attribute.name) &&
  (!attribute.required || attribute.nullable || attribute.readOnly || attribute.plane === 'status')

function columnsOf(kind: Kind): Column[] {
  const own = kind.attributes
    .filter(attribute => attribute.stamp === undefined && isStored(attribute))
    .map(attribute => ({
      name: attribute.name,
      storage: column(attribute.type),
      nullable: canBeNull(kind, attribute),
    }))
  return [...own, ...internalColumns]
}

function foreignKeysOf(kind: Kind, find: FindKind): ForeignKey[] {
  const kept = new Set(kind.attributes.filter(isStored).map(({ name }) => name))
  return kind.references.flatMap(({ attribute, many, to }) => {
    const target = find(to)
    const [key, ...more] = target?.key ?? []
    if (many || !kept.has(attribute) || target === undefined || target.virtual || key === undefined || more.length > 0)
      return []
    return [{ name: identifier(kind.table, attribute, 'fk'), column: attribute, table: target.table, target: key }]
  })
}

/** What an index is for; it ends the name, so that a declared name never meets one that is made. */
type Purpose = 'unique' | 'index' | 'reference' | 'owner'

/** Of the kind's own table. Declared ones first; what they or the primary key begin with needs no index of its own. */
export function indexesOf(kind: Kind): TableIndex[] {
  const columns = new Map(kind.attributes.filter(isStored).map(attribute => [attribute.name, columnName(attribute)]))
  /** Lists are in the order of the key within equal values: an index that ends with it needs no sorting. */
  const toIndex = (name: string, attributes: readonly string[], purpose: Purpose): TableIndex => {
    const unique = purpose === 'unique'
    const named = unique ? attributes : [...attributes, ...kind.key.filter(each => !attributes.includes(each))]
    return {
      name: identifier(kind.table, name, purpose),
      columns: named.map(each => columns.get(each) ?? each),
      unique,
    }
  }
  const indexes = [
    ...kind.uniques.map(each => toIndex(each.name, each.attributes, 'unique')),
    ...kind.indexes.map(each => toIndex(each.name, each.attributes, 'index')),
  ]
  const led = new Set([kind.key[0], ...indexes.map(index => index.columns[0])])
  for (const { attribute, many } of kind.references) {
    if (!many && columns.has(attribute) && !led.has(attribute))
      indexes.push(toIndex(attribute, [attribute], 'reference'))
    led.add(attribute)
  }
  if (kind.owner === undefined || kind.owner === kind.key[0]) return indexes
  const owned = toIndex(kind.owner, [kind.owner], 'owner')
  const isThere = indexes.some(({ columns: known }) => known.join() === owned.columns.join())
  return isThere ? indexes : [...indexes, owned]
}

/**
 * A row for each element of a list. Rows are found by their values alone, and those of one object are known from the object, so there is
 * no key: one index serves what is asked, what is unique, and what is removed.
 */
export function elementTableOf(kind: Kind, index: ElementIndex): Table {
  const name = elementTable(kind, index)
  const values = elementColumns(kind, index)
  const columns = values.map(each => ({ name: each.name, storage: column(each.type), nullable: true }))
  const indexed = columns.map(column => column.name)
  return {
    name,
    columns: [{ name: elementOwner, storage: 'text', nullable: false }, ...columns],
    primaryKey: [],
    foreignKeys: [],
    indexes: [
      {
        name: identifier(name, 'values'),
        columns: index.unique ? indexed : [...indexed, elementOwner],
        unique: index.unique,
      },
    ],
  }
}

/** The table of a kind's objects. */
export const ownTable = (kind: Kind, find: FindKind): Table => ({
  name: kind.table,
  columns: columnsOf(kind),
  primaryKey: kind.key,
  foreignKeys: foreignKeysOf(kind, find),
  indexes: indexesOf(kind),
})

/** A kind's own table, then one for each element index; none of a kind that is not stored. */
export const tablesOf = (kind: Kind, find: FindKind): readonly Table[] =>
  kind.virtual ? [] : [ownTable(kind, find), ...elementIndexes(kind).map(index => elementTableOf(kind, index))]
