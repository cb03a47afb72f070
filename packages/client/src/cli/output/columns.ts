import type { Attribute, Kind, Type } from '@baryon/model'
import { isDocument, isShown } from '../attribute-option.ts'
import { refuse } from '../failure.ts'
import { suggestion } from '../suggest.ts'

const MOST = 8

const isShort = (type: Type): boolean =>
  type.name === 'list' ? isShort(type.items) : type.name !== 'map' && !isDocument(type)

/** What a reader looks for first comes first. */
function rankOf(kind: Kind, attribute: Attribute): number {
  if (kind.key.includes(attribute.name)) return 0
  if (attribute.name === 'name') return 1
  if (attribute.name === 'status' || (attribute.plane === 'status' && attribute.type.name === 'enum')) return 2
  if (attribute.type.name === 'reference') return 3
  if (attribute.required) return 4
  return attribute.type.name === 'list' ? 6 : 5
}

const isTelling = (kind: Kind, attribute: Attribute): boolean =>
  isShown(attribute) &&
  !attribute.sensitive &&
  attribute.stamp === undefined &&
  attribute.name !== 'description' &&
  (attribute.name !== kind.owner || kind.key.includes(attribute.name)) &&
  isShort(attribute.type)

/** Everything that is ever answered of a kind, in the order of the model. */
export const allColumns = (kind: Kind): string[] => kind.attributes.filter(isShown).map(attribute => attribute.name)

/** The columns of a list, the most telling first. */
export function defaultColumns(kind: Kind): string[] {
  return kind.attributes
    .filter(attribute => isTelling(kind, attribute))
    .map((attribute, index) => ({ name: attribute.name, rank: rankOf(kind, attribute), index }))
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, MOST)
    .map(column => column.name)
}

/** The columns that were asked for, dashes taken for underscores. @throws CommandError `column.unknown` */
export function chosenColumns(asked: readonly string[], known: readonly string[]): string[] {
  return asked.map(column => {
    const name = [column, column.replaceAll('-', '_')].find(one => known.includes(one))
    if (name !== undefined) return name
    throw refuse('column.unknown', { column, columns: known.join(', '), suggestion: suggestion(column, known) })
  })
}
