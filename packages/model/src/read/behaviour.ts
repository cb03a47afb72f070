import type { Action, Binding, Companion, Rule } from '../ir.ts'
import type { TypeContext } from './context.ts'
import { type Entry, entriesOf, flagAt, itemsOf, type MapNode, member, type Node, textAt, textOf } from './node.ts'
import { nestedAttributes } from './type.ts'

function readRule(node: Node): Rule[] {
  const expression = textAt(node, 'expression')
  if (expression === undefined) return []
  const attribute = textAt(node, 'attribute')
  const message = textAt(node, 'message') ?? expression
  return [{ expression, message, ...(attribute === undefined ? {} : { attribute }) }]
}

export const readRules = (node: Node | undefined): Rule[] => itemsOf(node).flatMap(readRule)

/** Expressions by attribute. */
export const readExpressions = (node: Node | undefined): Record<string, string> =>
  Object.fromEntries(
    entriesOf(node).flatMap(one => (textOf(one.node) === undefined ? [] : [[one.name, textOf(one.node)!]])),
  )

function readAction({ name, node }: Entry, context: TypeContext): Action {
  const method = textAt(node, 'method')
  const extension = textAt(node, 'extension')
  return {
    name,
    description: textAt(node, 'description')?.trim() ?? '',
    input: nestedAttributes(member(node, 'input'), context),
    requires: readRules(member(node, 'requires')),
    set: readExpressions(member(node, 'set')),
    ...(method === 'GET' || method === 'PUT' ? { method } : {}),
    ...(flagAt(node, 'behaviour') === true ? { behaviour: true } : {}),
    ...(textAt(node, 'answers') === 'object' ? { answers: 'object' } : {}),
    ...(extension === undefined ? {} : { extension }),
  }
}

export const readActions = (node: MapNode, context: TypeContext): Action[] =>
  entriesOf(member(node, 'actions')).map(one => readAction(one, context))

export const readCompanions = (node: MapNode): Companion[] =>
  itemsOf(member(node, 'creates')).flatMap(item => {
    const kind = textAt(item, 'object')
    return kind === undefined ? [] : [{ kind, values: readExpressions(member(item, 'values')) }]
  })

export function readBinding(node: MapNode): Binding | undefined {
  const binding = member(node, 'binding')
  const host = textAt(binding, 'host')
  const device = textAt(binding, 'device')
  const vifType = textAt(binding, 'vif_type')
  const vifDetails = textAt(binding, 'vif_details')
  const complete = host !== undefined && device !== undefined && vifType !== undefined && vifDetails !== undefined
  return complete ? { host, device, vifType, vifDetails } : undefined
}
