import type { Report } from '../check/diagnostic.ts'
import type { Policy, StandardVerb } from '../ir.ts'
import { parsePolicy } from '../policy/parse.ts'
import { gluonRules, standardRules } from '../policy/rules.ts'
import type { Inherited } from './inherit.ts'
import { entriesOf, member, type Node, scalar, textOf } from './node.ts'
import type { PolicyReader } from './object-attribute.ts'
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

function reader(rules: Rules, owner: string | undefined, report: Report): PolicyReader {
  const kind = owner === undefined ? {} : { owner }
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
  const attribute = reader(serviceRules(view, standardRules), owner, report)
  // Gluon never registered the rule `admin` that its base objects name for lists, so its default rule applied to them.
  const gluon = object.declaration.language === '1.0'
  const list = gluon ? reader(serviceRules(view, gluonRules), owner, report) : attribute
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
