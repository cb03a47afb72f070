/** What a policy means for a caller: of one object, and of all objects as a filter. Both always agree. */
import type { Json } from '@baryon/kit'
import { type Filter, matches } from '../filter.ts'
import type { Row } from '../ir.ts'
import { canonicalUuid } from '../types/uuid.ts'
import type { Caller, PolicyExpression } from './expression.ts'

const hasRole = (caller: Caller, role: string): boolean =>
  caller.roles.includes(role) || caller.roles.some(one => one.toLowerCase() === role)

/** Whether the caller is an administrator: the rule `context_is_admin`. */
export const isAdmin = (caller: Caller): boolean => hasRole(caller, 'admin')

const DASHED = 36
const BARE = 32

const withoutDashes = (uuid: string): string => uuid.replaceAll('-', '')

/** All ways in which one id may stand in a row: Keystone writes the ids of projects without dashes, the type `uuid` keeps them with dashes. */
function spellings(id: string): readonly string[] {
  const canonical = canonicalUuid(id)
  if (canonical === undefined) return [id]
  const bare = withoutDashes(canonical)
  return id === canonical || id === bare ? [canonical, bare] : [id, canonical, bare]
}

/** Whether a value of a row is one of the {@link spellings} of the id. */
function isSpelling(id: string, value: unknown): boolean {
  if (id === value) return true
  if (typeof value !== 'string' || (value.length !== DASHED && value.length !== BARE)) return false
  const canonical = canonicalUuid(id)
  if (canonical === undefined) return false
  return value === (value.length === DASHED ? canonical : withoutDashes(canonical))
}

function hasValue(value: Json | undefined, wanted: Json, many: true | undefined): boolean {
  return many ? Array.isArray(value) && value.includes(wanted) : value === wanted
}

/**
 * Whether the caller may do it.
 * @param row the object it is about; undefined where there is none, so that no caller owns it
 */
export function permits(expression: PolicyExpression, caller: Caller, row: Row | undefined): boolean {
  if ('always' in expression) return expression.always
  if ('role' in expression) return hasRole(caller, expression.role)
  if ('any' in expression) return expression.any.some(one => permits(one, caller, row))
  if ('all' in expression) return expression.all.every(one => permits(one, caller, row))
  if ('not' in expression) return !permits(expression.not, caller, row)
  if ('constant' in expression) return hasValue(row?.[expression.target], expression.constant, expression.many)
  if ('prefix' in expression) return matches({ attribute: expression.target, prefix: expression.prefix }, row ?? {})
  const own = caller[expression.caller]
  if (own === undefined) return false
  if ('value' in expression) return isSpelling(own, expression.value)
  const value = row?.[expression.target]
  if (!expression.many) return isSpelling(own, value)
  return Array.isArray(value) && value.some(item => isSpelling(own, item))
}

type Seen = true | false | Filter

/** The attribute is one of these or, being a list, holds one of them. */
function oneOf(attribute: string, values: readonly Json[], many: true | undefined): Filter {
  return many ? { list: attribute, where: { attribute: '', in: values } } : { attribute, in: values }
}

/** Two filters as one that is true where either is, if they look at the same attribute or list; a database looks once then. */
function either(one: Filter, other: Filter): Filter | undefined {
  if ('in' in one && 'in' in other && one.attribute === other.attribute)
    return { attribute: one.attribute, in: [...new Set([...one.in, ...other.in])] }
  if (!('list' in one && 'list' in other) || one.list !== other.list) return undefined
  const where = either(one.where, other.where)
  return where && { list: one.list, where }
}

function eithers(parts: readonly Filter[]): readonly Filter[] {
  const found: Filter[] = []
  for (const part of parts.flatMap(each => ('any' in each ? each.any : [each]))) {
    const at = found.findIndex(other => either(other, part) !== undefined)
    if (at < 0) found.push(part)
    else found[at] = either(found[at]!, part)!
  }
  return found
}

function joined(word: 'all' | 'any', parts: readonly Seen[]): Seen {
  const decides = word === 'any'
  if (parts.includes(decides)) return decides
  const filters = parts.filter(part => typeof part === 'object')
  const open = word === 'any' ? eithers(filters) : filters
  if (open.length === 0) return !decides
  if (open.length === 1) return open[0]!
  return word === 'all' ? { all: open } : { any: open }
}

/** Which objects the caller may see: all, none, or those that match a filter. */
export function visible(expression: PolicyExpression, caller: Caller): Seen {
  if ('any' in expression)
    return joined(
      'any',
      expression.any.map(one => visible(one, caller)),
    )
  if ('all' in expression)
    return joined(
      'all',
      expression.all.map(one => visible(one, caller)),
    )
  if ('not' in expression) {
    const seen = visible(expression.not, caller)
    return typeof seen === 'boolean' ? !seen : { not: seen }
  }
  if (!('target' in expression)) return permits(expression, caller, undefined)
  if ('prefix' in expression) return { attribute: expression.target, prefix: expression.prefix }
  const { target, many } = expression
  if ('constant' in expression) return oneOf(target, [expression.constant], many)
  const own = caller[expression.caller]
  return own === undefined ? false : oneOf(target, spellings(own), many)
}
