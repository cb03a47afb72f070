import type { Attribute } from '../ir.ts'
import { readAttribute } from './attribute.ts'
import { type PolicyReader, readPolicies } from './attribute-policies.ts'
import type { TypeContext } from './context.ts'
import type { Entry } from './node.ts'
import { readType } from './type.ts'

/** An attribute of an object, with who may read and write it. */
export function objectAttribute(one: Entry, context: TypeContext, policy: PolicyReader): Attribute | undefined {
  if (one.node.kind !== 'map') return undefined
  const type = readType(one.node, { ...context, policy })
  if (type === undefined) return undefined
  return { ...readAttribute(one.name, one.node, type, context), policies: readPolicies(one.node, policy) }
}
