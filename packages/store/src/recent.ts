import type { Json } from '@baryon/kit'
import { idOf, type Kind } from '@baryon/model'
import type { Entry, Stored } from './contract.ts'
import type { JournalState } from './journal-state.ts'
import { Lru } from './lru.ts'

/** How many objects are kept, and about how many bytes one may have: together they bound the memory. */
const capacity = 4096
const largest = 16 * 1024

/** What is left of `room` bytes when the value is in there; negative as soon as it does not fit. */
function left(room: number, value: Json): number {
  if (typeof value === 'string') return room - value.length
  if (typeof value !== 'object' || value === null) return room - 8
  let rest = room
  for (const [name, one] of Object.entries(value)) {
    if (rest < 0) break
    rest = left(rest - name.length, one as Json)
  }
  return rest
}

const isSmall = ({ row }: Stored) => left(largest, row) >= 0

const keyOf = (service: string, kind: string, id: string) => `${service}/${kind}/${id}`

/**
 * Objects that were read lately and are not large, as they are now. Right only where this process is the only one that writes: the commit lane
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
    if (stored !== undefined && this.#state.head === head && idOf(kind, stored.row) === id && isSmall(stored))
      this.#objects.set(key, stored)
    return stored
  }

  drop(entries: readonly Entry[]): void {
    for (const { service, kind, id } of entries) this.#objects.delete(keyOf(service, kind, id))
  }
}
