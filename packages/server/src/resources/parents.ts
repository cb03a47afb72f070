/** The objects that a URL is nested below. Each has to exist, be visible, and be a child of the one before it. */

import { decideErrors } from '@baryon/decide'
import type { Fault, Json } from '@baryon/kit'
import type { Caller, Filter, Kind, Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import type { Step } from './target.ts'
import { mayGet } from './visibility.ts'

/** What a child has to hold in its parent attribute. */
export interface ParentValue {
  readonly attribute: string
  readonly value: Json
}

/** The one value that a child refers to its parent by. */
function referenceTo(step: Step): Json {
  const [only] = step.kind.key
  return step.kind.key.length === 1 && only !== undefined ? (step.key[only] ?? null) : step.id
}

/** @returns undefined when the kind is not below a parent in this URL */
export function parentValue(kind: Kind, parents: readonly Step[]): ParentValue | undefined {
  const last = parents.at(-1)
  if (last === undefined || kind.parent === undefined) return undefined
  return { attribute: kind.parent.attribute, value: referenceTo(last) }
}

export const parentFilter = ({ attribute, value }: ParentValue): Filter => ({ attribute, in: [value] })

export const isBelow = (row: Row, parent: ParentValue | undefined): boolean =>
  parent === undefined || row[parent.attribute] === parent.value

export const unknownObject = (kind: Kind, id: string): Fault =>
  decideErrors.fault('key.unknown', { kind: kind.name, id })

/** @returns `key.unknown` of the first object of the chain that is not there for this caller */
export async function missingParent(
  get: (kind: Kind, id: string) => Promise<Stored | undefined>,
  parents: readonly Step[],
  caller: Caller,
): Promise<Fault | undefined> {
  for (const [index, { kind, id }] of parents.entries()) {
    const stored = await get(kind, id)
    const row = stored?.row
    if (row === undefined || !mayGet(kind, caller, row) || !isBelow(row, parentValue(kind, parents.slice(0, index))))
      return unknownObject(kind, id)
  }
  return undefined
}
