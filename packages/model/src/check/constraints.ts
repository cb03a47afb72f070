import { namesIn } from '../read/constraints.ts'
import { type Entry, entriesOf, entry, itemsOf, type MapNode, member, type Node, textAt, textOf } from '../read/node.ts'
import { attributesByName, isBroken, type Subject } from './subject.ts'
import { didYouMean } from './suggest.ts'

/** Values of these are stored as JSON, which a database does not compare. */
const NOT_COMPARED = new Set(['list', 'map', 'object', 'json'])

function checkNames(node: Node, word: string, { kind, object, report }: Subject): void {
  const attributes = attributesByName(kind)
  for (const item of itemsOf(member(node, 'attributes'))) {
    const name = textOf(item)
    if (name === undefined || isBroken(member(object.node, 'attributes'), attributes, name)) continue
    const attribute = attributes.get(name)
    const type = attribute?.type.name
    const values = { name, kind: kind.name, word }
    if (type === undefined)
      report.add('constraint.attribute', item.at, values, { hint: didYouMean(name, attributes.keys()) })
    else if (NOT_COMPARED.has(type)) report.add('constraint.type', item.at, { ...values, type })
    else if (attribute?.derived) report.add('constraint.derived', item.at, values)
  }
}

function checkScope(node: Node, { kind, report }: Subject): void {
  const scope = entry(node, 'scope')
  if (scope !== undefined && kind.owner === undefined)
    report.add('constraint.owner', scope.node.at, { kind: kind.name })
}

function checkSingle({ name, node }: Entry & { readonly node: MapNode }, { kind, report }: Subject): void {
  const type = attributesByName(kind).get(name)?.type.name ?? ''
  for (const word of ['unique', 'index']) {
    const found = entry(node, word)
    if (found?.node.kind !== 'scalar' || found.node.value === false) continue
    if (NOT_COMPARED.has(type)) report.add('constraint.type', found.key, { name, kind: kind.name, word, type })
    const scoped = textAt(node, word) === 'project'
    if (scoped && kind.owner === undefined) report.add('constraint.owner', found.node.at, { kind: kind.name })
  }
}

function checkTwice(node: Node | undefined, word: string, { kind, report }: Subject): void {
  const seen = new Set<string>()
  for (const item of itemsOf(node)) {
    const names = namesIn(item)
    const identity = JSON.stringify([names, textAt(item, 'scope') ?? ''])
    if (seen.has(identity)) report.add('constraint.twice', item.at, { kind: kind.name, word, names: names.join(', ') })
    seen.add(identity)
  }
}

/** Faults of `unique` and `index`, of attributes and of the object. */
export function checkConstraints(subject: Subject): void {
  const { node } = subject.object
  for (const word of ['unique', 'index']) {
    const sets = member(node, word)
    for (const item of itemsOf(sets)) {
      checkNames(item, word, subject)
      checkScope(item, subject)
    }
    checkTwice(sets, word, subject)
  }
  for (const one of entriesOf(member(node, 'attributes'))) {
    if (one.node.kind === 'map') checkSingle({ ...one, node: one.node }, subject)
  }
}
