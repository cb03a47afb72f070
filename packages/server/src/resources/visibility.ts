/** What a caller sees of the objects of a kind. */
import {
  type Caller,
  type Filter,
  type Kind,
  matches,
  type PolicyExpression,
  permits,
  type Row,
  visible,
} from '@baryon/model'

/** A verb without a policy is nobody's. */
const never: PolicyExpression = { always: false }
const expressions = new WeakMap<Kind, PolicyExpression>()

const policyOf = (kind: Kind, verb: string) => kind.policies[verb]?.expression ?? never

/** Who may list an object or get it sees it in a list: Gluon's models let only administrators list, but owners get what is theirs. */
function listExpression(kind: Kind): PolicyExpression {
  let expression = expressions.get(kind)
  if (expression === undefined) {
    expression = { any: [policyOf(kind, 'list'), policyOf(kind, 'get')] }
    expressions.set(kind, expression)
  }
  return expression
}

/** The part of a list that the caller sees: all, nothing whatever the object is, or what the filter finds. */
export const visibleInList = (kind: Kind, caller: Caller): boolean | Filter => visible(listExpression(kind), caller)

/** Whether an object is in the part of a list that {@link visibleInList} said. */
export const isSeen = (seen: boolean | Filter, row: Row): boolean =>
  typeof seen === 'boolean' ? seen : matches(seen, row)

/** Whether the caller may get this object; one that it may not get does not exist for it. */
export const mayGet = (kind: Kind, caller: Caller, row: Row): boolean => permits(policyOf(kind, 'get'), caller, row)
