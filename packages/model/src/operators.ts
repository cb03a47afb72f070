/**
 * What can be asked of an attribute in a list: `<attribute>`, `<attribute>.in`, … One row per operator: the API describes
 * itself by them, and the server makes a {@link Filter} of each.
 */
import type { Json } from '@baryon/kit'
import type { ScalarType, Type } from './ir.ts'
import { scalars } from './types/scalars.ts'

/** The scalar that a value of this type is; undefined: a list, map or object, which is none. */
export function scalarOf(type: Type): ScalarType | undefined {
  if (type.name === 'reference') return type.key
  return type.name === 'list' || type.name === 'map' || type.name === 'object' ? undefined : type
}

/** The scalar that values are compared as, to find and to sort by them; undefined: they cannot be. */
export function comparedAs(type: Type): ScalarType | undefined {
  const scalar = scalarOf(type)
  return scalar !== undefined && scalars[scalar.name].comparable ? scalar : undefined
}

/** A part is no whole value, so it is plain text. Times are not always kept as the text that stands for them. */
function part(type: Type): ScalarType | undefined {
  const scalar = scalarOf(type)
  if (scalar === undefined || scalar.name === 'datetime') return undefined
  return scalars[scalar.name].prefix !== undefined ? { name: 'string' } : undefined
}

function bound(type: Type): ScalarType | undefined {
  const scalar = scalarOf(type)
  const name = scalar === undefined ? undefined : scalars[scalar.name].bound
  return name === undefined ? undefined : { name }
}

/** A part of a value, spelled as the values of the type are kept. */
export function partOf(type: Type, value: Json): string {
  const scalar = scalarOf(type)
  const text = String(value)
  return (scalar === undefined ? undefined : scalars[scalar.name].prefix?.(text)) ?? text
}

interface Row {
  /** Behind the attribute's name. */
  readonly suffix: string
  /** To stand behind the attribute's name. */
  readonly description: string
  /** How the values are meant to be given: one; several, each by a parameter of its own; several, joined by commas. */
  readonly values: 'one' | 'repeated' | 'joined'
  /** The type that each value is read as; undefined: the attribute's type does not have this operator. */
  valueType(type: Type): ScalarType | undefined
}

const rows = [
  { suffix: '', description: 'equals any of these', values: 'repeated', valueType: comparedAs },
  { suffix: '.in', description: 'is any of these', values: 'joined', valueType: comparedAs },
  { suffix: '.not', description: 'is none of these', values: 'repeated', valueType: comparedAs },
  { suffix: '.prefix', description: 'starts with this', values: 'one', valueType: part },
  { suffix: '.contains', description: 'has this in it', values: 'one', valueType: part },
  { suffix: '.from', description: 'is at least this', values: 'one', valueType: bound },
  { suffix: '.to', description: 'is at most this', values: 'one', valueType: bound },
  {
    suffix: '.has',
    description: 'holds this',
    values: 'one',
    valueType: type => (type.name === 'list' ? comparedAs(type.items) : undefined),
  },
  { suffix: '.null', description: 'is null, or is not', values: 'one', valueType: () => ({ name: 'boolean' }) },
] as const satisfies readonly Row[]

/** What stands behind an attribute's name. */
export type OperatorSuffix = (typeof rows)[number]['suffix']

export interface Operator extends Row {
  readonly suffix: OperatorSuffix
}

/** Every operator there is. */
export const operators: readonly Operator[] = rows
