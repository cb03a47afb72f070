import type { Attribute, ElementIndex, Index, Reference, Unique } from '../ir.ts'
import type { Inherited } from './inherit.ts'
import { flagAt, itemsOf, type MapNode, member, type Node, textAt, textOf } from './node.ts'

/** The attributes that `unique` and `index` of an object name; wrong ones are reported by the checker. */
export const namesIn = (node: Node): string[] => itemsOf(member(node, 'attributes')).flatMap(item => textOf(item) ?? [])

const attributeNode = (object: Inherited, name: string): MapNode | undefined => {
  const node = member(member(object.node, 'attributes'), name)
  return node?.kind === 'map' ? node : undefined
}

const named = (attributes: readonly string[]): Unique => ({ name: attributes.join('_'), attributes })

function scoped(
  attributes: readonly string[],
  scope: string | undefined,
  owner: string | undefined,
): readonly string[] {
  return scope === 'project' && owner !== undefined && !attributes.includes(owner) ? [owner, ...attributes] : attributes
}

function distinct<T extends Unique>(sets: readonly T[]): T[] {
  return [...new Map(sets.map(set => [set.name, set])).values()]
}

/** Sets of attributes that no two objects share: of single attributes first, then those of the object. */
export function readUniques(object: Inherited, attributes: readonly Attribute[], owner: string | undefined): Unique[] {
  const single = attributes.flatMap(({ name }) => {
    const value = member(attributeNode(object, name), 'unique')
    if (value?.kind !== 'scalar') return []
    if (value.value === true) return [named([name])]
    return value.value === 'project' ? [named(scoped([name], 'project', owner))] : []
  })
  const together = itemsOf(member(object.node, 'unique')).map(item =>
    named(scoped(namesIn(item), textAt(item, 'scope'), owner)),
  )
  return distinct([...single, ...together.filter(unique => unique.attributes.length > 0)])
}

export function readIndexes(object: Inherited, attributes: readonly Attribute[]): Index[] {
  const single = attributes
    .filter(({ name }) => {
      const value = member(attributeNode(object, name), 'index')
      return value?.kind === 'scalar' && value.value === true
    })
    .map(({ name }) => named([name]))
  const together = itemsOf(member(object.node, 'index')).map(item => named(namesIn(item)))
  return distinct([...single, ...together.filter(index => index.attributes.length > 0)])
}

/** Look-up tables over the elements of lists; wrong ones are reported by the checker. */
export const readElements = (object: Inherited): ElementIndex[] =>
  itemsOf(member(object.node, 'elements')).flatMap(item => {
    const name = textAt(item, 'name')
    const list = textAt(item, 'list')
    if (name === undefined || list === undefined) return []
    return [{ name, list, attributes: namesIn(item), unique: flagAt(item, 'unique') ?? false }]
  })

/** The references among the stored attributes: those that are one, and those that are a list of them. */
export function readReferences(attributes: readonly Attribute[]): Reference[] {
  return attributes.flatMap(({ name, type, derived }) => {
    if (derived) return []
    const many = type.name === 'list'
    const target = many ? type.items : type
    return target.name === 'reference' ? [{ attribute: name, many, to: target.to, onDelete: target.onDelete }] : []
  })
}
