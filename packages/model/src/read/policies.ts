import type { Report } from '../check/diagnostic.ts'
import type { Policy, StandardVerb } from '../ir.ts'
import { parsePolicy } from '../policy/parse.ts'
import { gluonRules, standardRules } from '../policy/rules.ts'
import type { PolicyKind } from '../policy/target.ts'
import type { PolicyReader } from './attribute-policies.ts'
import { attributeEntries, type Inherited } from './inherit.ts'
import { findMixin } from './mixins.ts'
import { entriesOf, flagAt, itemsOf, member, type Node, scalar, textAt, textOf } from './node.ts'
import type { ServiceView } from './world.ts'

export const standardVerbs: readonly StandardVerb[] = ['create', 'list', 'get', 'update', 'delete']

/** What holds where an object says nothing. */
const STANDARD = 'rule:default'

type Rules = Readonly<Record<string, string>>

/** The named rules of a service: its own over the standard ones. */
export function serviceRules(view: ServiceView, base: Rules): Rules {
  const own = [...view.draft.rules.values()].flatMap(rule => {
    const source = textOf(rule.node)
    return source === undefined ? [] : [[rule.name, source] as const]
  })
  return { ...base, ...Object.fromEntries(own) }
}

/** What a policy has to know of the object that it is about. */
export function policyKind(object: Inherited, owner: string | undefined, view: ServiceView): PolicyKind {
  const mixedIn = itemsOf(member(object.node, 'mixins')).flatMap(
    item => findMixin(textOf(item) ?? '')?.attributes ?? [],
  )
  const declared = attributeEntries(object.node)
    .filter(({ node }) => flagAt(node, 'derived') !== true)
    .map(({ name, node }) => [name, textAt(node, 'type') ?? ''] as const)
  const types = new Map([...mixedIn.map(({ name, type }) => [name, type.name] as const), ...declared])
  const above = view.draft.objects.get(textAt(member(object.node, 'api'), 'parent') ?? '')
  const parent = textAt(member(above?.node, 'api'), 'name')
  return { ...(owner === undefined ? {} : { owner }), ...(parent === undefined ? {} : { parent }), types }
}

function reader(rules: Rules, kind: PolicyKind, report: Report): PolicyReader {
  return node => {
    const source = textOf(node)
    if (source === undefined) return undefined
    const parsed = parsePolicy(source, rules, kind)
    if (parsed.ok) return parsed.value
    for (const fault of parsed.faults) report.add('policy', node.at, { detail: fault.message }, { hint: fault.next })
    return undefined
  }
}

/** Reads the policies of one object. */
export interface ObjectPolicies {
  readonly attribute: PolicyReader
  /** Policies by verb, with one for each action. */
  all(): Record<string, Policy>
}

export function objectPolicies(
  object: Inherited,
  view: ServiceView,
  owner: string | undefined,
  report: Report,
): ObjectPolicies {
  const kind = policyKind(object, owner, view)
  const attribute = reader(serviceRules(view, standardRules), kind, report)
  // Gluon never registered the rule `admin` that its base objects name for lists, so its default rule applied to them.
  const gluon = object.declaration.language === '1.0'
  const list = gluon ? reader(serviceRules(view, gluonRules), kind, report) : attribute
  const written = member(object.node, 'policies')
  const standard = scalar(STANDARD, object.declaration.key)
  const never: Policy = { source: '!', expression: { always: false } }
  const policy = (verb: string, node: Node) => (verb === 'list' ? list : attribute)(node) ?? never
  return {
    attribute,
    all() {
      const found: Record<string, Policy> = {}
      for (const verb of standardVerbs) found[verb] = policy(verb, member(written, verb) ?? standard)
      for (const action of entriesOf(member(object.node, 'actions'))) {
        const own = member(action.node, 'policy')
        found[`action:${action.name}`] = own === undefined ? found['update']! : policy(action.name, own)
      }
      return found
    },
  }
}
