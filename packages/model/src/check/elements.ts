/** Faults of element indexes: look-up tables over the elements of lists. */
import type { ListType, Type } from '../ir.ts'
import { comparedAs } from '../operators.ts'
import { entry, itemsOf, member, type Node, textAt, textOf } from '../read/node.ts'
import { attributesByName, isBroken, type Subject } from './subject.ts'
import { didYouMean } from './suggest.ts'

/** The list that an index is over; undefined: what it names is none, which is reported. */
function listOf(item: Node, { kind, object, report }: Subject): ListType | undefined {
  const found = member(item, 'list')
  const name = textOf(found)
  if (found === undefined || name === undefined) return undefined
  const attributes = attributesByName(kind)
  if (isBroken(member(object.node, 'attributes'), attributes, name)) return undefined
  const attribute = attributes.get(name)
  if (attribute?.type.name === 'list' && !attribute.derived) return attribute.type
  const lists = kind.attributes.filter(one => one.type.name === 'list' && !one.derived).map(one => one.name)
  report.add('elements.list', found.at, { name, kind: kind.name }, { hint: didYouMean(name, lists) })
  return undefined
}

function checkMembers(item: Node, items: Type, { report }: Subject): void {
  const members = items.name === 'object' ? items.attributes : []
  for (const node of itemsOf(member(item, 'attributes'))) {
    const name = textOf(node)
    if (name === undefined) continue
    const found = members.find(one => one.name === name)
    const values = { name, list: textAt(item, 'list') }
    if (found === undefined) {
      const hint =
        didYouMean(
          name,
          members.map(one => one.name),
        ) ?? undefined
      report.add('elements.attribute', node.at, values, { hint })
    } else if (comparedAs(found.type) === undefined)
      report.add('elements.type', node.at, { ...values, type: found.type.name })
  }
}

function checkOne(item: Node, subject: Subject): void {
  const list = listOf(item, subject)
  if (list === undefined) return
  checkMembers(item, list.items, subject)
  const written = entry(item, 'list')!
  const isObject = list.items.name === 'object'
  if (isObject && entry(item, 'attributes') === undefined)
    subject.report.add('elements.missing', written.node.at, { list: textAt(item, 'list') })
  if (!isObject && comparedAs(list.items) === undefined)
    subject.report.add('elements.type', written.node.at, {
      name: 'items',
      list: textAt(item, 'list'),
      type: list.items.name,
    })
}

export function checkElements(subject: Subject): void {
  const seen = new Set<string>()
  for (const item of itemsOf(member(subject.object.node, 'elements'))) {
    const name = textAt(item, 'name')
    if (name !== undefined && seen.has(name))
      subject.report.add('elements.duplicate', entry(item, 'name')!.node.at, { name, kind: subject.kind.name })
    if (name !== undefined) seen.add(name)
    checkOne(item, subject)
  }
}
