import type { Attribute, Policy, Type } from '../ir.ts'
import { type Entry, entriesOf, flagAt, type MapNode, member, type Node, textAt, toJson } from './node.ts'
import { readType, type TypeContext } from './type.ts'

/** Scalars whose text form has an empty spelling that Gluon's clients use to clear a value. */
const CLEARED_BY_EMPTY = new Set(['uuid', 'datetime', 'json-text', 'ip', 'mac', 'uri', 'email'])

function emptyIsNull(node: MapNode, type: Type, context: TypeContext): boolean {
  const written = flagAt(node, 'emptyIsNull')
  if (written !== undefined) return written
  const optional = flagAt(node, 'required') !== true
  const scalar = type.name === 'reference' ? type.key.name : type.name
  return context.language === '1.0' && optional && CLEARED_BY_EMPTY.has(scalar)
}

/** A default of null is the same as none. */
function defaultOf(node: MapNode): Node | undefined {
  const written = member(node, 'default')
  return written?.kind === 'scalar' && written.value === null ? undefined : written
}

function isNullable(node: MapNode): boolean {
  const written = flagAt(node, 'nullable')
  if (written !== undefined) return written
  return flagAt(node, 'required') !== true && flagAt(node, 'primary') !== true && defaultOf(node) === undefined
}

/** An attribute without its policies, which need the object around it. */
export function readAttribute(name: string, node: MapNode, type: Type, context: TypeContext): Attribute {
  const computed = textAt(node, 'computed')
  const deprecated = textAt(node, 'deprecated')
  const standard = defaultOf(node)
  return {
    name,
    description: textAt(node, 'description')?.trim() ?? '',
    type,
    required: flagAt(node, 'required') ?? false,
    nullable: isNullable(node),
    ...(standard === undefined ? {} : { default: toJson(standard) }),
    ...(computed === undefined ? {} : { computed }),
    plane: flagAt(node, 'status') === true ? 'status' : 'intent',
    immutable: flagAt(node, 'immutable') ?? false,
    readOnly: computed !== undefined || (flagAt(node, 'readOnly') ?? false),
    writeOnly: flagAt(node, 'writeOnly') ?? false,
    sensitive: flagAt(node, 'sensitive') ?? false,
    ...(deprecated === undefined ? {} : { deprecated }),
    emptyIsNull: emptyIsNull(node, type, context),
    policies: {},
  }
}

/** Attributes of a nested object or of an action's input. */
export function nestedAttributes(node: Node | undefined, context: TypeContext): Attribute[] {
  return entriesOf(node).flatMap(one => {
    if (one.node.kind !== 'map') return []
    const type = readType(one.node, context)
    return type === undefined ? [] : [readAttribute(one.name, one.node, type, context)]
  })
}

/** Reads one policy expression; undefined when it has a fault, which is in the report then. */
export type PolicyReader = (node: Node) => Policy | undefined

/** An attribute of an object, with who may read and write it. */
export function objectAttribute(one: Entry, context: TypeContext, policy: PolicyReader): Attribute | undefined {
  if (one.node.kind !== 'map') return undefined
  const type = readType(one.node, context)
  if (type === undefined) return undefined
  const policies = member(one.node, 'policies')
  const read = member(policies, 'read')
  const write = member(policies, 'write')
  const readers = { read: read && policy(read), write: write && policy(write) }
  return {
    ...readAttribute(one.name, one.node, type, context),
    policies: {
      ...(readers.read === undefined ? {} : { read: readers.read }),
      ...(readers.write === undefined ? {} : { write: readers.write }),
    },
  }
}
