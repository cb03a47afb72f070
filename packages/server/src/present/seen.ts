/** Which attributes of a kind a caller may read. */
import {
  type Attribute,
  type Caller,
  isShown,
  type Kind,
  type PolicyExpression,
  permits,
  type Row,
  visible,
} from '@baryon/model'

/** An attribute that the caller may read of some objects. */
interface Guarded {
  readonly name: string
  readonly expression: PolicyExpression
}

export interface Seen {
  /** Attributes that are answered of any object, or of some, in the order of the model. */
  readonly names: readonly string[]
  /** Those of them that depend on the object. */
  readonly guarded: readonly Guarded[]
  /** What is left of the names without some of the guarded ones; filled as objects are met. */
  readonly subsets: Map<string, readonly string[]>
}

interface Shape {
  /** Names of the attributes without a policy of their own, when there is no other. */
  readonly open: readonly string[] | undefined
  readonly attributes: readonly Attribute[]
}

const shapes = new WeakMap<Kind, Shape>()

function shapeOf(kind: Kind): Shape {
  let shape = shapes.get(kind)
  if (shape === undefined) {
    const attributes = kind.attributes.filter(isShown)
    const isOpen = attributes.every(attribute => attribute.policies.read === undefined)
    shape = { open: isOpen ? attributes.map(({ name }) => name) : undefined, attributes }
    shapes.set(kind, shape)
  }
  return shape
}

const none: readonly Guarded[] = []

function decide(kind: Kind, caller: Caller, fields: readonly string[] | undefined): Seen {
  const { open, attributes } = shapeOf(kind)
  if (open !== undefined) {
    const names = fields === undefined ? open : open.filter(name => fields.includes(name))
    return { names, guarded: none, subsets: new Map() }
  }
  const names: string[] = []
  const guarded: Guarded[] = []
  for (const { name, policies } of attributes) {
    if (fields !== undefined && !fields.includes(name)) continue
    const seen = policies.read === undefined || visible(policies.read.expression, caller)
    if (seen === false) continue
    names.push(name)
    if (seen !== true && policies.read !== undefined) guarded.push({ name, expression: policies.read.expression })
  }
  return { names, guarded, subsets: new Map() }
}

/** Authentication answers one caller for one token as long as it can. */
const decided = new WeakMap<Caller, WeakMap<Kind, Seen>>()

/**
 * What the caller may read of objects of that kind: decided once, wherever a policy depends on the caller alone.
 * @param fields only these, where given
 */
export function seenBy(kind: Kind, caller: Caller, fields?: readonly string[]): Seen {
  if (fields !== undefined) return decide(kind, caller, fields)
  let kinds = decided.get(caller)
  if (kinds === undefined) {
    kinds = new WeakMap()
    decided.set(caller, kinds)
  }
  let seen = kinds.get(kind)
  if (seen === undefined) {
    seen = decide(kind, caller, undefined)
    kinds.set(kind, seen)
  }
  return seen
}

/** Those of the names that the caller may read of this object: the same list for objects with the same of them. */
export function namesIn({ names, guarded, subsets }: Seen, caller: Caller, row: Row): readonly string[] {
  if (guarded.length === 0) return names
  const denied = guarded.filter(({ expression }) => !permits(expression, caller, row)).map(({ name }) => name)
  if (denied.length === 0) return names
  const key = denied.join(' ')
  let subset = subsets.get(key)
  if (subset === undefined) {
    subset = names.filter(name => !denied.includes(name))
    subsets.set(key, subset)
  }
  return subset
}
