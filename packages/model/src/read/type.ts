import type { Report } from '../check/diagnostic.ts'
import { didYouMean, listed } from '../check/suggest.ts'
import type { KindName, ListType, MapType, ObjectType, ReferenceType, ScalarName, ScalarType, Type } from '../ir.ts'
import { type ComposedName, facetsOfType, scalarNames, typeFacets, typeNames } from '../language/facets.ts'
import { nestedAttributes } from './attribute.ts'
import type { Language } from './file.ts'
import { entry, flagAt, itemsOf, keyPlace, type MapNode, member, numberAt, textAt, textOf } from './node.ts'
import type { Place } from './source.ts'
import { declaredKey, findKind, keyOfObject, type ServiceView, splitName, type World } from './world.ts'

/** What reading a type needs to know around it. */
export interface TypeContext {
  readonly world: World
  readonly view: ServiceView
  readonly report: Report
  readonly language: Language
  /** A base object: what it refers to need not exist in the file that declares it. */
  readonly abstract: boolean
}

/** What Gluon's formats of a string are called here. */
const FORMATS: Readonly<Record<string, ScalarType>> = {
  'date-time': { name: 'datetime' },
  json: { name: 'json-text' },
  ipv4: { name: 'ip', version: 4 },
  ipv6: { name: 'ip', version: 6 },
  mac: { name: 'mac' },
  uri: { name: 'uri' },
  email: { name: 'email' },
}

const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 }

/** Text columns of Gluon hold this much unless the model says otherwise. */
const V1_LENGTH = 255

export const stringFormats = Object.keys(FORMATS)
export const integerFormats = ['int32', 'int64']

function scalarFacets(node: MapNode, name: ScalarName): Partial<ScalarType> {
  const known = facetsOfType(name)
  const facets: Record<string, unknown> = {}
  for (const facet of ['minLength', 'maxLength', 'min', 'max', 'version'] as const) {
    const value = known.has(facet) ? numberAt(node, facet) : undefined
    if (value !== undefined) facets[facet] = value
  }
  const pattern = known.has('pattern') ? textAt(node, 'pattern') : undefined
  if (pattern !== undefined) facets['pattern'] = pattern
  if (known.has('values')) facets['values'] = itemsOf(member(node, 'values')).flatMap(item => textOf(item) ?? [])
  return facets
}

function formatOf(node: MapNode, name: string, context: TypeContext): string | undefined {
  const format = textAt(node, 'format')
  if (format === undefined) return undefined
  const allowed = name === 'string' ? stringFormats : integerFormats
  if (allowed.includes(format)) return format
  const at = member(node, 'format')!.at
  const known = [...stringFormats, ...integerFormats].includes(format)
  if (known) context.report.add('attribute.format', at, { format, type: name, formats: listed(allowed) })
  return undefined
}

function scalarType(node: MapNode, name: ScalarName, context: TypeContext): ScalarType {
  const format = name === 'string' || name === 'integer' ? formatOf(node, name, context) : undefined
  const formatted = name === 'string' && format !== undefined ? FORMATS[format] : undefined
  if (formatted !== undefined) return { ...scalarFacets(node, formatted.name), ...formatted }
  const facets = scalarFacets(node, name)
  if (name === 'enum' && member(node, 'values') === undefined) {
    context.report.add('type.incomplete', keyPlace(node, 'type'), typeNeeds(node, 'values'))
  }
  if (format === 'int32') return { name, ...INT32, ...facets }
  if (name === 'string' && context.language === '1.0') return { name, maxLength: V1_LENGTH, ...facets }
  return { name, ...facets }
}

const FALLBACK: ScalarType = { name: 'string' }

function innerType(node: MapNode, name: 'items' | 'values', context: TypeContext): Type {
  const inner = member(node, name)
  // That an inner type names none is said by the schema of the language.
  if (inner?.kind === 'map') return (entry(inner, 'type') && readType(inner, context)) ?? FALLBACK
  if (inner === undefined) context.report.add('type.incomplete', keyPlace(node, 'type'), typeNeeds(node, name))
  return FALLBACK
}

const typeNeeds = (node: MapNode, facet: string) => ({ type: textAt(node, 'type') ?? '', facet })

const numbers = (node: MapNode, ...names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.flatMap(name => (numberAt(node, name) === undefined ? [] : [[name, numberAt(node, name)!]])))

function listType(node: MapNode, context: TypeContext): ListType {
  const uniqueItems = flagAt(node, 'uniqueItems')
  return {
    name: 'list',
    items: innerType(node, 'items', context),
    ...numbers(node, 'minItems', 'maxItems'),
    ...(uniqueItems === undefined ? {} : { uniqueItems }),
  }
}

function mapType(node: MapNode, context: TypeContext): MapType {
  const keyPattern = textAt(node, 'keyPattern')
  return {
    name: 'map',
    values: innerType(node, 'values', context),
    ...numbers(node, 'maxItems'),
    ...(keyPattern === undefined ? {} : { keyPattern }),
  }
}

function objectType(node: MapNode, context: TypeContext): ObjectType {
  const attributes = member(node, 'attributes')
  if (attributes === undefined)
    context.report.add('type.incomplete', keyPlace(node, 'type'), typeNeeds(node, 'attributes'))
  return { name: 'object', attributes: nestedAttributes(attributes, context) }
}

/** The type of the key of a kind, through keys that are references themselves. */
function keyType(name: KindName, context: TypeContext, seen: readonly string[], at: Place): ScalarType | undefined {
  const path = `${name.service}/${name.kind}`
  if (seen.includes(path)) {
    context.report.add('reference.cycle', at, { cycle: [...seen, path].join(' → ') })
    return undefined
  }
  const target = findKind(context.world, name)
  const view = context.world.services.get(name.service)
  if (target === undefined || view === undefined) return undefined
  if (declaredKey(target).length === 0) return { name: 'uuid' }
  const [key, ...more] = keyOfObject(target)
  if (more.length > 0) {
    context.report.add('reference.composite', at, { kind: name.kind, key: listed([key!, ...more]) })
    return undefined
  }
  const attribute = member(member(target.node, 'attributes'), key!)
  if (attribute?.kind !== 'map') return undefined
  const written = textAt(attribute, 'type') ?? ''
  const language = target.declaration.language
  if (isScalar(written)) return scalarType(attribute, written, { ...context, language, view })
  const next = written === 'reference' ? textAt(attribute, 'to') : written
  const deeper = next === undefined || typeNames.includes(next) ? undefined : splitName(next, name.service)
  return deeper === undefined ? undefined : keyType(deeper, context, [...seen, path], at)
}

const isScalar = (name: string): name is ScalarName => (scalarNames as readonly string[]).includes(name)

function unknownTarget(text: string, name: KindName, at: Place, context: TypeContext): void {
  const { world, view, report } = context
  if (context.abstract || world.broken) return
  const elsewhere = world.services.get(name.service)
  if (elsewhere === undefined) {
    report.add(
      'reference.service',
      at,
      { service: name.service },
      { hint: didYouMean(name.service, world.services.keys()) },
    )
    return
  }
  if (elsewhere.draft.objects.has(name.kind)) {
    report.add('reference.base', at, { name: text })
    return
  }
  const words = elsewhere === view ? [...elsewhere.kinds, ...typeNames] : elsewhere.kinds
  const hint = didYouMean(name.kind, words) ?? `Objects of ${name.service} are ${listed(elsewhere.kinds)}`
  report.add('type.unknown', at, { name: text }, { hint })
}

function referenceType(text: string, at: Place, node: MapNode, context: TypeContext): ReferenceType | undefined {
  const to = splitName(text, context.view.draft.name)
  if (findKind(context.world, to) === undefined) {
    unknownTarget(text, to, at, context)
    return undefined
  }
  const key = keyType(to, context, [], at)
  const written = textAt(node, 'onDelete')
  const onDelete = written === 'cascade' || written === 'null' ? written : 'restrict'
  return key === undefined ? undefined : { name: 'reference', to, onDelete, key }
}

function checkFacets(node: MapNode, type: string, context: TypeContext): void {
  const known = facetsOfType(type)
  for (const { name, key } of node.entries.values()) {
    if (!typeFacets.has(name) || known.has(name)) continue
    // Gluon took a length with any type and used it for text alone.
    if (name === 'maxLength' && context.language === '1.0') continue
    const facets = known.size === 0 ? 'none' : listed(known)
    context.report.add('type.facet', key, { facet: name, type, facets })
  }
}

const composedReaders: Readonly<Record<ComposedName, (node: MapNode, context: TypeContext) => Type | undefined>> = {
  list: listType,
  map: mapType,
  object: objectType,
  reference(node, context) {
    const to = textAt(node, 'to')
    if (to !== undefined) return referenceType(to, member(node, 'to')!.at, node, context)
    if (member(node, 'to') === undefined)
      context.report.add('type.incomplete', keyPlace(node, 'type'), typeNeeds(node, 'to'))
    return undefined
  },
}

const isComposed = (name: string): name is ComposedName => Object.hasOwn(composedReaders, name)

/**
 * The type that an attribute, or the items of a list, are declared with.
 * @returns undefined when it has a fault, which is in the report then
 */
export function readType(node: MapNode, context: TypeContext): Type | undefined {
  const type = entry(node, 'type')
  const name = textOf(type?.node)
  if (type === undefined) context.report.add('type.missing', node.at)
  if (type === undefined || name === undefined) return undefined
  checkFacets(node, name, context)
  if (isScalar(name)) return scalarType(node, name, context)
  if (isComposed(name)) return composedReaders[name](node, context)
  return referenceType(name, type.node.at, node, context)
}
