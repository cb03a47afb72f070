import { type Json, Refusal } from '@baryon/kit'
import { evaluate, type Kind, type Place, type Row, scopeFor } from '@baryon/model'
import { decideErrors } from './errors.ts'
import { fitted } from './fit.ts'
import type { Plan } from './plan.ts'
import { pointer } from './pointer.ts'

/** Where an expression of the model stands, and what it sees there. */
export interface Occasion {
  /** The kind whose model has the expression. */
  readonly kind: Kind
  readonly place: Place
  readonly variables: Row
}

/**
 * Evaluates an expression of the model.
 * @param purpose what the expression is for, as the fault says it
 * @throws Refusal `expression.failed` when it has no value for these variables
 */
export function evaluateFor({ kind, place, variables }: Occasion, purpose: string, expression: string): Json {
  try {
    return evaluate(expression, variables, scopeFor(kind, place))
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]
    throw new Refusal(decideErrors.fault('expression.failed', { kind: kind.name, purpose, expression, reason }))
  }
}

/**
 * The value that an expression gives to an attribute, in canonical form.
 * @throws Refusal `expression.failed`, `value.unfit`
 */
export function evaluateAttribute(occasion: Occasion, target: Plan, name: string, expression: string): Json {
  const attribute = target.attributes.get(name)
  if (attribute === undefined) throw new Error(`${target.kind.name} has no attribute "${name}" to set`)
  const value = evaluateFor(occasion, `"${name}"`, expression)
  const fit = fitted(attribute, value)
  if (fit !== undefined) return fit
  const shown = attribute.sensitive ? 'a secret' : JSON.stringify(value)
  const values = { kind: target.kind.name, attribute: name, value: shown }
  throw new Refusal(decideErrors.fault('value.unfit', values, pointer(name)))
}

/** The values that expressions give to attributes of the target. */
export function evaluateAttributes(
  occasion: Occasion,
  target: Plan,
  expressions: Readonly<Record<string, string>>,
): Row {
  const values: Record<string, Json> = {}
  for (const [name, expression] of Object.entries(expressions))
    values[name] = evaluateAttribute(occasion, target, name, expression)
  return values
}
