import type { Fault } from '@baryon/kit'
import type { Action, Kind, Row, Rule } from '@baryon/model'
import { decideErrors } from './errors.ts'
import { evaluateFor, type Occasion } from './evaluation.ts'
import { pointer } from './pointer.ts'

const holds = (occasion: Occasion, rule: Rule) => evaluateFor(occasion, 'a rule', rule.expression) === true

/** One fault for each rule of the kind that the object would break. */
export function brokenRules(kind: Kind, row: Row, old: Row | undefined): Fault[] {
  if (kind.rules.length === 0) return []
  const occasion = { kind, place: 'rule', variables: { this: row, old: old ?? null } } as const
  return kind.rules
    .filter(rule => !holds(occasion, rule))
    .map(rule =>
      decideErrors.fault(
        'rule.violated',
        { kind: kind.name, message: rule.message, expression: rule.expression },
        rule.attribute === undefined ? undefined : pointer(rule.attribute),
      ),
    )
}

/** One fault for each condition of an action that does not hold. */
export function unmetRequirements(occasion: Occasion, action: Action): Fault[] {
  return action.requires
    .filter(rule => !holds(occasion, rule))
    .map(({ message, expression, attribute }) => {
      const values = { kind: occasion.kind.name, action: action.name, message, expression }
      const isInput = action.input.some(({ name }) => name === attribute)
      return decideErrors.fault(
        'action.refused',
        values,
        isInput && attribute !== undefined ? pointer(attribute) : undefined,
      )
    })
}
