/** Faults of what an object does: rules, actions, companions, binding, quota. */
import type { Attribute, Kind } from '../ir.ts'
import { type Entry, entriesOf, entry, itemsOf, member, type Node, textOf } from '../read/node.ts'
import { checkAttributes } from './attribute.ts'
import { attributesByName, isBroken, type Subject } from './subject.ts'
import { didYouMean } from './suggest.ts'

/** The attribute that a rule points at has to be one of these. */
function checkRuleAttributes(
  rules: Node | undefined,
  names: readonly string[],
  { kind, report }: Subject,
  ...declared: readonly (Node | undefined)[]
): void {
  const read = new Set(names)
  for (const rule of itemsOf(rules)) {
    const found = member(rule, 'attribute')
    const name = textOf(found)
    if (found === undefined || name === undefined || read.has(name)) continue
    if (declared.some(node => isBroken(node, read, name))) continue
    report.add('rule.attribute', found.at, { name, kind: kind.name }, { hint: didYouMean(name, names) })
  }
}

/** What no action may change: an object stays the same object, and stamps are the store's. */
const isFixed = (attribute: Attribute, kind: Kind) =>
  kind.key.includes(attribute.name) || attribute.stamp !== undefined || attribute.computed !== undefined

function checkSet({ name: action, node }: Entry, { kind, object, report }: Subject): void {
  const attributes = attributesByName(kind)
  for (const { name, key } of entriesOf(member(node, 'set'))) {
    if (isBroken(member(object.node, 'attributes'), attributes, name)) continue
    const attribute = attributes.get(name)
    const values = { name, action, kind: kind.name }
    if (attribute === undefined)
      report.add('action.attribute', key, values, { hint: didYouMean(name, attributes.keys()) })
    else if (isFixed(attribute, kind)) report.add('action.fixed', key, values)
  }
}

/** Verbs that every noun of the command line has. */
const STANDARD = new Set(['list', 'show', 'create', 'update', 'delete'])

function checkActions(subject: Subject, kinds: readonly Kind[]): void {
  const { kind, object, report } = subject
  const children = kinds.filter(other => other.parent?.kind === kind.name)
  for (const action of entriesOf(member(object.node, 'actions'))) {
    const { name, key, node } = action
    const child = children.find(other => other.plural === name)
    if (child !== undefined) report.add('action.name', key, { name, child: child.name })
    if (STANDARD.has(name)) report.add('action.verb', key, { name })
    const input = kind.actions.find(one => one.name === name)?.input ?? []
    checkAttributes(entriesOf(member(node, 'input')), input, 'inner', report)
    const names = [...kind.attributes, ...input].map(attribute => attribute.name)
    checkRuleAttributes(
      member(node, 'requires'),
      names,
      subject,
      member(object.node, 'attributes'),
      member(node, 'input'),
    )
    checkSet(action, subject)
  }
}

/** What a companion needs and only its maker can give. */
function checkMissing(target: Kind, item: Node, given: ReadonlySet<string>, { kind, report }: Subject): void {
  const inherited = kind.owner === undefined ? undefined : target.owner
  for (const { name, required } of target.attributes) {
    if (!required || given.has(name) || name === inherited) continue
    report.add('creates.missing', entry(item, 'object')!.key, { name, kind: target.name })
  }
}

function checkCompanion(item: Node, subject: Subject, kinds: readonly Kind[]): void {
  const { view, report } = subject
  const object = member(item, 'object')
  const name = textOf(object)
  if (object === undefined || name === undefined) return
  const target = kinds.find(one => one.name === name)
  if (target === undefined) {
    report.add('creates.object', object.at, { name }, { hint: didYouMean(name, view.kinds) })
    return
  }
  const attributes = attributesByName(target)
  const values = entriesOf(member(item, 'values'))
  for (const { name: attribute, key } of values) {
    if (attributes.has(attribute)) continue
    const hint = didYouMean(attribute, attributes.keys())
    report.add('creates.attribute', key, { name: attribute, kind: target.name }, { hint })
  }
  checkMissing(target, item, new Set(values.map(value => value.name)), subject)
}

/** Objects that make each other would never come to an end. */
function checkCompanionCycle({ kind, object, report }: Subject, kinds: readonly Kind[]): void {
  const companions = new Map(kinds.map(one => [one.name, one.companions.map(companion => companion.kind)]))
  const reached = new Set<string>()
  const queue = [...(companions.get(kind.name) ?? [])]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    queue.push(...(companions.get(name) ?? []))
  }
  const at = entry(object.node, 'creates')?.key ?? object.declaration.key
  if (reached.has(kind.name)) report.add('creates.cycle', at, { kind: kind.name })
}

function checkBinding({ object, kind, report }: Subject): void {
  const attributes = attributesByName(kind)
  for (const { name: part, node } of entriesOf(member(object.node, 'binding'))) {
    const name = textOf(node)
    if (name === undefined) continue
    const attribute = attributes.get(name)
    const values = { name, part, kind: kind.name }
    if (isBroken(member(object.node, 'attributes'), attributes, name)) continue
    if (attribute === undefined)
      report.add('binding.attribute', node.at, values, { hint: didYouMean(name, attributes.keys()) })
    else if (!attribute.nullable) report.add('binding.nullable', node.at, values)
  }
}

export function checkBehaviour(subject: Subject, kinds: readonly Kind[]): void {
  const { object, kind, report } = subject
  const names = kind.attributes.map(attribute => attribute.name)
  checkRuleAttributes(member(object.node, 'rules'), names, subject, member(object.node, 'attributes'))
  checkActions(subject, kinds)
  for (const item of itemsOf(member(object.node, 'creates'))) checkCompanion(item, subject, kinds)
  checkCompanionCycle(subject, kinds)
  checkBinding(subject)
  const quota = entry(object.node, 'quota')
  if (quota !== undefined && kind.owner === undefined) report.add('quota.owner', quota.key, { kind: kind.name })
}
