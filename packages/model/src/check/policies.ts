import { targetsOf } from '../policy/expression.ts'
import { parsePolicy } from '../policy/parse.ts'
import { standardRules } from '../policy/rules.ts'
import type { Inherited } from '../read/inherit.ts'
import { entriesOf, member, type Node, textOf } from '../read/node.ts'
import { policyKind, serviceRules } from '../read/policies.ts'
import type { ServiceView } from '../read/world.ts'
import type { Report } from './diagnostic.ts'
import { attributesByName, type Subject } from './subject.ts'
import { didYouMean } from './suggest.ts'

/** Every policy that is written in an object, with where. */
function policyNodes(object: Inherited): Node[] {
  const verbs = entriesOf(member(object.node, 'policies')).map(one => one.node)
  const actions = entriesOf(member(object.node, 'actions')).flatMap(one => member(one.node, 'policy') ?? [])
  const attributes = entriesOf(member(object.node, 'attributes')).flatMap(({ node }) => [
    node,
    ...[node, member(node, 'items')].flatMap(whole => entriesOf(member(whole, 'attributes')).map(one => one.node)),
  ])
  const given = attributes.flatMap(node => entriesOf(member(node, 'policies')).map(one => one.node))
  return [...verbs, ...actions, ...given]
}

/** Attributes that a policy compares with have to be there. That the policies can be read was checked by reading them. */
export function checkPolicyTargets(subject: Subject): void {
  const { kind, view, report } = subject
  const attributes = attributesByName(kind)
  const rules = serviceRules(view, standardRules)
  const about = policyKind(subject.object, kind.owner, view)
  for (const node of policyNodes(subject.object)) {
    const parsed = parsePolicy(textOf(node) ?? '', rules, about)
    for (const name of parsed.ok ? targetsOf(parsed.value.expression) : []) {
      const attribute = attributes.get(name)
      if (attribute !== undefined && !attribute.derived) continue
      if (attribute !== undefined) report.add('policy.derived', node.at, { name, kind: kind.name })
      else
        report.add('policy.target', node.at, { name, kind: kind.name }, { hint: didYouMean(name, attributes.keys()) })
    }
  }
}

function checkSyntax(node: Node, rules: Readonly<Record<string, string>>, report: Report): void {
  const parsed = parsePolicy(textOf(node) ?? '', rules, { owner: 'tenant_id' })
  if (parsed.ok) return
  for (const fault of parsed.faults) report.add('policy', node.at, { detail: fault.message }, { hint: fault.next })
}

/** Policies of a base object, whether something extends it or not. */
export function checkBasePolicies(object: Inherited, view: ServiceView, report: Report): void {
  const rules = serviceRules(view, standardRules)
  for (const node of policyNodes(object)) checkSyntax(node, rules, report)
}

/** Named rules of a service, whether something uses them or not. */
export function checkPolicyRules(view: ServiceView, report: Report): void {
  const rules = serviceRules(view, standardRules)
  for (const { node } of view.draft.rules.values()) checkSyntax(node, rules, report)
}
