/** Takes a change back as if it had never been made: the inverse of its journal entries, in reverse order. */
import { type Fault, Refusal } from '@baryon/kit'
import type { Kind, Registry, Row } from '@baryon/model'
import type { Entry, Revision, Store, Transaction } from '@baryon/store'
import { serverErrors } from '../errors.ts'

/** Entries of others that are read at a time. */
const pageSize = 500

/** One entry of the change, with the object as it was before it. */
interface Step {
  readonly kind: Kind
  readonly entry: Entry
  readonly before: Row | undefined
}

/** An object that the change touched, as it was before the change and as it is after it. */
interface Touched {
  readonly kind: Kind
  readonly id: string
  readonly before: Row | undefined
  after: Row | undefined
}

/** What it takes to undo a change; made while its past can be read. */
export interface Undoing {
  readonly transaction: Revision
  readonly last: Revision
  readonly steps: readonly Step[]
  readonly touched: ReadonlyMap<string, Touched>
}

const nameOf = ({ service, kind, id }: Pick<Entry, 'service' | 'kind' | 'id'>) => `${service} ${kind} ${id}`

function after(row: Row | undefined, { plane, operation, image }: Entry): Row | undefined {
  if (operation === 'delete') return undefined
  return operation === 'create' && plane === 'intent' ? image : { ...row, ...image }
}

/** @throws Refusal `revision.compacted` when the journal no longer knows what was there before */
export async function planUndoing(store: Store, registry: Registry, entries: readonly Entry[]): Promise<Undoing> {
  const [first] = entries
  if (first === undefined) throw new Error('a change without entries cannot be undone')
  const { transaction } = first
  const touched = new Map<string, Touched>()
  const steps: Step[] = []
  for (const entry of entries) {
    const { service, kind: name, id } = entry
    const kind = registry.kind({ service, kind: name })
    if (kind === undefined) throw new Error(`${service} has no kind "${name}"`)
    let known = touched.get(nameOf(entry))
    if (known === undefined) {
      const before = (await store.read.get(kind, id, transaction - 1))?.row
      known = { kind, id, before, after: before }
      touched.set(nameOf(entry), known)
    }
    steps.push({ kind, entry, before: known.after })
    known.after = after(known.after, entry)
  }
  return { transaction, last: entries.at(-1)?.revision ?? transaction, steps, touched }
}

/** Attributes that are written; stamps are the store's. */
const written = ({ attributes }: Kind, row: Row): Row =>
  Object.fromEntries(
    attributes
      .filter(({ stamp, name }) => stamp === undefined && name in row)
      .map(({ name }) => [name, row[name] ?? null]),
  )

/** When an object was made that comes back: it is the same one. undefined: nobody knows. */
function createdIn({ attributes }: Kind, row: Row | undefined): number | undefined {
  const name = attributes.find(({ stamp }) => stamp === 'created')?.name
  const time = name === undefined ? Number.NaN : Date.parse(String(row?.[name]))
  return Number.isNaN(time) ? undefined : time
}

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map(name => [name, row[name] ?? null]))

async function reverse({ kind, entry, before }: Step, tx: Transaction): Promise<void> {
  const { plane, operation, id, image } = entry
  if (operation === 'delete') await tx.insert(kind, written(kind, before ?? {}), createdIn(kind, before))
  else if (operation === 'update') await tx.update(kind, id, pick(before ?? {}, Object.keys(image)))
  // What is first known of an object's status goes with the object.
  else if (plane === 'intent') await tx.remove(kind, id)
}

/** The status that an object had: what was noted meanwhile is of a change that never was. */
async function restoreStatus({ kind, id, before }: Touched, tx: Transaction): Promise<void> {
  if (before === undefined) return
  const names = kind.attributes
    .filter(({ plane, stamp }) => plane === 'status' && stamp === undefined)
    .map(({ name }) => name)
  const known = names.filter(name => name in before)
  if (known.length > 0) await tx.update(kind, id, pick(before, known))
}

const changed = (entry: Entry): Fault =>
  serverErrors.fault('commit.changed', { kind: entry.kind, id: entry.id, revision: entry.revision })

/** Ids that others may have begun to use, or stopped to keep, since the change. */
interface Watched {
  /** Objects that the undoing takes away: nobody may refer to them by now. */
  readonly leaving: readonly string[]
  /** What rows that come back refer to, as text: none of it may be deleted by now. */
  readonly returning: string
}

function watched({ touched }: Undoing): Watched {
  const all = [...touched.values()]
  return {
    leaving: all.filter(({ before }) => before === undefined).map(({ id }) => JSON.stringify(id).slice(1, -1)),
    returning: JSON.stringify(all.flatMap(({ before }) => before ?? [])),
  }
}

/** Whether what somebody else did stands in the way of undoing. Ids are looked for as text, so that no reference is overlooked. */
function isInTheWay({ touched }: Undoing, { leaving, returning }: Watched, entry: Entry): boolean {
  if (touched.has(nameOf(entry))) return true
  if (entry.operation === 'delete') return returning.includes(JSON.stringify(entry.id).slice(1, -1))
  const image = JSON.stringify(entry.image)
  return leaving.some(id => image.includes(id))
}

/** @throws Refusal `commit.changed` */
async function requireUntouched(undoing: Undoing, tx: Transaction): Promise<void> {
  const ids = watched(undoing)
  for (let behind = undoing.last; ; ) {
    const others = await tx.since(behind, pageSize)
    const found = others.find(entry => isInTheWay(undoing, ids, entry))
    if (found !== undefined) throw new Refusal(changed(found))
    const last = others.at(-1)
    if (last === undefined || others.length < pageSize) return
    behind = last.revision
  }
}

/**
 * Undoes the change in the transaction, and ends its trial.
 * @throws Refusal when somebody has built upon it since, so that it has to stay
 */
export async function undo(undoing: Undoing, tx: Transaction): Promise<void> {
  await requireUntouched(undoing, tx)
  for (const step of undoing.steps.toReversed()) await reverse(step, tx)
  for (const each of undoing.touched.values()) await restoreStatus(each, tx)
  await tx.endTrial(undoing.transaction)
}
