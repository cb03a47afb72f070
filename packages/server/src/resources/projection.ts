/** What of an object's attributes is answered. */
import type { Json } from '@baryon/kit'
import { type Attribute, type Caller, type Kind, permits, type Row } from '@baryon/model'

export type Projector = (row: Row) => Row

interface Shape {
  /** Attributes that may be answered, in the order of the model. */
  readonly shown: readonly string[]
  /** Of those, the ones with a policy of their own. */
  readonly guarded: readonly Attribute[]
  /** Every attribute is shown to everyone, so a row is its own answer. */
  readonly whole: boolean
}

const shapes = new WeakMap<Kind, Shape>()

function shapeOf(kind: Kind): Shape {
  let shape = shapes.get(kind)
  if (shape === undefined) {
    const open = kind.attributes.filter(attribute => !attribute.writeOnly)
    const guarded = open.filter(attribute => attribute.policies.read !== undefined)
    const whole = open.length === kind.attributes.length && guarded.length === 0
    shape = { shown: open.map(attribute => attribute.name), guarded, whole }
    shapes.set(kind, shape)
  }
  return shape
}

const asItIs: Projector = row => row

function pick(row: Row, names: readonly string[]): Row {
  const picked: Record<string, Json> = {}
  for (const name of names) picked[name] = row[name] ?? null
  return picked
}

/**
 * How objects of a kind are answered to a caller: without write-only attributes, without those whose read policy does not
 * hold for the object, and of the rest only `fields` where given.
 */
export function projector(kind: Kind, caller: Caller, fields?: readonly string[]): Projector {
  const shape = shapeOf(kind)
  if (shape.whole && fields === undefined) return asItIs
  const names = fields === undefined ? shape.shown : shape.shown.filter(name => fields.includes(name))
  if (shape.guarded.length === 0) return row => pick(row, names)
  return row => {
    const denied = shape.guarded.filter(
      ({ policies }) => policies.read !== undefined && !permits(policies.read.expression, caller, row),
    )
    return pick(row, denied.length === 0 ? names : names.filter(name => !denied.some(each => each.name === name)))
  }
}
