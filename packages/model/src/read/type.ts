import { listed } from '../check/suggest.ts'
import type { Attribute, ListType, MapType, ObjectType, ScalarType, Type } from '../ir.ts'
import { type ComposedName, facetsOfType, typeFacets } from '../language/facets.ts'
import { readAttribute } from './attribute.ts'
import { readPolicies } from './attribute-policies.ts'
import type { TypeContext } from './context.ts'
import { entriesOf, entry, flagAt, type MapNode, member, type Node, numberAt, textAt, textOf } from './node.ts'
import { referenceType } from './reference-type.ts'
import { incomplete, isScalar, scalarType } from './scalar-type.ts'

const FALLBACK: ScalarType = { name: 'string' }

function innerType(node: MapNode, name: 'items' | 'values', context: TypeContext): Type {
  const inner = member(node, name)
  // That an inner type names none is said by the schema of the language.
  if (inner?.kind === 'map') return (entry(inner, 'type') && readType(inner, context)) ?? FALLBACK
  const wrong = inner === undefined || (name === 'values' && inner.kind === 'list')
  if (wrong) incomplete(node, name, 'a type, such as `{ type: string }`', context)
  return FALLBACK
}

const numbers = (node: MapNode, ...names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.flatMap(name => (numberAt(node, name) === undefined ? [] : [[name, numberAt(node, name)!]])))

function listType(node: MapNode, context: TypeContext): ListType {
  const uniqueItems = flagAt(node, 'uniqueItems')
  return {
    name: 'list',
    items: innerType(node, 'items', context),
    ...numbers(node, 'minItems', 'maxItems'),
    ...(uniqueItems === undefined ? {} : { uniqueItems }),
  }
}

function mapType(node: MapNode, context: TypeContext): MapType {
  const keyPattern = textAt(node, 'keyPattern')
  return {
    name: 'map',
    values: innerType(node, 'values', { ...context, policy: undefined }),
    ...numbers(node, 'maxItems'),
    ...(keyPattern === undefined ? {} : { keyPattern }),
  }
}

function objectType(node: MapNode, context: TypeContext): ObjectType {
  const attributes = member(node, 'attributes')
  if (attributes === undefined) incomplete(node, 'attributes', 'a map of attributes', context)
  return { name: 'object', attributes: nestedAttributes(attributes, context) }
}

function checkFacets(node: MapNode, type: string, context: TypeContext): void {
  const known = facetsOfType(type)
  for (const { name, key } of node.entries.values()) {
    if (!typeFacets.has(name) || known.has(name)) continue
    // Gluon took a length with any type and used it for text alone.
    if (name === 'maxLength' && context.language === '1.0') continue
    const facets = known.size === 0 ? 'none' : listed(known)
    context.report.add('type.facet', key, { facet: name, type, facets })
  }
}

const composedReaders: Readonly<Record<ComposedName, (node: MapNode, context: TypeContext) => Type | undefined>> = {
  list: listType,
  map: mapType,
  object: objectType,
  reference(node, context) {
    const to = textAt(node, 'to')
    if (to !== undefined) return referenceType(to, member(node, 'to')!.at, node, context)
    if (member(node, 'to') === undefined) incomplete(node, 'to', 'the name of an object', context)
    return undefined
  },
}

const isComposed = (name: string): name is ComposedName => Object.hasOwn(composedReaders, name)

/**
 * The type that an attribute, or the items of a list, are declared with.
 * @returns undefined when it has a fault, which is in the report then
 */
export function readType(node: MapNode, context: TypeContext): Type | undefined {
  const type = entry(node, 'type')
  const name = textOf(type?.node)
  if (type === undefined) context.report.add('type.missing', node.at)
  if (type === undefined || name === undefined) return undefined
  checkFacets(node, name, context)
  if (isScalar(name)) return scalarType(node, name, context)
  if (isComposed(name)) return composedReaders[name](node, context)
  return referenceType(name, type.node.at, node, context)
}

/** Attributes of a nested object or of an action's input. */
export function nestedAttributes(node: Node | undefined, context: TypeContext): Attribute[] {
  const { policy } = context
  return entriesOf(node).flatMap(one => {
    if (one.node.kind !== 'map') return []
    const type = readType(one.node, { ...context, policy: undefined })
    if (type === undefined) return []
    const attribute = readAttribute(one.name, one.node, type, context)
    return [policy === undefined ? attribute : { ...attribute, policies: readPolicies(one.node, policy) }]
  })
}
