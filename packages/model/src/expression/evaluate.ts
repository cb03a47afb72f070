/** Evaluates the expressions of models. Each is parsed once, however often it is evaluated. */
import type { Json } from '@baryon/kit'
import { type ASTNode, EvaluationError, type ParseResult } from '@marcbachmann/cel-js'
import type { Row, Type } from '../ir.ts'
import { isPlainObject } from '../types/json.ts'
import { converterOf, toJson, untyped } from './convert.ts'
import { language } from './environment.ts'
import type { Scope } from './scope.ts'

/** Makes the value of one variable for the expression: only the members it uses are converted. */
type Prepare = (value: Json) => unknown

interface Compiled {
  readonly run: ParseResult
  readonly variables: readonly (readonly [name: string, prepare: Prepare])[]
}

/** The members of each variable that an expression names; `undefined` is all of them. */
type Uses = Map<string, Set<string> | undefined>

function children(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(children)
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : []
}

function collect(node: ASTNode, uses: Uses) {
  if (node.op === '.' && node.args[0].op === 'id') {
    const name = node.args[0].args
    if (!uses.has(name)) uses.set(name, new Set())
    uses.get(name)?.add(node.args[1])
  } else if (node.op === 'id') {
    uses.set(node.args, undefined)
  } else {
    for (const child of children(node.args)) collect(child, uses)
  }
}

const asIs = (value: Json) => value

/** Of a type that is known, what is missing is null; of one that is not, it stays missing. */
function preparing(types: Readonly<Record<string, Type>>, used: Iterable<string>): Prepare {
  const members = Array.from(used, name => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined
    return [name, type === undefined ? untyped : (converterOf(type) ?? asIs), type !== undefined] as const
  })
  return value => {
    if (!isPlainObject(value)) return value
    const prepared: Record<string, unknown> = {}
    for (const [name, convert, known] of members) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined
      if (member !== undefined && member !== null) prepared[name] = convert(member)
      else if (known || member === null) prepared[name] = null
    }
    return prepared
  }
}

function prepareOf(types: Readonly<Record<string, Type>> | undefined, used: ReadonlySet<string> | undefined): Prepare {
  if (used !== undefined) return preparing(types ?? {}, used)
  return types === undefined ? untyped : preparing(types, Object.keys(types))
}

function compile(source: string, scope: Scope): Compiled {
  const run = language.parse(source)
  const uses: Uses = new Map()
  collect(run.ast, uses)
  const variables = Array.from(uses, ([name, used]) => {
    return [name, prepareOf(Object.hasOwn(scope, name) ? scope[name] : undefined, used)] as const
  })
  return { run, variables }
}

const UNTYPED: Scope = {}
const cache = new WeakMap<Scope, Map<string, Compiled>>()

function compiled(source: string, scope: Scope): Compiled {
  let sources = cache.get(scope)
  if (sources === undefined) {
    sources = new Map()
    cache.set(scope, sources)
  }
  let expression = sources.get(source)
  if (expression === undefined) {
    expression = compile(source, scope)
    sources.set(source, expression)
  }
  return expression
}

/** What goes wrong in an expression that passed its check when a value in it is null, or a map lacks a key. */
const OF_NULL: ReadonlySet<string> = new Set([
  'no_such_overload',
  'no_matching_overload',
  'no_such_key',
  'invalid_logical_operand',
  'invalid_condition_type',
  'invalid_comprehension_range',
])

/**
 * Evaluates an expression of a model.
 *
 * Null is "no value": `==` and `!=` compare with it, and any other operation on it is null, as in SQL; `||` and `&&` still decide when their
 * other side does. So `this.mtu >= 1280` is null while the MTU is, and a rule, which has to be true, says
 * `this.mtu == null || this.mtu >= 1280`.
 * @param scope the types of the variables, from {@link scopeFor}; without it numbers without a fraction count as whole numbers, so that
 *   dividing a `number` that happens to be 7 by 2 is 3
 * @returns integers as numbers, timestamps as ISO 8601 text
 * @throws Error when it cannot be evaluated for these values, such as a division by zero
 */
export function evaluate(source: string, variables: Row, scope: Scope = UNTYPED): Json {
  const expression = compiled(source, scope)
  const context: Record<string, unknown> = {}
  for (const [name, prepare] of expression.variables) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (value !== undefined) context[name] = value === null ? null : prepare(value)
  }
  try {
    return toJson(expression.run(context))
  } catch (error) {
    if (error instanceof EvaluationError && OF_NULL.has(error.code)) return null
    throw error
  }
}
