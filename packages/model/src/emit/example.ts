import type { Json } from '@baryon/kit'
import type { Action, Attribute, Kind, Row } from '../ir.ts'
import { isWritable } from '../types/attribute.ts'
import { example } from '../types/type.ts'

const rowOf = (attributes: readonly Attribute[]): Row =>
  Object.fromEntries(attributes.map(attribute => [attribute.name, exampleValue(attribute)]))

const exampleValue = (attribute: Attribute): Json => attribute.default ?? example(attribute.type)

/** An object as it is answered: every attribute that is shown. */
export const exampleAnswer = (kind: Kind): Row => rowOf(kind.attributes.filter(each => !each.writeOnly))

/** What has to be given to create an object, and its name where it has one. */
export const exampleCreate = (kind: Kind): Row =>
  rowOf(
    kind.attributes.filter(
      each => isWritable(each) && !isGenerated(kind, each) && (each.required || each.name === 'name'),
    ),
  )

const isGenerated = (kind: Kind, attribute: Attribute) => kind.generatedKey && kind.key.includes(attribute.name)

/** A change of the first attribute that may be changed; of none, nothing. */
export function exampleUpdate(kind: Kind): Row {
  const changeable = kind.attributes.filter(
    each =>
      isWritable(each) &&
      !each.immutable &&
      !kind.key.includes(each.name) &&
      each.name !== kind.owner &&
      !each.deprecated,
  )
  const first =
    changeable.find(each => each.name === 'name') ?? changeable.find(each => !each.required) ?? changeable[0]
  return first === undefined ? {} : rowOf([first])
}

/** What an action has to be given. */
export const exampleInput = (action: Action): Row => rowOf(action.input.filter(each => each.required))
