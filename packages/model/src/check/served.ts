/** Faults of how objects are served: in a dialect, below an extension, without being stored. */
import type { Kind, Type } from '../ir.ts'
import { type Entry, entriesOf, entry, member, type Node, textOf } from '../read/node.ts'
import type { ServiceView } from '../read/world.ts'
import type { Report } from './diagnostic.ts'
import { serversOwn } from './names.ts'
import { attributePlace, type Subject } from './subject.ts'
import { didYouMean, listed } from './suggest.ts'

/** A first segment of the server's own would hide one of the two. `v1` is: the server's own API has it. */
export function checkDialect({ draft }: ServiceView, report: Report): void {
  const path = member(draft.dialect?.node, 'path')
  const first = textOf(path)?.split('/')[1]
  if (path !== undefined && first !== undefined && serversOwn.includes(first))
    report.add('dialect.path', path.at, { path: textOf(path) })
}

function checkAlias(node: Node | undefined, { draft }: ServiceView, report: Report): void {
  const found = entry(node, 'extension')
  const alias = textOf(found?.node)
  if (found === undefined || alias === undefined || draft.extensions.has(alias)) return
  const known = [...draft.extensions.keys()]
  const hint = didYouMean(alias, known) ?? (known.length > 0 ? `There is ${listed(known)}` : undefined)
  report.add('extension.unknown', found.node.at, { name: alias }, { hint })
}

function checkAliases({ object, view, report }: Subject): void {
  const { node } = object
  const parts: readonly Entry[] = [...entriesOf(member(node, 'attributes')), ...entriesOf(member(node, 'actions'))]
  const members = parts.flatMap(one =>
    [one.node, member(one.node, 'items')].flatMap(whole => entriesOf(member(whole, 'attributes'))),
  )
  const nodes = [...parts, ...members].map(one => one.node)
  for (const each of [member(node, 'api'), ...nodes]) checkAlias(each, view, report)
}

/** What is said about the dialect by an object of a service that has none. */
function checkOfDialect({ object, kind, view, report }: Subject): void {
  const api = member(object.node, 'api')
  for (const word of ['path', 'bare']) {
    const found = entry(api, word)
    if (found !== undefined && view.draft.dialect === undefined)
      report.add('api.dialect', found.key, { word, kind: kind.name })
  }
}

/** What is about rows in the store. */
const OF_STORED = ['elements', 'unique', 'index', 'quota', 'creates', 'binding', 'rules']

const hasReference = (type: Type): boolean =>
  type.name === 'reference' || (type.name === 'list' && hasReference(type.items))

function checkVirtual(subject: Subject): void {
  const { object, kind, report } = subject
  if (!kind.virtual) return
  for (const word of OF_STORED) {
    const found = entry(object.node, word)
    if (found !== undefined) report.add('api.virtual', found.key, { word, kind: kind.name })
  }
  for (const { name, type } of kind.attributes) {
    if (name === kind.parent?.attribute || !hasReference(type)) continue
    report.add('reference.virtual', attributePlace(subject, name), { name, kind: kind.name })
  }
}

/** Nothing is stored of a virtual kind that a reference could be kept to. */
function checkTargets(subject: Subject, kinds: readonly Kind[]): void {
  for (const { attribute, to } of subject.kind.references) {
    const target = kinds.find(one => one.service === to.service && one.name === to.kind)
    if (target?.virtual)
      subject.report.add('reference.virtual', attributePlace(subject, attribute), { name: attribute, kind: to.kind })
  }
}

/** A GET has no body and changes nothing; what a behaviour carries out sets nothing by itself. */
function checkActions({ object, report }: Subject): void {
  for (const { name, key, node } of entriesOf(member(object.node, 'actions'))) {
    const behaviour = member(node, 'behaviour')
    const isBehaviour = behaviour?.kind === 'scalar' && behaviour.value === true
    const set = entry(node, 'set')
    if (isBehaviour && set !== undefined) report.add('action.set', set.key, { name })
    if (textOf(member(node, 'method')) !== 'GET') continue
    if (!isBehaviour) report.add('action.get', key, { name })
    const input = entry(node, 'input')
    if (input !== undefined) report.add('action.input', input.key, { name })
  }
}

/** Two objects at one place of the dialect. */
function checkPaths(subjects: readonly Subject[]): void {
  const seen = new Map<string, string>()
  for (const { object, kind, view, report } of subjects) {
    if (view.draft.dialect === undefined) continue
    const path = kind.path ?? kind.plural
    const place = `${kind.parent?.kind ?? ''}/${path}`
    const other = seen.get(place)
    const api = member(object.node, 'api')
    const at = entry(api, 'path')?.node.at ?? object.declaration.key
    if (other === undefined) seen.set(place, kind.name)
    else report.add('api.path', at, { path, other })
  }
}

export function checkServed(subjects: readonly Subject[], kinds: readonly Kind[]): void {
  checkPaths(subjects)
  for (const subject of subjects) {
    checkAliases(subject)
    checkOfDialect(subject)
    checkVirtual(subject)
    checkTargets(subject, kinds)
    checkActions(subject)
  }
}
