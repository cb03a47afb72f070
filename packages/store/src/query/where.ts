import { type RawBuilder, sql } from 'kysely'
import type { SqlLanguage } from '../driver.ts'
import type { Condition } from './condition.ts'
import { type Scope, slot } from './source.ts'

type Fragment = RawBuilder<unknown>

/**
 * Databases bound how deep an expression is, and a chain of operators is as deep as it is long: long ones become trees. Each branch is
 * compared with true, so that planners do not make the chain again.
 */
const longestChain = 100

function joined(parts: readonly Fragment[], operator: Fragment): Fragment {
  if (parts.length <= longestChain) return sql`(${sql.join(parts, operator)})`
  const size = Math.ceil(parts.length / longestChain)
  const chunks = Array.from({ length: Math.ceil(parts.length / size) }, (_, index) => {
    const chunk = parts.slice(index * size, (index + 1) * size)
    return sql`(${joined(chunk, operator)} is true)`
  })
  return joined(chunks, operator)
}

export const and = (parts: readonly Fragment[]): Fragment =>
  parts.length === 0 ? sql`1 = 1` : joined(parts, sql` and `)

const or = (parts: readonly Fragment[]): Fragment => (parts.length === 0 ? sql`1 = 0` : joined(parts, sql` or `))

/** A test of a null is neither true nor false in SQL; a filter's answer is one of the two. */
export function where(language: SqlLanguage, scope: Scope, condition: Condition): Fragment {
  const inner = (each: Condition) => where(language, scope, each)
  if ('all' in condition) return and(condition.all.map(inner))
  if ('any' in condition) return or(condition.any.map(inner))
  if ('not' in condition) return sql`(${inner(condition.not)} is not true)`
  if ('where' in condition) {
    const elements = (each: Scope) => where(language, each, condition.where)
    return 'index' in condition ? scope.lookUp(condition.index, elements) : scope.some(condition.list, elements)
  }
  const column = scope.column(condition.column)
  const value = slot(condition.slot)
  switch (condition.test) {
    case 'null':
      return sql`${column} is null`
    case 'equal':
      return sql`${column} = ${value}`
    case 'among':
      return language.among(column, value)
    case 'least':
      return sql`${column} >= ${value}`
    case 'most':
      return sql`${column} <= ${value}`
    case 'below':
      return sql`${column} < ${value}`
    case 'contains':
      return language.contains(column, value)
    case 'holds':
      return language.holds(column, value)
  }
}
