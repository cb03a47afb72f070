import { expressionProblem } from '../expression/check.ts'
import { type Scope, type Place as Standing, scopeFor } from '../expression/scope.ts'
import type { Attribute, Type } from '../ir.ts'
import { entriesOf, itemsOf, member, type Node, textOf } from '../read/node.ts'
import type { Place } from '../read/source.ts'
import { attributeEntry, attributesByName, type Subject } from './subject.ts'
import { didYouMean, listed } from './suggest.ts'

/** Where the lines of a block scalar (`|`) start, behind their indentation; undefined for any other scalar. */
function blockLines({ source, start, end }: Place): number[] | undefined {
  const written = source.text.slice(start, end)
  if (!written.startsWith('|')) return undefined
  const indent = /\n( *)\S/.exec(written)?.[1]?.length ?? 0
  return [...written.matchAll(/\n/g)].map(match => start + match.index + 1 + indent)
}

/** The part of the file that a part of an expression was written as, where YAML did not rewrite it. */
function partOf({ at }: Node, source: string, start: number, end: number): Place {
  const inside = at.source.text.slice(at.start, at.end).indexOf(source)
  if (inside >= 0) {
    const from = at.start + inside + start
    return { ...at, start: from, end: Math.max(from + 1, at.start + inside + end) }
  }
  const before = source.slice(0, start).split('\n')
  const line = blockLines(at)?.[before.length - 1]
  if (line === undefined) return at
  const from = line + (before.at(-1)?.length ?? 0)
  return { ...at, start: from, end: from + Math.max(1, end - start) }
}

const known = (scope: Scope) =>
  Object.entries(scope).flatMap(([name, types]) => Object.keys(types).map(key => `${name}.${key}`))

/** The name that an expression got wrong, if that is what is wrong. */
function hintFor(message: string, scope: Scope): string | undefined {
  const name = /^there is no (?:attribute )?"([^"]*)"/.exec(message)?.[1]
  if (name === undefined) return undefined
  const names = [...Object.keys(scope), ...Object.values(scope).flatMap(types => Object.keys(types))]
  return didYouMean(name, names) ?? `There is ${listed(known(scope), 30)}`
}

function check(node: Node | undefined, scope: Scope, wanted: Type | undefined, { report }: Subject): void {
  const source = textOf(node)
  if (node === undefined || source === undefined) return
  const problem = expressionProblem(source, scope, wanted)
  if (problem === undefined) return
  const at = partOf(node, source, problem.start, problem.end)
  const code = problem.code === 'expression.syntax' ? 'cel.syntax' : 'cel.type'
  report.add(code, at, { detail: problem.message }, { hint: hintFor(problem.message, scope) })
}

const checkRules = (rules: Node | undefined, scope: Scope, subject: Subject) => {
  for (const rule of itemsOf(rules)) check(member(rule, 'expression'), scope, undefined, subject)
}

/** What is worked out from what comes later would be one write behind. */
function checkOrder(one: Attribute, position: number, { kind, object, report }: Subject): void {
  const node = member(attributeEntry(object.node, one.name)?.node, 'computed')
  for (const [index, other] of kind.attributes.entries()) {
    if (node === undefined || index < position || other.computed === undefined) continue
    const uses = new RegExp(`\\bthis\\.${other.name}\\b`).test(one.computed ?? '')
    if (uses) report.add('computed.order', node.at, { name: one.name, other: other.name })
  }
}

function checkComputed(subject: Subject): void {
  const { kind, object } = subject
  for (const [position, attribute] of kind.attributes.entries()) {
    if (attribute.computed === undefined) continue
    const node = member(attributeEntry(object.node, attribute.name)?.node, 'computed')
    check(node, scopeFor(kind, 'value'), attribute.type, subject)
    checkOrder(attribute, position, subject)
  }
}

function checkValues(
  values: Node | undefined,
  attributes: ReadonlyMap<string, Attribute>,
  scope: Scope,
  subject: Subject,
) {
  for (const { name, node } of entriesOf(values)) {
    const attribute = attributes.get(name)
    if (attribute !== undefined) check(node, scope, attribute.type, subject)
  }
}

/** Syntax, names and types of every expression of an object. */
export function checkExpressions(
  subject: Subject,
  companions: ReadonlyMap<string, ReadonlyMap<string, Attribute>>,
): void {
  const { object, kind } = subject
  const own = attributesByName(kind)
  const scope = (place: Standing) => scopeFor(kind, place)
  checkComputed(subject)
  checkRules(member(object.node, 'rules'), scope('rule'), subject)
  for (const { name, node } of entriesOf(member(object.node, 'actions'))) {
    const action = kind.actions.find(one => one.name === name)
    if (action === undefined) continue
    checkRules(member(node, 'requires'), scope(action), subject)
    checkValues(member(node, 'set'), own, scope(action), subject)
  }
  for (const item of itemsOf(member(object.node, 'creates'))) {
    const target = companions.get(textOf(member(item, 'object')) ?? '')
    if (target !== undefined) checkValues(member(item, 'values'), target, scope('value'), subject)
  }
}
