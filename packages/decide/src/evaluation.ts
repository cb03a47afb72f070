import { type Json, Refusal } from '@baryon/kit'
import { type Attribute, type Caller, evaluate, type Kind, type Row } from '@baryon/model'
import { decideErrors } from './errors.ts'
import { fitted } from './fit.ts'
import { pointer } from './pointer.ts'

/** The names that an expression of the model may use. */
export type Variables = Readonly<Record<string, Json>>

/** The caller as expressions see it: always all three members. */
export const callerValue = (caller: Caller): Json => ({
  user: caller.user,
  project: caller.project ?? null,
  roles: caller.roles,
})

/**
 * Evaluates an expression of the model.
 * @param purpose what the expression is for, as the fault says it
 * @throws Refusal `expression.failed` when it has no value for these variables
 */
export function evaluateFor(kind: Kind, purpose: string, expression: string, variables: Variables): Json {
  try {
    return evaluate(expression, variables)
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]
    throw new Refusal(decideErrors.fault('expression.failed', { kind: kind.name, purpose, expression, reason }))
  }
}

/**
 * The value of an attribute that an expression makes, in canonical form.
 * @throws Refusal `expression.failed`, `value.unfit`
 */
export function evaluateAttribute(kind: Kind, attribute: Attribute, expression: string, variables: Variables): Json {
  const value = evaluateFor(kind, `"${attribute.name}"`, expression, variables)
  const fit = fitted(attribute, value)
  if (fit !== undefined) return fit
  const values = { kind: kind.name, attribute: attribute.name, value: JSON.stringify(value) }
  throw new Refusal(decideErrors.fault('value.unfit', values, pointer(attribute.name)))
}

/** The values that expressions give to attributes of a kind. */
export function evaluateAttributes(
  kind: Kind,
  attributes: ReadonlyMap<string, Attribute>,
  expressions: Readonly<Record<string, string>>,
  variables: Variables,
): Row {
  const values: Record<string, Json> = {}
  for (const [name, expression] of Object.entries(expressions)) {
    const attribute = attributes.get(name)
    if (attribute === undefined) throw new Error(`${kind.service}/${kind.name} has no attribute "${name}" to set`)
    values[name] = evaluateAttribute(kind, attribute, expression, variables)
  }
  return values
}
