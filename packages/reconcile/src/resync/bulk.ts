import type { Desired, View } from '../intent.ts'
import { hashOf } from '../key.ts'
import { acknowledged, pages } from '../pass.ts'
import type { Outcome } from '../target.ts'
import type { Site } from './site.ts'
import { wantedIn } from './wanted.ts'

/** What a bulk resync tells: how many things, and how many of those that were acknowledged are not among them. */
export interface Weight {
  readonly told: number
  readonly dropped: number
}

/** What it would tell. */
export async function weigh(site: Site, view: View): Promise<Weight> {
  let told = 0
  let kept = 0
  for await (const batch of pages(wantedIn(site, { what: 'bulk' }, view))) {
    const rows = await site.book.get(batch.map(({ key }) => key))
    told += batch.length
    kept += rows.filter(row => row?.state === 'there').length
  }
  await site.book.flush()
  const { there } = await site.ledger.counts(site.target.name)
  return { told, dropped: Math.max(0, there - kept) }
}

/**
 * Tells a target everything in one request, from one snapshot, in constant memory; nothing else may be told meanwhile. What changed during it
 * is told after it, since the journal is read on from the snapshot.
 */
export async function tellAll(
  site: Site,
  view: View,
  reason: string,
  signal: AbortSignal,
): Promise<{ readonly outcome: Outcome; readonly weight: Weight }> {
  const { target, source, clock } = site
  const began = clock.now()
  if (target.replace === undefined)
    throw new Error(`target "${target.name}" says that it takes everything, and does not`)
  // Its answer may get lost, or nobody may wait for it any more.
  site.doubt(source.head())
  const outcome = await target.replace(wantedIn(site, { what: 'bulk' }, view), reason, signal)
  let told = 0
  if (outcome.result !== 'done') return { outcome, weight: { told, dropped: 0 } }
  for await (const batch of pages(wantedIn(site, { what: 'bulk' }, view))) {
    await record(site, batch, view, began)
    told += batch.length
  }
  const dropped = await forget(site, view, began)
  if (view.revision <= source.head()) site.skipTo(view.revision)
  return { outcome, weight: { told, dropped } }
}

async function record({ book }: Site, batch: readonly Desired[], view: View, time: number) {
  for (const desired of batch)
    book.write({
      key: desired.key,
      state: 'there',
      revision: view.revision,
      hash: hashOf(desired),
      address: desired.address,
      parents: desired.parents,
      time,
    })
  await book.flush()
}

/** What is not among what was told is gone. @returns how many things */
async function forget({ ledger, target, book, projection, takes }: Site, view: View, began: number): Promise<number> {
  let gone = 0
  for (const kind of projection.kinds) {
    if (!takes(kind)) continue
    for await (const batch of pages(acknowledged({ ledger, target: target.name }, kind))) {
      for (const { key, revision, time, state } of batch) {
        if (revision === view.revision && time >= began) continue
        book.strike(key)
        if (state === 'there') gone += 1
      }
      await book.flush()
    }
  }
  return gone
}
