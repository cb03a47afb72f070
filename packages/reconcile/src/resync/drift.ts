import { Refusal } from '@baryon/kit'
import { reconcileErrors } from '../errors.ts'
import type { Desired, View } from '../intent.ts'
import { hashOf, textOf } from '../key.ts'
import type { Delivery } from '../ledger.ts'
import { pages } from '../pass.ts'
import type { Drift } from '../report.ts'
import type { Found } from '../target.ts'
import { fieldsOf } from './compare.ts'
import type { Site } from './site.ts'

/** A difference, and what it takes to repair it. */
export interface Finding extends Drift {
  /** Of a surplus: what it takes to remove it. */
  readonly found?: Found
  readonly desired?: Desired
  /** No change of the journal asks for it: somebody else changed or made it. The brake counts these. */
  readonly unasked: boolean
}

/** What a target has, read to its end, by the texts of the keys. */
export type Inventory = ReadonlyMap<string, Found>

/** Reads what a target has; nothing may be told meanwhile. Throws a refusal if it does not say, or breaks off: nothing can be said then of what is missing. */
export async function takeInventory({ target }: Site, signal: AbortSignal): Promise<Inventory> {
  if (target.read === undefined) throw new Refusal(reconcileErrors.fault('resync.unreadable', { target: target.name }))
  const found = new Map<string, Found>()
  for await (const one of target.read(signal)) {
    if (one === 'complete') return found
    found.set(textOf(one.key), one)
  }
  throw new Refusal(reconcileErrors.fault('resync.incomplete', { target: target.name }))
}

/**
 * Compares what a target has with what is wanted of it. What waits to be told is no drift. Things of which the target cannot tell are missing
 * when something that they need is missing, when everything is, or when the target said that its state is another.
 */
export async function* findings(
  site: Site,
  inventory: Inventory,
  view: View,
  diverged = false,
): AsyncIterable<Finding> {
  const wanted = new Set<string>()
  const missing = new Set<string>()
  const readable = new Set(site.target.describe().readable)
  const empty = ![...inventory.values()].some(({ ours }) => ours)
  for await (const batch of pages(site.projection.all(view))) {
    const taken = batch.filter(({ key }) => site.takes(key.kind))
    const rows = await site.book.get(taken.map(({ key }) => key))
    for (const [index, desired] of taken.entries()) {
      const text = textOf(desired.key)
      if (readable.has(desired.key.kind)) wanted.add(text)
      const row = rows[index]
      if (row?.state !== 'there' || row.hash !== hashOf(desired)) continue
      const lost = diverged || empty || desired.parents.some(parent => missing.has(textOf(parent)))
      const finding = judge(desired, inventory.get(text), readable.has(desired.key.kind), lost)
      if (finding?.kind === 'missing') missing.add(text)
      if (finding !== undefined) yield finding
    }
  }
  yield* surplus(site, inventory, wanted, readable)
}

function judge(desired: Desired, found: Found | undefined, readable: boolean, lost: boolean): Finding | undefined {
  const { key } = desired
  if (found === undefined) return readable || lost ? { key, kind: 'missing', desired, unasked: false } : undefined
  const fields = fieldsOf(desired.body, found.body)
  return fields.length === 0 ? undefined : { key, kind: 'different', fields, desired, unasked: true }
}

/** Compares, and changes nothing; nothing is told meanwhile. Throws a refusal as `takeInventory` does. */
export async function* drifts(site: Site, signal: AbortSignal): AsyncIterable<Drift> {
  const release = await site.hold(signal)
  let view: View | undefined
  try {
    const inventory = await takeInventory(site, signal)
    view = site.source.snapshot()
    for await (const finding of findings(site, inventory, view)) yield shown(finding)
  } finally {
    release()
    await view?.close?.()
  }
}

/** A finding as it is told to operators. */
export const shown = ({ key, kind, fields, foreign }: Drift): Drift => ({
  key,
  kind,
  ...(fields === undefined ? {} : { fields }),
  ...(foreign === undefined ? {} : { foreign }),
})

/** Children before their parents, since they are removed in this order. */
async function* surplus(
  site: Site,
  found: Inventory,
  wanted: ReadonlySet<string>,
  readable: ReadonlySet<string>,
): AsyncIterable<Finding> {
  const { projection, source, book, queue } = site
  const ranks = new Map(projection.kinds.map((kind, index) => [kind, index]))
  const extra = [...found.values()].filter(({ key }) => readable.has(key.kind) && !wanted.has(textOf(key)))
  extra.sort((a, b) => (ranks.get(b.key.kind) ?? 0) - (ranks.get(a.key.kind) ?? 0))
  for (const one of extra) {
    const { key, ours } = one
    const [row] = await book.get([key])
    if (waits(row, queue.has(textOf(key)), book.cursor < source.head())) continue
    if (await projection.desired(key, source.newest())) continue
    yield { key, kind: 'surplus', found: one, unasked: ours && row === undefined, ...(ours ? {} : { foreign: true }) }
  }
}

/** Whether its removal may be in the queue, or in the journal that is not read yet. */
const waits = (row: Delivery | undefined, queued: boolean, behind: boolean) => queued || (row !== undefined && behind)
