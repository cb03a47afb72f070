/** The one Ajv of the process: it checks bodies by the schemas of `schema.ts`, and changes nothing in them. */
import type { Json } from '@baryon/kit'
import type { SchemaValidateFunction } from 'ajv'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Action, Kind } from './ir.ts'
import { type BodyMode, bodySchema, inputSchema } from './schema.ts'
import { firstDuplicate } from './types/distinct.ts'
import { isShallow, MAX_DEPTH } from './types/json.ts'
import { scalars } from './types/scalars.ts'

/** A body is told at most so many errors: nobody reads more, and each costs time. */
const MOST_ERRORS = 10_000

/** Ajv's own compares every item with every other where they are objects; this one is linear. What nests too deep is refused elsewhere. */
const unique: SchemaValidateFunction = (wanted: boolean, items: readonly Json[]) => {
  const pair = wanted && isShallow(items, MAX_DEPTH) ? firstDuplicate(items) : undefined
  if (pair === undefined) return true
  unique.errors = [{ keyword: 'uniqueItems', message: 'must not have duplicate items', params: pair }]
  return false
}

let shared: Ajv2020 | undefined

function make(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, ownProperties: true })
  for (const { formats = {} } of Object.values(scalars)) {
    for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate })
  }
  ajv.addKeyword({
    keyword: 'x-max-depth',
    schemaType: 'number',
    validate: (depth: number, value: unknown) => isShallow(value, depth),
    error: { message: 'must not nest deeper than the limit' },
  })
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: unique })
  return ajv
}

/** @returns the shared Ajv (draft 2020-12, all errors; no coercion, no defaults, no removal) with the formats of all scalars */
export function newValidator(): Ajv2020 {
  shared ??= make()
  return shared
}

/** What a body breaks, as Ajv says it: a JSON pointer, the keyword and its parameters. */
export type SchemaError = ErrorObject

/** Checks a body. @returns every error it has (of very many, the first), none when it is valid */
export type BodyValidator = (body: unknown) => readonly SchemaError[]

/**
 * Where the empty string stands for null, a schema is an `anyOf` of the value's schema and "". Of its errors those of the value's
 * schema say all there is to say.
 */
const helps = ({ keyword, schemaPath }: SchemaError): boolean =>
  keyword !== 'anyOf' && !schemaPath.endsWith('/anyOf/1/const')

/** The errors are taken out of Ajv's function, which would keep them alive. */
function validatorOf(validate: ValidateFunction): BodyValidator {
  return body => {
    if (validate(body)) return []
    const errors = validate.errors ?? []
    validate.errors = null
    return errors.slice(0, MOST_ERRORS).filter(helps)
  }
}

const bodies = new WeakMap<Kind, Map<BodyMode, BodyValidator>>()
const inputs = new WeakMap<Action, BodyValidator>()

/** Compiled at its first use, once a kind and mode. */
export function bodyValidator(kind: Kind, mode: BodyMode): BodyValidator {
  let modes = bodies.get(kind)
  if (modes === undefined) {
    modes = new Map()
    bodies.set(kind, modes)
  }
  let validator = modes.get(mode)
  if (validator === undefined) {
    validator = validatorOf(newValidator().compile(bodySchema(kind, mode)))
    modes.set(mode, validator)
  }
  return validator
}

/** Compiled at its first use, once an action. */
export function inputValidator(action: Action): BodyValidator {
  let validator = inputs.get(action)
  if (validator === undefined) {
    validator = validatorOf(newValidator().compile(inputSchema(action)))
    inputs.set(action, validator)
  }
  return validator
}
