/** Checks an expression against the types of what it names, when a model is read. */
import { failure, type Result, success } from '@baryon/kit'
import { type Environment, ParseError } from '@marcbachmann/cel-js'
import { modelErrors } from '../errors.ts'
import type { Type } from '../ir.ts'
import { expressionType } from '../types/type.ts'
import { language } from './environment.ts'
import type { Scope } from './scope.ts'

/** What is wrong with an expression, and where in its source (counted from 0, the end not included). */
export interface ExpressionProblem {
  readonly code: 'expression.syntax' | 'expression.type'
  readonly message: string
  readonly start: number
  readonly end: number
}

/** What an expression has to give: true or false of a rule, otherwise a value of an attribute's type. */
export type Expected = Type | undefined

/** Declares types of objects on its way and answers the name of the type. */
function declare(environment: Environment, path: string, type: Type): string {
  if (type.name === 'reference') return declare(environment, path, type.key)
  if (type.name === 'list') return `list<${declare(environment, `${path}.item`, type.items)}>`
  if (type.name === 'map') return `map<string, ${declare(environment, `${path}.value`, type.values)}>`
  if (type.name !== 'object') return expressionType(type)
  return declareObject(environment, path, Object.fromEntries(type.attributes.map(one => [one.name, one.type])))
}

function declareObject(environment: Environment, path: string, types: Readonly<Record<string, Type>>): string {
  const schema = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, declare(environment, `${path}.${name}`, type)]),
  )
  const name = `object.${path}`
  environment.registerType({ name, schema })
  environment.registerOperator(`${name} == null`, () => false)
  return name
}

function environmentOf(scope: Scope): Environment {
  const environment = language.clone({ unlistedVariablesAreDyn: false })
  for (const [name, types] of Object.entries(scope)) {
    environment.registerVariable(name, declareObject(environment, name, types))
  }
  return environment
}

const environments = new WeakMap<Scope, Environment>()

function cachedEnvironment(scope: Scope): Environment {
  let environment = environments.get(scope)
  if (environment === undefined) {
    environment = environmentOf(scope)
    environments.set(scope, environment)
  }
  return environment
}

/** Whether a value of the type that the checker found can be a value of that attribute. */
function suits(found: string, wanted: Type): boolean {
  if (found === 'dyn' || found === 'null') return true
  const name = expressionType(wanted)
  if (name === 'dyn') return true
  if (name === 'double') return found === 'double' || found === 'int'
  if (name === 'list') return found === 'list' || found.startsWith('list<')
  if (name === 'map') return found === 'map' || found.startsWith('map<') || found.startsWith('object.')
  return found === name || (wanted.name === 'datetime' && found === 'google.protobuf.Timestamp')
}

/** The message of the library, which speaks of overloads and keys, in the words of models. */
const plainly = (message: string): string =>
  message
    .replace(/^No such key: (.*)$/, 'there is no attribute "$1"')
    .replace(/^Unknown variable: (.*)$/, 'there is no "$1"')
    .replace(/^no such overload: (.*)$/, '$1 is not possible')
    .replace(/^found no matching overload for /, 'there is no ')

/**
 * @param wanted what it has to give; undefined is a condition
 * @returns undefined when the expression is right
 */
export function expressionProblem(source: string, scope: Scope, wanted?: Expected): ExpressionProblem | undefined {
  const { valid, type = 'dyn', error } = cachedEnvironment(scope).check(source)
  if (!valid && error !== undefined) {
    const { start, end } = error.range ?? { start: 0, end: source.length }
    const code = error instanceof ParseError ? 'expression.syntax' : 'expression.type'
    return { code, message: plainly(error.summary), start, end }
  }
  const suitable = wanted === undefined ? type === 'bool' || type === 'dyn' : suits(type, wanted)
  if (suitable) return undefined
  const needed = wanted === undefined ? 'true or false' : `a value of type ${wanted.name}`
  return { code: 'expression.type', message: `it gives ${type}, not ${needed}`, start: 0, end: source.length }
}

const namesIn = (scope: Scope): string =>
  Object.entries(scope)
    .map(([name, types]) => `${name} (${Object.keys(types).join(', ')})`)
    .join(', ')

/**
 * Checks an expression: its syntax, its names and its types.
 * @param wanted the type of the attribute that gets its value; undefined is a condition, which gives true or false
 * @returns faults `expression.syntax`, `expression.type`, with the column (from 1) in the message
 */
export function checkExpression(source: string, scope: Scope, wanted?: Expected): Result<void> {
  const problem = expressionProblem(source, scope, wanted)
  if (problem === undefined) return success(undefined)
  const values = { column: problem.start + 1, problem: problem.message, names: namesIn(scope) }
  return failure(modelErrors.fault(problem.code, values))
}
