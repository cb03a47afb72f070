import { Refusal } from '@baryon/kit'
import type { Stored } from '@baryon/store'
import { authorize, isVisible, unknownObject } from './authorize.ts'
import type { Act, Delete, Update } from './change.ts'
import type { Context } from './context.ts'
import { equal } from './equal.ts'
import { decideErrors } from './errors.ts'

/**
 * Reads the object that a request wants to change, as one its caller may change.
 * @param verb whose policy has to hold for the stored object
 * @throws Refusal `key.unknown` (also for another parent's object, and one the caller may not see), `policy.denied`,
 *   `revision.stale`
 */
export async function load(change: Update | Delete | Act, verb: string, context: Context): Promise<Stored> {
  const { kind, id, parent, ifRevision } = change
  const stored = await context.tx.get(kind, id)
  if (stored === undefined) throw new Refusal(unknownObject(kind, id))
  const isElsewhere = parent !== undefined && !equal(stored.row[parent.attribute], parent.value)
  if (isElsewhere || !isVisible(kind, context.caller, stored.row)) throw new Refusal(unknownObject(kind, id))
  authorize(kind, verb, context.caller, stored.row)
  if (ifRevision === undefined || ifRevision === stored.revision) return stored
  const values = { kind: kind.name, current: stored.revision, expected: ifRevision }
  throw new Refusal(decideErrors.fault('revision.stale', values))
}
