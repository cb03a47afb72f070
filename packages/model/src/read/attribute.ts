import type { Attribute, Type } from '../ir.ts'
import type { TypeContext } from './context.ts'
import { flagAt, type MapNode, member, type Node, textAt, toJson } from './node.ts'

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
  const extension = textAt(node, 'extension')
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
    ...(flagAt(node, 'internal') === true ? { internal: true } : {}),
    ...(flagAt(node, 'derived') === true ? { derived: true } : {}),
    ...(flagAt(node, 'filter') === false ? { unfiltered: true } : {}),
    ...(extension === undefined ? {} : { extension }),
  }
}
