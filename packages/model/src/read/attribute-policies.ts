import type { AttributePolicies, Policy } from '../ir.ts'
import { member, type Node } from './node.ts'

/** Reads one policy expression; undefined when it has a fault, which is in the report then. */
export type PolicyReader = (node: Node) => Policy | undefined

const occasions = ['read', 'write', 'create', 'update'] as const satisfies readonly (keyof AttributePolicies)[]

/** The policies of one attribute. */
export function readPolicies(node: Node, policy: PolicyReader): AttributePolicies {
  const policies = member(node, 'policies')
  const given = occasions.flatMap(name => {
    const written = member(policies, name)
    const found = written && policy(written)
    return found === undefined ? [] : [[name, found] as const]
  })
  return Object.fromEntries(given)
}
