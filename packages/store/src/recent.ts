import { idOf, type Kind } from '@baryon/model'
import type { Entry, Stored } from './contract.ts'
import type { JournalState } from './journal-state.ts'
import { Lru } from './lru.ts'

/** Bounds the memory: some kilobytes an object at most. */
const capacity = 4096

const keyOf = (service: string, kind: string, id: string) => `${service}/${kind}/${id}`

/**
 * Objects that were read lately, as they are now. Right only where this process is the only one that writes: the commit lane
 * drops what it changed before anyone is told, and what was read while something was committed is not kept.
 */
export class RecentObjects {
  readonly #objects = new Lru<string, Stored>(capacity)
  readonly #state: JournalState

  constructor(state: JournalState) {
    this.#state = state
  }

  /** The object, read by `read` unless it is kept. */
  async get(kind: Kind, id: string, read: () => Promise<Stored | undefined>): Promise<Stored | undefined> {
    const key = keyOf(kind.service, kind.name, id)
    const kept = this.#objects.get(key)
    if (kept !== undefined) return kept
    const { head } = this.#state
    const stored = await read()
    // An id in another spelling would not be dropped with its object.
    if (stored !== undefined && this.#state.head === head && idOf(kind, stored.row) === id)
      this.#objects.set(key, stored)
    return stored
  }

  drop(entries: readonly Entry[]): void {
    for (const { service, kind, id } of entries) this.#objects.delete(keyOf(service, kind, id))
  }
}
