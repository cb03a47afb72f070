import type { Fault } from '@baryon/kit'
import type { Kind, Row, Rule } from '@baryon/model'
import { decideErrors } from './errors.ts'
import { evaluateFor, type Variables } from './evaluation.ts'
import { pointer } from './pointer.ts'

const holds = (kind: Kind, rule: Rule, variables: Variables) =>
  evaluateFor(kind, 'a rule', rule.expression, variables) === true

/** One fault for each rule of the kind that the object would break. */
export function brokenRules(kind: Kind, row: Row, old: Row | undefined): Fault[] {
  if (kind.rules.length === 0) return []
  const variables = { this: row, old: old ?? null }
  return kind.rules
    .filter(rule => !holds(kind, rule, variables))
    .map(rule =>
      decideErrors.fault(
        'rule.violated',
        { kind: kind.name, message: rule.message, expression: rule.expression },
        rule.attribute === undefined ? undefined : pointer(rule.attribute),
      ),
    )
}

/** One fault for each condition of an action that does not hold. */
export function unmetRequirements(
  kind: Kind,
  action: string,
  requires: readonly Rule[],
  variables: Variables,
): Fault[] {
  return requires
    .filter(rule => !holds(kind, rule, variables))
    .map(rule =>
      decideErrors.fault('action.refused', {
        kind: kind.name,
        action,
        message: rule.message,
        expression: rule.expression,
      }),
    )
}
