/** The filters of a list: every attribute by its name, elements, tags, and what the behaviour of the kind adds. */
import type { BehaviourSet, Sight } from '@baryon/decide'
import { type Json, Refusal } from '@baryon/kit'
import {
  type Attribute,
  type Caller,
  comparedAs,
  type Filter,
  type Kind,
  type ListType,
  parse,
  type ScalarType,
  visible,
} from '@baryon/model'
import { convertValue, refusalOf } from '../body/convert.ts'
import { TENANT } from '../body/form.ts'
import { openstackErrors } from '../errors.ts'
import { hasTags } from '../resolve.ts'
import { elementFilter } from './element-filter.ts'
import { type Parameters, shown } from './parameters.ts'
import { tagFilters } from './tag-filter.ts'

const reserved = new Set(['fields', 'sort_key', 'sort_dir', 'limit', 'marker', 'page_reverse'])
const since = 'changed_since'

interface Criterion {
  readonly attribute: Attribute | undefined
  read(values: readonly string[]): Filter
}

/** Values that have to be of their type before they are compared: others are refused, as they are in bodies. */
const strict = new Set(['boolean', 'integer', 'number'])

function scalarValue(attribute: Attribute, type: ScalarType, text: string): readonly Json[] {
  if (strict.has(type.name)) {
    const converted = convertValue({ ...attribute, type: { name: type.name }, nullable: false }, text)
    if ('value' in converted) return [converted.value]
    throw new Refusal(refusalOf(attribute, converted))
  }
  if (type.name === 'string' || type.name === 'enum') return [text]
  const value = parse(type, text)
  return value === undefined ? [] : [value]
}

const wholeSecond = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/

/** Times are shown to the second, so that is what they are found by. */
function secondFilter(attribute: string, text: string): Filter {
  const second = wholeSecond.exec(text)?.[0].replace(' ', 'T')
  return second === undefined ? { any: [] } : { attribute, from: `${second}.000Z`, to: `${second}.999Z` }
}

function scalarFilter(attribute: Attribute, type: ScalarType): (values: readonly string[]) => Filter {
  const { name } = attribute
  if (type.name === 'datetime') return values => ({ any: values.map(text => secondFilter(name, text)) })
  return values => ({ attribute: name, in: values.flatMap(text => scalarValue(attribute, type, text)) })
}

const isList = (attribute: Attribute): attribute is Attribute & { readonly type: ListType } =>
  attribute.type.name === 'list'

function criterionOf(kind: Kind, attribute: Attribute): Criterion | undefined {
  const { type, internal, derived, unfiltered, writeOnly } = attribute
  if (internal || derived || unfiltered || writeOnly) return undefined
  const scalar = comparedAs(type)
  if (scalar !== undefined) return { attribute, read: scalarFilter(attribute, scalar) }
  const isIndexed = kind.elements?.some(({ list }) => list === attribute.name) ?? false
  if (!isList(attribute) || (attribute.type.items.name === 'object' && !isIndexed)) return undefined
  return { attribute, read: values => elementFilter(attribute, values) }
}

/** @throws Refusal `openstack.input` */
function sinceFilter(attribute: string): (values: readonly string[]) => Filter {
  return ([text = '']) => {
    const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
    if (!Number.isNaN(time)) return { attribute, from: new Date(time).toISOString() }
    const reason = `The input ${since} must be in the following format: YYYY-MM-DDTHH:MM:SS`
    throw new Refusal(openstackErrors.fault('openstack.input', { reason, expected: 'a time in UTC' }))
  }
}

const criteria = new WeakMap<Kind, ReadonlyMap<string, Criterion>>()

/** Every parameter that the model makes a filter; built once a kind. */
function criteriaOf(kind: Kind): ReadonlyMap<string, Criterion> {
  let known = criteria.get(kind)
  if (known === undefined) {
    const map = new Map<string, Criterion>()
    for (const attribute of kind.attributes) {
      const criterion = criterionOf(kind, attribute)
      if (criterion === undefined) continue
      map.set(attribute.name, criterion)
      if (attribute.name === kind.owner) map.set(TENANT, criterion)
      if (attribute.stamp === 'updated') map.set(since, { attribute, read: sinceFilter(attribute.name) })
    }
    if (hasTags(kind))
      for (const [name, read] of Object.entries(tagFilters)) map.set(name, { attribute: undefined, read })
    known = map
    criteria.set(kind, map)
  }
  return known
}

/** A filter on an attribute that is readable in some objects finds only those. */
function guarded(attribute: Attribute | undefined, filter: Filter, caller: Caller): Filter {
  const policy = attribute?.policies.read
  if (policy === undefined) return filter
  const seen = visible(policy.expression, caller)
  if (seen === true) return filter
  return seen === false ? { any: [] } : { all: [filter, seen] }
}

function grouped(parameters: Parameters): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of parameters) {
    if (reserved.has(name)) continue
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [value])
    else group.push(value)
  }
  return groups
}

export interface Filtering {
  readonly kind: Kind
  readonly behaviours: BehaviourSet | undefined
  readonly sight: Sight
  /** Whether an empty value finds empty texts; else it means nothing. */
  readonly emptyFilters: boolean
}

function refuseUnknown(kind: Kind, names: readonly string[], own: readonly string[]): never {
  const known = [...criteriaOf(kind).keys(), ...own].join(', ')
  throw new Refusal(openstackErrors.fault('openstack.filter', { names: shown(names), known }))
}

/**
 * What the parameters of a list ask for, all of it.
 * @throws Refusal `openstack.filter` with every parameter that is no filter, `openstack.input`
 */
export async function readFilters(parameters: Parameters, filtering: Filtering): Promise<readonly Filter[]> {
  const { kind, behaviours, sight, emptyFilters } = filtering
  const own = behaviours?.of(kind)?.derived?.filters ?? {}
  const known = criteriaOf(kind)
  const groups = grouped(parameters)
  const unknown = [...groups.keys()].filter(name => !known.has(name) && !Object.hasOwn(own, name))
  if (unknown.length > 0) refuseUnknown(kind, unknown, Object.keys(own))
  const filters: Filter[] = []
  for (const [name, given] of groups) {
    const values = emptyFilters ? given : given.filter(value => value !== '')
    if (values.length === 0) continue
    const derived = Object.hasOwn(own, name) ? own[name] : undefined
    const criterion = known.get(name)
    if (derived !== undefined) filters.push(await derived(values, sight))
    else if (criterion !== undefined) filters.push(guarded(criterion.attribute, criterion.read(values), sight.caller))
  }
  return filters
}
