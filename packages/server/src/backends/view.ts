/** Rows of one service as a backend reads them, from the store. */

import type { Json } from '@baryon/kit'
import { Refusal } from '@baryon/kit'
import { type Filter, isStored, type Kind, type Registry, type Row } from '@baryon/model'
import type { Change, Revision, View } from '@baryon/reconcile'
import type { Query, Snapshot, Store, Stored } from '@baryon/store'

/** Rows that are read at a time. */
const pageSize = 500

/** Milliseconds after which a snapshot that nobody reads lets go of its state: longer than any target takes for a page. */
const longestIdle = 600_000

/** What reads rows, of the newest state or of a snapshot. */
export type Rows = Pick<Snapshot, 'get' | 'list'>

/** The attributes that a target may depend on, all null: those of the intent plane that somebody set or computed. */
const blanks = new WeakMap<Kind, Row>()

function blankOf(kind: Kind): Row {
  let blank = blanks.get(kind)
  if (blank === undefined) {
    const isWanted = (attribute: Kind['attributes'][number]) =>
      isStored(attribute) && attribute.plane === 'intent' && attribute.stamp === undefined
    blank = Object.fromEntries(kind.attributes.filter(isWanted).map(({ name }) => [name, null]))
    blanks.set(kind, blank)
  }
  return blank
}

/** Of rows that the store keeps in memory, such as a network that many ports are told with. */
const known = new WeakMap<Stored, Row>()

function intentOf(kind: Kind, stored: Stored): Row {
  let intent = known.get(stored)
  if (intent === undefined) {
    const values: Record<string, Json> = { ...blankOf(kind) }
    for (const name in values) values[name] = stored.row[name] ?? null
    intent = values
    known.set(stored, intent)
  }
  return intent
}

function filterOf(where: Readonly<Record<string, Json>>): Filter | undefined {
  const bounds = Object.entries(where).map(([attribute, value]): Filter => ({ attribute, in: [value] }))
  return bounds.length > 1 ? { all: bounds } : bounds[0]
}

/** Finds the kinds of one service. @throws Error for a name that the service does not have */
export type FindKind = (name: string) => Kind

export const kindsIn =
  (registry: () => Registry, service: string): FindKind =>
  name => {
    const kind = registry().kind({ service, kind: name })
    if (kind === undefined) throw new Error(`${service} has no kind "${name}"`)
    return kind
  }

async function rowBefore({ read }: Store, kind: Kind, { id, revision }: Change): Promise<Row | undefined> {
  try {
    const stored = await read.get(kind, id, revision - 1)
    return stored && intentOf(kind, stored)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** A view by something that reads rows, but for what was before. */
export function rowsView(find: FindKind, revision: Revision, rows: () => Promise<Rows>): Omit<View, 'before'> {
  return {
    revision,
    async get(name, id) {
      const kind = find(name)
      const stored = await (await rows()).get(kind, id)
      return stored && intentOf(kind, stored)
    },
    async *list(name, where = {}) {
      const kind = find(name)
      const filter = filterOf(where)
      let query: Query = { limit: pageSize, ...(filter === undefined ? {} : { filter }) }
      for (;;) {
        const page = await (await rows()).list(kind, query)
        if (!page.ok) throw new Refusal(...page.faults)
        for (const stored of page.value) yield intentOf(kind, stored)
        const last = page.value.at(-1)
        if (last === undefined || page.value.length < pageSize) return
        query = { ...query, after: last.row }
      }
    },
  }
}

const viewOf = (store: Store, find: FindKind, revision: Revision, rows: () => Promise<Rows>): View => ({
  ...rowsView(find, revision, rows),
  before: change => rowBefore(store, find(change.kind), change),
})

/** Each read sees what is newest then. */
export function newestView(store: Store, find: FindKind): View {
  const { read, journal } = store
  const view = viewOf(store, find, journal.head(), async () => read)
  return { ...view, get: async (name, id) => read.foreseen(find(name), id) ?? view.get(name, id) }
}

/** Holds a snapshot from the first read until it is closed, or is not read for long. */
class Holder {
  readonly #store: Store
  #taken: Promise<Snapshot> | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(store: Store) {
    this.#store = store
  }

  async rows(): Promise<Rows> {
    if (this.#closed) throw new Error('a snapshot was read after it was closed')
    this.#taken ??= this.#store.snapshot()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.close(), longestIdle).unref()
    return this.#taken
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await (await this.#taken)?.close()
  }
}

/** One state, that of now or, as nobody is kept waiting for it here, of the first read. */
export function snapshotView(store: Store, find: FindKind): View {
  const holder = new Holder(store)
  const view = viewOf(store, find, store.journal.head(), () => holder.rows())
  return { ...view, close: () => holder.close() }
}
