/** The stored object that a URL of the dialect names, if its caller may see it. */
import { Refusal } from '@baryon/kit'
import type { Kind } from '@baryon/model'
import type { Stored } from '@baryon/store'
import type { Asking } from '../../resources/asking.ts'
import { isBelow, missingParent, parentValue, unknownObject } from '../../resources/parents.ts'
import type { Step } from '../../resources/target.ts'
import { mayGet } from '../../resources/visibility.ts'

/** @throws Refusal `key.unknown` */
export async function found(asking: Asking, kind: Kind, id: string, parents: readonly Step[]): Promise<Stored> {
  const { read } = asking.context.store
  if (parents.length > 0) {
    const missing = await missingParent((parent, key) => read.get(parent, key), parents, asking.caller)
    if (missing) throw new Refusal(missing)
  }
  const stored = await read.get(kind, id)
  if (
    stored === undefined ||
    !mayGet(kind, asking.caller, stored.row) ||
    !isBelow(stored.row, parentValue(kind, parents))
  )
    throw new Refusal(unknownObject(kind, id))
  return stored
}
