import type { Desired, Key, View } from '../intent.ts'
import { textOf } from '../key.ts'
import type { Scope } from '../report.ts'
import type { Site } from './site.ts'

/** A thing and everything it needs, what is needed first. */
async function* chain(site: Site, key: Key, view: View, seen: Set<string>): AsyncIterable<Desired> {
  if (seen.has(textOf(key)) || !site.takes(key.kind)) return
  seen.add(textOf(key))
  const desired = await site.projection.desired(key, view)
  if (desired === undefined) return
  for (const parent of desired.parents) yield* chain(site, parent, view, seen)
  yield desired
}

async function* one(site: Site, key: Key, view: View): AsyncIterable<Desired> {
  const desired = await site.projection.desired(key, view)
  if (desired !== undefined && site.takes(key.kind)) yield desired
}

/** What is wanted of a target in a scope, parents before children. */
export async function* wantedIn(site: Site, scope: Scope, view: View): AsyncIterable<Desired> {
  if (scope.what === 'object')
    yield* scope.parents === true ? chain(site, scope.key, view, new Set()) : one(site, scope.key, view)
  else for await (const desired of wantedOf(site, scope, view)) if (site.takes(desired.key.kind)) yield desired
}

function wantedOf({ projection }: Site, scope: Exclude<Scope, { what: 'object' }>, view: View): AsyncIterable<Desired> {
  if (scope.what === 'network') return projection.within({ network: scope.id }, view)
  if (scope.what === 'project') return projection.within({ project: scope.id }, view)
  return projection.all(view)
}
