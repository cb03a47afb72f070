import type { Json } from '@baryon/kit'
import { idOf, type Kind, type Row } from '@baryon/model'
import type { Change, Entry, Revision, Stored } from './contract.ts'
import type { JournalState } from './journal-state.ts'
import { Lru } from './lru.ts'

/** About how many bytes of objects are kept, and how many of one: what is large is read again, and leaves room for many others. */
const capacity = 8 * 1024 * 1024
const largest = 16 * 1024

/** About how many bytes an image has. Whoever foresees it has it in memory anyway, so it is not measured. */
const aboutAnImage = 2048

/** Of so many objects it is remembered which change was their last. */
const rememberedChanges = 20_000

/** What engines need for a text or an object beside what is in it, and for a reference to either. */
const header = 24
const slot = 8

/** What is left of `room` bytes when the value is in there; negative as soon as it does not fit. */
function left(room: number, value: Json): number {
  if (typeof value === 'string') return room - header - value.length
  if (typeof value !== 'object' || value === null) return room
  let rest = room - header
  for (const inner of Object.values(value as Readonly<Record<string, Json>>)) {
    if (rest < 0) break
    rest -= slot
    if (inner !== null && typeof inner !== 'boolean' && typeof inner !== 'number') rest = left(rest, inner)
  }
  return rest
}

/** What was read of a change's object: the object, or that it is as the change left it. */
export interface Read {
  readonly stored?: Stored
  readonly unchanged?: Change
}

interface Kept {
  stored: Stored | undefined
  /** Its attributes of the intent plane. */
  intent: Row | undefined
  /** About. */
  readonly bytes: number
}

const keyOf = (service: string, kind: string, id: string) => `${service}/${kind}/${id}`

/**
 * Objects that were read lately and are not large, as they are now. Right only where this process is the only one that writes: the commit lane
 * drops what it changed before anyone is told, and what was read while something was committed is not kept.
 */
export class RecentObjects {
  readonly #objects = new Lru<string, Kept>(capacity, ({ bytes }) => bytes)
  readonly #state: JournalState
  /** The last changes of objects that are there, from the first time that something is foreseen. */
  #last: Lru<string, Revision> | undefined

  constructor(state: JournalState) {
    this.#state = state
  }

  kept(kind: Kind, id: string): Stored | undefined {
    return this.#objects.get(keyOf(kind.service, kind.name, id))?.stored
  }

  foreseen(kind: Kind, id: string): Row | undefined {
    return this.#objects.get(keyOf(kind.service, kind.name, id))?.intent
  }

  /** The last change of an object, as far as is remembered. */
  last(kind: Kind, id: string): Revision | undefined {
    return this.#last?.get(keyOf(kind.service, kind.name, id))
  }

  /** The object, read by `read` unless it is kept. */
  async get(kind: Kind, id: string, read: () => Promise<Stored | undefined>): Promise<Stored | undefined> {
    const key = keyOf(kind.service, kind.name, id)
    const kept = this.#objects.get(key)
    if (kept?.stored !== undefined) return kept.stored
    const { committed } = this.#state
    const stored = await read()
    // An id in another spelling would not be dropped with its object.
    if (stored !== undefined && this.#state.committed === committed && idOf(kind, stored.row) === id)
      this.#keep(key, stored)
    return stored
  }

  /** Keeps what is to be asked for soon; `read` reads what is not kept. */
  async foresee(
    kind: Kind,
    changes: readonly Change[],
    read: (missing: readonly Change[]) => Promise<readonly Read[]>,
  ): Promise<void> {
    this.#last ??= new Lru(rememberedChanges)
    const missing = changes.filter(({ id }) => this.#objects.get(keyOf(kind.service, kind.name, id)) === undefined)
    if (missing.length === 0) return
    const { committed } = this.#state
    const found = await read(missing)
    if (this.#state.committed !== committed) return
    for (const { stored, unchanged } of found) {
      if (stored !== undefined) this.#keep(keyOf(kind.service, kind.name, idOf(kind, stored.row)), stored)
      else if (unchanged !== undefined) {
        const { id, image: intent } = unchanged
        this.#objects.set(keyOf(kind.service, kind.name, id), { stored: undefined, intent, bytes: aboutAnImage })
      }
    }
  }

  #keep(key: string, stored: Stored): void {
    const rest = left(largest, stored.row)
    if (rest >= 0) this.#objects.set(key, { stored, intent: undefined, bytes: largest - rest })
  }

  drop(entries: readonly Entry[]): void {
    for (const { service, kind, id, plane, operation, revision } of entries) {
      const key = keyOf(service, kind, id)
      if (operation === 'delete') this.#last?.delete(key)
      else if (plane === 'intent') this.#last?.set(key, revision)
      const kept = this.#objects.delete(key)
      if (kept === undefined) continue
      // A table that the map has replaced may hold it for long
      kept.stored = undefined
      kept.intent = undefined
    }
  }
}
