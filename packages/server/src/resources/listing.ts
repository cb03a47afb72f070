import { makeListed, sightOf, type UrlParameters } from '@baryon/decide'
import type { Kind } from '@baryon/model'
import { type Asking, journaled } from './asking.ts'
import { decisionContext } from './write.ts'

/** All values of each parameter of a URL whose query has been read. */
export function parametersOf(query: string): UrlParameters {
  const pairs = Map.groupBy(new URLSearchParams(query), ([name]) => name)
  return new Map([...pairs].map(([name, found]) => [name, found.map(([, value]) => value)]))
}

/**
 * Has the behaviour of the kind make what belongs into the list that is about to be read. Costs a transaction only where
 * something is missing; what is refused then is missing in the list.
 */
export async function beforeListing(asking: Asking, kind: Kind, parameters: UrlParameters): Promise<void> {
  const { registry, caller, context, behaviours } = asking
  const hook = behaviours?.of(kind)?.listing
  if (hook === undefined) return
  const make = await hook(sightOf(kind.service, registry, caller, context.store.read), parameters)
  if (make === undefined) return
  await context.store.commit(journaled(asking), tx => makeListed(kind, make, decisionContext(asking, tx)))
}
