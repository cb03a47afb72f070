/** From the query of a list's URL to what is asked of the store. */

import type { Derivation } from '@baryon/decide'
import { type Fault, type Result, success } from '@baryon/kit'
import {
  type Attribute,
  attributeOf,
  type Caller,
  comparedAs,
  type Filter,
  isShown,
  isStored,
  type Kind,
  visible,
} from '@baryon/model'
import type { Query, Sort } from '@baryon/store'
import { serverErrors } from '../errors.ts'
import { readCriterion } from './criteria.ts'
import { type At, plain, readPlain } from './plain.ts'
import { decodeText, encodingFault, parseRaw, type RawQuery } from './raw.ts'

/** A filter by something that is not stored: values as they stand in the URL, decoded. */
export interface AskedFilter {
  readonly name: string
  readonly values: readonly string[]
}

export interface ListRequest {
  readonly query: Query
  /** What the behaviour of the kind turns into filters. */
  readonly asked?: readonly AskedFilter[]
  /** Only these attributes are answered; undefined: all. */
  readonly fields?: readonly string[]
  readonly at?: At
}

const reserved = ['sort', 'fields', 'limit', 'marker', 'page_reverse', 'at']
const longestSort = 16

/** Whether an attribute does not exist as far as this caller can know. */
const hiddenFrom = (caller: Caller) => (attribute: Attribute) =>
  !isShown(attribute) ||
  (attribute.policies.read !== undefined && visible(attribute.policies.read.expression, caller) === false)

function unknownAttribute(kind: Kind, parameter: string, name: string, caller: Caller): Fault {
  const hidden = hiddenFrom(caller)
  const known = kind.attributes.filter(attribute => !hidden(attribute)).map(attribute => attribute.name)
  const values = { name: parameter, value: name, expected: `an attribute of ${kind.name}: ${known.join(', ')}` }
  return serverErrors.fault('parameter.value', values, `?${parameter}`)
}

/** The names in a parameter that is a list, repeated or joined by commas. */
function readNames(raw: RawQuery, parameter: string, faults: Fault[]): readonly string[] | undefined {
  return raw.get(parameter)?.flatMap(value =>
    value.split(',').flatMap(encoded => {
      const name = decodeText(encoded)
      if (name === undefined) faults.push(encodingFault(encoded, parameter))
      return name === undefined || name === '' ? [] : [name]
    }),
  )
}

/** `fields`: attributes that exist for the caller, in the order of the model. */
export function readFields(kind: Kind, raw: RawQuery, caller: Caller, faults: Fault[]): readonly string[] | undefined {
  const names = readNames(raw, 'fields', faults)
  if (names === undefined || names.length === 0) return undefined
  const hidden = hiddenFrom(caller)
  for (const name of names) {
    const attribute = attributeOf(kind, name)
    if (attribute === undefined || hidden(attribute)) faults.push(unknownAttribute(kind, 'fields', name, caller))
  }
  return kind.attributes.map(attribute => attribute.name).filter(name => names.includes(name))
}

/** What cannot be compared has no order; an attribute that is only sometimes readable would tell its value by its place. */
function sortable(attribute: Attribute, caller: Caller): boolean {
  if (comparedAs(attribute.type) === undefined || !isShown(attribute) || !isStored(attribute)) return false
  if (attribute.unfiltered) return false
  return attribute.policies.read === undefined || visible(attribute.policies.read.expression, caller) === true
}

function readSort(kind: Kind, raw: RawQuery, caller: Caller, faults: Fault[]): readonly Sort[] | undefined {
  const names = readNames(raw, 'sort', faults)
  if (names === undefined) return undefined
  if (names.length > longestSort) {
    const expected = `at most ${longestSort} attributes`
    faults.push(serverErrors.fault('parameter.value', { name: 'sort', value: names.length, expected }, '?sort'))
  }
  return names.map(text => {
    const descending = text.startsWith('-')
    const name = descending ? text.slice(1) : text
    const attribute = attributeOf(kind, name)
    if (attribute === undefined || !sortable(attribute, caller)) {
      const expected = `an attribute of ${kind.name} that has an order`
      faults.push(serverErrors.fault('parameter.value', { name: 'sort', value: text, expected }, '?sort'))
    }
    return { attribute: name, descending }
  })
}

/** A filter on an attribute that is readable in some rows finds only those. */
function guarded(attribute: Attribute, filter: Filter, caller: Caller): Filter {
  const policy = attribute.policies.read
  const seen = policy === undefined ? true : visible(policy.expression, caller)
  return typeof seen === 'boolean' ? filter : { all: [filter, seen] }
}

/** The filters that the behaviour understands, as far as the attributes of these names exist for the caller. */
function readAsked(
  kind: Kind,
  raw: RawQuery,
  caller: Caller,
  filters: Derivation['filters'],
  faults: Fault[],
): AskedFilter[] {
  if (filters === undefined) return []
  const hidden = hiddenFrom(caller)
  return [...raw].flatMap(([name, encoded]) => {
    const attribute = attributeOf(kind, name)
    if (!Object.hasOwn(filters, name) || (attribute !== undefined && hidden(attribute))) return []
    const values = encoded.map(one => {
      const text = decodeText(one)
      if (text === undefined) faults.push(encodingFault(one, name))
      return text ?? ''
    })
    return [{ name, values }]
  })
}

function readFilters(
  kind: Kind,
  raw: RawQuery,
  caller: Caller,
  others: readonly AskedFilter[],
  faults: Fault[],
): Filter[] {
  const hidden = hiddenFrom(caller)
  const filters: Filter[] = []
  for (const [name, values] of raw) {
    if (reserved.includes(name) || others.some(other => other.name === name)) continue
    const criterion = readCriterion(kind, name, values, hidden, faults)
    if (criterion !== undefined) {
      filters.push(guarded(criterion.attribute, criterion.filter, caller))
      continue
    }
    const attributes = kind.attributes.filter(attribute => !hidden(attribute)).map(attribute => attribute.name)
    const known = [...attributes, ...reserved].join(', ')
    const reason = `${kind.name} has no such attribute`
    faults.push(serverErrors.fault('parameter.unknown', { name, reason, known }, `?${name}`))
  }
  return filters
}

const marker = { expected: 'the id of an object', read: (text: string) => (text === '' ? undefined : text) }

function readPaging(raw: RawQuery, faults: Fault[]): Pick<Query, 'limit' | 'marker' | 'backwards'> {
  const limit = readPlain(raw, 'limit', plain.limit, faults)
  const from = readPlain(raw, 'marker', marker, faults)
  const backwards = readPlain(raw, 'page_reverse', plain.page_reverse, faults)
  if (backwards && !raw.has('limit')) {
    const values = { name: 'page_reverse', value: 'true', expected: 'possible without "limit": give both' }
    faults.push(serverErrors.fault('parameter.value', values, '?page_reverse'))
  }
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(from === undefined ? {} : { marker: from }),
    ...(backwards ? { backwards } : {}),
  }
}

const everything: ListRequest = { query: {} }

/**
 * Reads the query of a list.
 * @param derived the filters that the behaviour of the kind has
 * @returns every fault of it at once, each with a pointer `?parameter`
 */
export function parseList(
  kind: Kind,
  query: string,
  caller: Caller,
  derived?: Derivation['filters'],
): Result<ListRequest> {
  if (query === '') return success(everything)
  const parsed = parseRaw(query)
  if (!parsed.ok) return parsed
  const raw = parsed.value
  const faults: Fault[] = []
  const asked = readAsked(kind, raw, caller, derived, faults)
  const filters = readFilters(kind, raw, caller, asked, faults)
  const sort = readSort(kind, raw, caller, faults)
  const fields = readFields(kind, raw, caller, faults)
  const at = readPlain(raw, 'at', plain.at, faults)
  const paging = readPaging(raw, faults)
  if (faults.length > 0) return { ok: false, faults }
  return success({
    query: {
      ...(filters.length > 0 ? { filter: { all: filters } } : {}),
      ...(sort ? { sort } : {}),
      ...paging,
    },
    ...(asked.length > 0 ? { asked } : {}),
    ...(fields ? { fields } : {}),
    ...(at ? { at } : {}),
  })
}

export interface ShowRequest {
  readonly fields?: readonly string[]
  readonly at?: At
}

const nothing: ShowRequest = {}

/** Reads the query of one object's URL. */
export function parseShow(kind: Kind, query: string, caller: Caller): Result<ShowRequest> {
  if (query === '') return success(nothing)
  const raw = parseRaw(query)
  if (!raw.ok) return raw
  const faults: Fault[] = []
  for (const name of raw.value.keys()) {
    if (name === 'fields' || name === 'at') continue
    const values = { name, reason: 'one object takes no filters', known: 'fields, at' }
    faults.push(serverErrors.fault('parameter.unknown', values, `?${name}`))
  }
  const fields = readFields(kind, raw.value, caller, faults)
  const at = readPlain(raw.value, 'at', plain.at, faults)
  if (faults.length > 0) return { ok: false, faults }
  return success({ ...(fields ? { fields } : {}), ...(at ? { at } : {}) })
}
