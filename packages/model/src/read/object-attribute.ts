import type { Attribute, AttributePolicies, Policy } from '../ir.ts'
import { readAttribute } from './attribute.ts'
import type { TypeContext } from './context.ts'
import { type Entry, member, type Node } from './node.ts'
import { readType } from './type.ts'

/** Reads one policy expression; undefined when it has a fault, which is in the report then. */
export type PolicyReader = (node: Node) => Policy | undefined

const attributePolicies = ['read', 'write', 'create', 'update'] as const satisfies readonly (keyof AttributePolicies)[]

/** The policies of one attribute. */
export function readPolicies(node: Node, policy: PolicyReader): AttributePolicies {
  const policies = member(node, 'policies')
  const given = attributePolicies.flatMap(name => {
    const written = member(policies, name)
    const found = written && policy(written)
    return found === undefined ? [] : [[name, found] as const]
  })
  return Object.fromEntries(given)
}

/** An attribute of an object, with who may read and write it. */
export function objectAttribute(one: Entry, context: TypeContext, policy: PolicyReader): Attribute | undefined {
  if (one.node.kind !== 'map') return undefined
  const type = readType(one.node, { ...context, policy })
  if (type === undefined) return undefined
  return { ...readAttribute(one.name, one.node, type, context), policies: readPolicies(one.node, policy) }
}
