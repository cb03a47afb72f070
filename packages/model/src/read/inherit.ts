import type { Report } from '../check/diagnostic.ts'
import { didYouMean, listed } from '../check/suggest.ts'
import { facetsOfType, typeFacets } from '../language/facets.ts'
import type { Declaration, Draft } from './draft.ts'
import { type Entry, entriesOf, entry, itemsOf, type MapNode, member, type Node, textAt, textOf } from './node.ts'

/** An object with everything it extends merged in. */
export interface Inherited {
  readonly declaration: Declaration
  readonly node: MapNode
  /** Names of all base objects it extends, directly or not. */
  readonly ancestors: ReadonlySet<string>
  /** What is merged, from the base that came first to the object itself; each declaration once, behind what it extends. */
  readonly lineage: readonly Declaration[]
}

/** What is said about an object itself and not about those that extend it. */
const OWN = ['api', 'extends', 'description', 'deprecated']
/** Lists that grow along the way instead of being replaced. */
const GROWING = new Set(['mixins', 'unique', 'index', 'rules', 'creates', 'elements'])
/** Maps whose members are replaced one by one. */
const BY_MEMBER = new Set(['policies', 'actions', 'binding'])

function mergeMaps(base: Node, own: Node, merge: (base: Node, own: Node) => Node): Node {
  if (base.kind !== 'map' || own.kind !== 'map') return own
  const entries = new Map(base.entries)
  for (const [name, one] of own.entries) {
    const inherited = base.entries.get(name)
    entries.set(name, inherited === undefined ? one : { ...one, node: merge(inherited.node, one.node) })
  }
  return { ...own, entries }
}

const replace = (_base: Node, own: Node) => own

/** Property by property. Where the type changes, facets that the new type does not have stay behind. */
function mergeAttribute(base: Node, own: Node): Node {
  const type = textAt(own, 'type')
  if (base.kind !== 'map' || type === undefined || type === textAt(base, 'type')) return mergeMaps(base, own, replace)
  const known = facetsOfType(type)
  const kept = [...base.entries].filter(([name]) => !typeFacets.has(name) || known.has(name))
  return mergeMaps({ ...base, entries: new Map(kept) }, own, replace)
}

function mergeLists(base: Node, own: Node): Node {
  if (base.kind !== 'list' || own.kind !== 'list') return own
  return { ...own, items: [...base.items, ...own.items] }
}

function mergeSection(name: string, base: Node, own: Node): Node {
  if (name === 'attributes') return mergeMaps(base, own, mergeAttribute)
  if (BY_MEMBER.has(name)) return mergeMaps(base, own, replace)
  return GROWING.has(name) ? mergeLists(base, own) : own
}

/** A new object; neither `base` nor `own` is changed, so nothing leaks into others that extend the same base. */
function mergeObject(base: MapNode, own: MapNode): MapNode {
  const entries = new Map<string, Entry>([...base.entries].filter(([name]) => !OWN.includes(name)))
  for (const [name, section] of own.entries) {
    const inherited = entries.get(name)
    const node = inherited === undefined ? section.node : mergeSection(name, inherited.node, section.node)
    entries.set(name, { ...section, node })
  }
  return { ...own, entries }
}

/** The objects of a service by name, each resolved once. */
export interface Inheritance {
  get(name: string): Inherited | undefined
}

class Resolver implements Inheritance {
  readonly #draft: Draft
  readonly #report: Report
  readonly #done = new Map<string, Inherited>()
  /** Objects being resolved, outermost first. */
  readonly #open: string[] = []

  constructor(draft: Draft, report: Report) {
    this.#draft = draft
    this.#report = report
  }

  get(name: string): Inherited | undefined {
    const done = this.#done.get(name)
    if (done !== undefined) return done
    const declaration = this.#draft.objects.get(name)
    if (declaration === undefined) return undefined
    this.#open.push(name)
    const resolved = this.#resolve(declaration)
    this.#open.pop()
    this.#done.set(name, resolved)
    return resolved
  }

  #resolve(declaration: Declaration): Inherited {
    const lineage = new Set<Declaration>()
    for (const item of itemsOf(member(declaration.node, 'extends'))) {
      for (const ancestor of this.#base(item, declaration)?.lineage ?? []) lineage.add(ancestor)
    }
    const ancestors = new Set([...lineage].map(ancestor => ancestor.name))
    lineage.add(declaration)
    const node = [...lineage].map(each => each.node).reduce(mergeObject)
    return { declaration, node, ancestors, lineage: [...lineage] }
  }

  #base(item: Node, declaration: Declaration): Inherited | undefined {
    const name = textOf(item)
    if (name === undefined) return undefined
    const start = this.#open.indexOf(name)
    if (start >= 0) {
      const cycle = [...this.#open.slice(start), name].join(' → ')
      this.#report.add('extends.cycle', item.at, { name: declaration.name, cycle })
      return undefined
    }
    const target = this.#draft.objects.get(name)
    if (target === undefined) {
      if (!this.#draft.broken) this.#unknown(item, name)
      return undefined
    }
    if (entry(target.node, 'api') !== undefined) {
      this.#report.add('extends.api', item.at, { name: declaration.name, base: name })
    }
    return this.get(name)
  }

  #unknown(item: Node, name: string): void {
    const bases = [...this.#draft.objects.values()].filter(object => entry(object.node, 'api') === undefined)
    const names = bases.map(object => object.name)
    const hint = didYouMean(name, names) ?? (names.length > 0 ? `Base objects here are ${listed(names)}` : undefined)
    this.#report.add('extends.unknown', item.at, { name }, { hint })
  }
}

export const inheritance = (draft: Draft, report: Report): Inheritance => new Resolver(draft, report)

/** Attributes of an object in their order, with the place of each name. */
export const attributeEntries = (node: Node | undefined): readonly Entry[] =>
  entriesOf(member(node, 'attributes')).filter(one => one.node.kind === 'map')
