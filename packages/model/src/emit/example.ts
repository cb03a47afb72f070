import type { Json } from '@baryon/kit'
import type { Action, Attribute, Kind, Row, Type } from '../ir.ts'
import { isShown, isWritable } from '../types/attribute.ts'
import { canonical, example } from '../types/type.ts'

/** The next values of a text: its last digit counted up. */
const variants = (text: string): string[] =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].map(step => text.replace(/\d(?=\D*$)/, digit => String((Number(digit) + step) % 10)))

/** An example that the row does not have yet, where the type allows: models have rules such as that two addresses differ. */
function unlike(type: Type, value: Json, used: ReadonlySet<Json>): Json {
  if (typeof value !== 'string' || !used.has(value)) return value
  return variants(value).find(text => !used.has(text) && canonical(type, text) === text) ?? value
}

function rowOf(attributes: readonly Attribute[]): Row {
  const used = new Set<Json>()
  return Object.fromEntries(
    attributes.map(attribute => {
      const value = attribute.default ?? unlike(attribute.type, example(attribute.type), used)
      used.add(value)
      return [attribute.name, value]
    }),
  )
}

/** An object as it is answered: every attribute that is shown. */
export const exampleAnswer = (kind: Kind): Row => rowOf(kind.attributes.filter(isShown))

const isGenerated = (kind: Kind, attribute: Attribute) => kind.generatedKey && kind.key.includes(attribute.name)

/** What has to be given to create an object, and its name where it has one. */
export const exampleCreate = (kind: Kind): Row =>
  rowOf(
    kind.attributes.filter(
      each =>
        isWritable(each) &&
        !isGenerated(kind, each) &&
        (each.required || kind.key.includes(each.name) || each.name === 'name'),
    ),
  )

/** A change of its name, or of another attribute that may be changed; of none, nothing. */
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
