import type { Attribute, Policy } from '../ir.ts'
import { readAttribute } from './attribute.ts'
import type { TypeContext } from './context.ts'
import { type Entry, member, type Node } from './node.ts'
import { readType } from './type.ts'

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
