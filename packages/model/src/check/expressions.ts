import { expressionProblem } from '../expression/check.ts'
import { type Scope, type Place as Standing, scopeFor } from '../expression/scope.ts'
import type { Attribute, Type } from '../ir.ts'
import { entriesOf, itemsOf, member, type Node, textOf } from '../read/node.ts'
import type { Place } from '../read/source.ts'
import { attributeEntry, attributesByName, isBroken, type Subject } from './subject.ts'
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

/** Everything that an expression may use, or what the variable has that a name stands behind. */
const known = (scope: Scope, variable: string | undefined) =>
  Object.entries(scope)
    .filter(([name]) => variable === undefined || name === variable)
    .flatMap(([name, types]) => Object.keys(types).map(key => `${name}.${key}`))

const unknownName = (message: string) => /^there is no (?:attribute )?"([^"]*)"/.exec(message)?.[1]

/** The variable that a name at some place of an expression is an attribute of. */
const variableOf = (source: string, start: number, scope: Scope): string | undefined => {
  const variable = /(\w+)\s*\.\s*$/.exec(source.slice(0, start))?.[1]
  return variable !== undefined && Object.hasOwn(scope, variable) ? variable : undefined
}

/** The name that an expression got wrong, if that is what is wrong. */
function hintFor(name: string | undefined, variable: string | undefined, scope: Scope): string | undefined {
  if (name === undefined) return undefined
  const inner = variable === undefined ? Object.values(scope) : [scope[variable] ?? {}]
  const names = [...(variable === undefined ? Object.keys(scope) : []), ...inner.flatMap(types => Object.keys(types))]
  const there = known(scope, variable)
  const what = there.length === 0 ? `"${variable}" has no attributes` : `There is ${listed(there, 30)}`
  return didYouMean(name, names) ?? what
}

/** Whether an attribute is declared that could not be read, of the object or of an input of it. */
function isUnread(name: string, variable: string | undefined, { object, kind }: Subject): boolean {
  if (variable === 'this' || variable === 'old')
    return isBroken(member(object.node, 'attributes'), attributesByName(kind), name)
  const actions = variable === 'input' ? entriesOf(member(object.node, 'actions')) : []
  return actions.some(action => {
    const input = kind.actions.find(one => one.name === action.name)?.input ?? []
    return isBroken(member(action.node, 'input'), new Set(input.map(one => one.name)), name)
  })
}

function check(node: Node | undefined, scope: Scope, wanted: Type | undefined, subject: Subject): void {
  const source = textOf(node)
  if (node === undefined || source === undefined) return
  const problem = expressionProblem(source, scope, wanted)
  if (problem === undefined) return
  const name = unknownName(problem.message)
  const variable = variableOf(source, problem.start, scope)
  if (name !== undefined && isUnread(name, variable, subject)) return
  const at = partOf(node, source, problem.start, problem.end)
  const code = problem.code === 'expression.syntax' ? 'cel.syntax' : 'cel.type'
  subject.report.add(code, at, { detail: problem.message }, { hint: hintFor(name, variable, scope) })
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
