/** States in the past. */
import { Refusal } from '@baryon/kit'
import { type Revision, type Store, storeErrors } from '@baryon/store'
import type { At } from '../query/plain.ts'

/**
 * The revision that `at` means; undefined: now.
 * @throws Refusal `revision.future`, `revision.compacted`
 */
export async function revisionAt(store: Store, at: At | undefined): Promise<Revision | undefined> {
  if (at === undefined) return undefined
  const { journal } = store
  const revision = 'revision' in at ? at.revision : await journal.at(at.time)
  const values = { revision, head: journal.head(), horizon: journal.horizon() }
  if (revision > values.head) throw new Refusal(storeErrors.fault('revision.future', values, '?at'))
  if (revision < values.horizon) throw new Refusal(storeErrors.fault('revision.compacted', values, '?at'))
  return revision
}
