/** What an attribute says for itself: properties that contradict each other, defaults, patterns, bounds. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { internalColumns } from '../emit/sql/layout.ts'
import type { Attribute } from '../ir.ts'
import { type Entry, entry, flagAt, type MapNode, member, numberAt, toJson } from '../read/node.ts'
import { scalars } from '../types/scalars.ts'
import { canonical, phrase } from '../types/type.ts'
import type { Report } from './diagnostic.ts'

interface Contradiction {
  /** The property to point at, and the one it does not go with. */
  readonly properties: readonly [string, string]
  readonly why: string
}

const CONTRADICTIONS: readonly Contradiction[] = [
  { properties: ['required', 'default'], why: 'A default is for what need not be given' },
  { properties: ['required', 'readOnly'], why: 'Clients cannot give it' },
  { properties: ['required', 'computed'], why: 'Clients cannot give it' },
  { properties: ['default', 'computed'], why: 'It always has the value of the expression' },
  { properties: ['writeOnly', 'readOnly'], why: 'Nobody could give or see it' },
  { properties: ['writeOnly', 'computed'], why: 'Nobody could give or see it' },
  { properties: ['nullable', 'primary'], why: 'A key always has a value' },
  { properties: ['default', 'primary'], why: 'Two objects cannot have the same key' },
  { properties: ['computed', 'primary'], why: 'A key is given or made up when the object is created' },
  { properties: ['writeOnly', 'primary'], why: 'A key is part of every URL' },
  { properties: ['sensitive', 'primary'], why: 'A key is part of every URL' },
  { properties: ['status', 'primary'], why: 'What is observed cannot say which object it is' },
  { properties: ['internal', 'primary'], why: 'A key is part of every URL' },
  { properties: ['internal', 'writeOnly'], why: 'Nobody could give or see it' },
  { properties: ['internal', 'policies'], why: 'Nobody reads or writes it' },
  { properties: ['derived', 'internal'], why: 'It would be neither stored nor answered' },
  { properties: ['derived', 'primary'], why: 'A key is stored' },
  { properties: ['derived', 'status'], why: 'What was observed is stored' },
  { properties: ['derived', 'computed'], why: 'What is computed is stored' },
  { properties: ['derived', 'unique'], why: 'Only what is stored is compared' },
  { properties: ['derived', 'index'], why: 'Only what is stored is found by an index' },
]

/** Whether a property is there and does not switch itself off. */
function isSet(node: MapNode, name: string): boolean {
  const found = member(node, name)
  return found !== undefined && !(found.kind === 'scalar' && (found.value === false || found.value === null))
}

function checkContradictions(name: string, node: MapNode, report: Report): void {
  for (const { properties, why } of CONTRADICTIONS) {
    const [one, other] = properties
    if (!isSet(node, one) || !isSet(node, other)) continue
    report.add('attribute.contradiction', node.entries.get(one)!.key, { name, one, other }, { hint: why })
  }
}

function checkEmptyIsNull(name: string, node: MapNode, attribute: Attribute, report: Report): void {
  if (flagAt(node, 'emptyIsNull') !== true || attribute.nullable || flagAt(node, 'primary') === true) return
  report.add('attribute.empty-is-null', node.entries.get('emptyIsNull')!.key, { name })
}

function checkDefault(name: string, node: MapNode, attribute: Attribute, report: Report): void {
  const written = member(node, 'default')
  if (written === undefined) return
  const at = written.at.end > written.at.start ? written.at : node.entries.get('default')!.key
  if (written.kind === 'scalar' && written.value === null) {
    if (!attribute.nullable)
      report.add('attribute.default', at, { name, value: 'null', wanted: phrase(attribute.type) })
    return
  }
  const value = toJson(written)
  if (canonical(attribute.type, value) !== undefined) return
  report.add('attribute.default', at, { name, value: JSON.stringify(value), wanted: phrase(attribute.type) })
}

function checkPatterns(node: MapNode, report: Report): void {
  for (const property of ['pattern', 'keyPattern']) {
    const found = member(node, property)
    if (found?.kind !== 'scalar' || typeof found.value !== 'string') continue
    try {
      new RegExp(found.value, 'u')
    } catch (error) {
      const detail = error instanceof Error ? error.message.replace(/^.*\/u?: /, '') : String(error)
      report.add('type.pattern', found.at, { pattern: found.value, detail })
    }
  }
}

const BOUNDS = [
  ['minLength', 'maxLength'],
  ['min', 'max'],
  ['minItems', 'maxItems'],
] as const

function checkBounds(node: MapNode, report: Report): void {
  for (const [low, high] of BOUNDS) {
    const [least, most] = [numberAt(node, low), numberAt(node, high)]
    if (least === undefined || most === undefined || least <= most) continue
    report.add('type.bounds', node.entries.get(low)!.node.at, { low, high, least, most })
  }
}

let ajv: Ajv2020 | undefined

/** Whether a facet has a value that its scalar takes; the schema of the language is not exact where scalars differ. */
function checkFacets(node: MapNode, name: string, report: Report): void {
  const facets = Object.hasOwn(scalars, name) ? scalars[name as keyof typeof scalars].facets : {}
  for (const [facet, { format: _, ...schema }] of Object.entries(facets)) {
    const found = entry(node, facet)
    if (found === undefined || found.node.kind !== 'scalar') continue
    ajv ??= new Ajv2020({ strict: true, allowUnionTypes: true })
    if (ajv.validate(schema, toJson(found.node))) continue
    const detail = ajv.errorsText(ajv.errors, { dataVar: 'it' })
    report.add('type.facet-value', found.node.at, { facet, type: name, detail })
  }
}

/** Faults of a type that is written out: patterns, bounds, facets, and those of the types inside it. */
export function checkType(node: MapNode, report: Report): void {
  const type = member(node, 'type')
  checkPatterns(node, report)
  checkBounds(node, report)
  if (type?.kind === 'scalar') checkFacets(node, String(type.value), report)
  for (const inner of ['items', 'values']) {
    const found = member(node, inner)
    if (found?.kind === 'map') checkType(found, report)
  }
}

/** Whose attributes they are: of an object, of an attribute that is an object or a list of objects, or further in. */
type Standing = 'object' | 'member' | 'inner'

/** A `status` or `unique` inside a value would mean nothing: only attributes of an object are stored on their own. */
const OF_OBJECTS = [
  'primary',
  'unique',
  'index',
  'status',
  'computed',
  'policies',
  'immutable',
  'internal',
  'derived',
  'filter',
]

/** A member is answered with the whole it is part of, so that there is no policy to read it. */
function misplaced(node: MapNode, property: string, standing: Standing): Entry | undefined {
  const found = node.entries.get(property)
  return standing === 'member' && property === 'policies' ? entry(found?.node, 'read') : found
}

function checkInner(one: Entry & { readonly node: MapNode }, standing: Standing, report: Report): void {
  for (const property of OF_OBJECTS) {
    const found = misplaced(one.node, property, standing)
    if (found !== undefined) report.add('attribute.inner', found.key, { name: one.name, property })
  }
}

/** The maps of attributes that a type holds: its own, or those of its items or values. */
function innerEntries(node: MapNode): Entry[] {
  const own = member(node, 'attributes')
  const inner = ['items', 'values'].flatMap(name => {
    const found = member(node, name)
    return found?.kind === 'map' ? innerEntries(found) : []
  })
  return [...(own?.kind === 'map' ? own.entries.values() : []), ...inner]
}

function innerAttributes({ type }: Pick<Attribute, 'type'>): readonly Attribute[] {
  if (type.name === 'object') return type.attributes
  if (type.name === 'list') return innerAttributes({ type: type.items })
  return type.name === 'map' ? innerAttributes({ type: type.values }) : []
}

function further(standing: Standing, { type }: Attribute): Standing {
  const whole = type.name === 'list' ? type.items : type
  return standing === 'object' && whole.name === 'object' ? 'member' : 'inner'
}

/**
 * Faults of attributes and of those inside them.
 */
export function checkAttributes(
  entries: readonly Entry[],
  attributes: readonly Attribute[],
  standing: Standing,
  report: Report,
): void {
  for (const one of entries) {
    const { name, node } = one
    if (node.kind !== 'map') continue
    checkContradictions(name, node, report)
    checkType(node, report)
    if (standing !== 'object') checkInner({ ...one, node }, standing, report)
    const attribute = attributes.find(candidate => candidate.name === name)
    if (attribute === undefined) continue
    checkDefault(name, node, attribute, report)
    checkEmptyIsNull(name, node, attribute, report)
    checkAttributes(innerEntries(node), innerAttributes(attribute), further(standing, attribute), report)
  }
  checkSpelling(entries, report)
}

const internal = new Set(internalColumns.map(column => column.name))

/** SQL does not tell capitals from small letters in names of columns. */
function checkSpelling(entries: readonly Entry[], report: Report): void {
  const seen = new Map<string, string>()
  for (const { name, key } of entries) {
    const folded = name.toLowerCase()
    if (internal.has(folded)) report.add('attribute.internal', key, { name })
    const other = seen.get(folded)
    if (other === undefined) seen.set(folded, name)
    else report.add('attribute.case', key, { name, other })
  }
}
