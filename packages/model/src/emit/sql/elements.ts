/** Element indexes as tables: which a kind has, and what their columns hold. */
import type { ElementIndex, Kind, Type } from '../../ir.ts'
import { isStored } from '../../types/attribute.ts'
import { identifier } from './identifier.ts'

/** The column of an element's table that holds the id of the object. */
export const elementOwner = '_id'

/** One value of a row of an element index. */
export interface ElementColumn {
  /** In the table. */
  readonly name: string
  /** Of the list's objects; '' is the element itself. */
  readonly member: string
  readonly type: Type
}

/**
 * The element indexes of a kind: those that it declares and, for each list of references without one, one of the list's name,
 * since who holds a key is always asked.
 */
export function elementIndexes(kind: Kind): readonly ElementIndex[] {
  const { elements: declared = [] } = kind
  const kept = new Set(kind.attributes.filter(isStored).map(({ name }) => name))
  const found = kind.references
    .filter(({ attribute, many }) => many && kept.has(attribute))
    .filter(({ attribute }) => !declared.some(({ list, attributes }) => list === attribute && attributes.length === 0))
    .map(({ attribute }) => ({ name: attribute, list: attribute, attributes: [], unique: false }))
  return [...declared, ...found]
}

export const elementTable = (kind: Kind, { list, name }: ElementIndex): string =>
  identifier(kind.table, ...(list === name ? [name] : [list, name]), 'elements')

/** @throws Error for a list or member that is not there: a model like that does not pass the checker */
export function elementColumns(kind: Kind, index: ElementIndex): readonly ElementColumn[] {
  const type = kind.attributes.find(({ name }) => name === index.list)?.type
  if (type?.name !== 'list') throw new Error(`${kind.service}.${kind.name} has no list "${index.list}"`)
  const { items } = type
  if (index.attributes.length === 0) return [{ name: 'value', member: '', type: items }]
  return index.attributes.map(name => {
    const member = items.name === 'object' ? items.attributes.find(each => each.name === name) : undefined
    if (member === undefined) throw new Error(`elements of "${index.list}" have no member "${name}"`)
    return { name, member: name, type: member.type }
  })
}
