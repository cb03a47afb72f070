import type { Json } from '@baryon/kit'

/** A policy with its named rules resolved: who may do a thing, as a tree. */
export type PolicyExpression =
  | { readonly always: boolean }
  | { readonly role: string }
  /** The caller's value equals the object's attribute `target`; with `many`, which is a list, one of its members. */
  | { readonly caller: 'project' | 'user'; readonly target: string; readonly many?: true }
  /** A constant equals the object's attribute `target`; with `many`, which is a list, one of its members. */
  | { readonly constant: Json; readonly target: string; readonly many?: true }
  /** The caller's value equals a constant. */
  | { readonly caller: 'project' | 'user'; readonly value: string }
  /** The object's attribute `target` is text that starts with this. */
  | { readonly prefix: string; readonly target: string }
  | { readonly all: readonly PolicyExpression[] }
  | { readonly any: readonly PolicyExpression[] }
  | { readonly not: PolicyExpression }

/** Who asks. */
export interface Caller {
  /** Id of the user, or what authentication calls it. */
  readonly user: string
  readonly project?: string
  readonly roles: readonly string[]
}

/** The attributes of the object that a policy looks at. */
export function targetsOf(expression: PolicyExpression): readonly string[] {
  if ('target' in expression) return [expression.target]
  if ('not' in expression) return targetsOf(expression.not)
  if ('all' in expression) return [...new Set(expression.all.flatMap(targetsOf))]
  if ('any' in expression) return [...new Set(expression.any.flatMap(targetsOf))]
  return []
}
