import type { Json } from '@baryon/kit'
import type { Entry, Revision } from '@baryon/store'
import { Told } from './told.ts'

/** About how many bytes a value takes; a guess is enough to bound memory. */
function sizeOf(value: Json): number {
  if (typeof value === 'string') return 40 + value.length
  if (typeof value !== 'object' || value === null) return 16
  let size = 64
  for (const [key, one] of Object.entries(value)) size += key.length + sizeOf(one as Json)
  return size
}

/** The newest entries of the journal, for all watchers together: at most so many, of at most about so many bytes. */
export class Recent {
  readonly #entries: { readonly told: Told; readonly size: number }[] = []
  readonly #maxEntries: number
  readonly #maxBytes: number
  /** Index of the oldest one that is still kept; those before it are cut off now and then. */
  #start = 0
  #bytes = 0
  #head: Revision

  constructor(head: Revision, maxEntries = 4096, maxBytes = 16 * 1024 ** 2) {
    this.#head = head
    this.#maxEntries = maxEntries
    this.#maxBytes = maxBytes
  }

  /** The newest revision that was added. */
  get head(): Revision {
    return this.#head
  }

  /** The oldest revision that is kept, or the one behind the newest when there is none. */
  get first(): Revision {
    return this.#head - (this.#entries.length - this.#start) + 1
  }

  add(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.revision <= this.#head) continue
      if (entry.revision !== this.#head + 1) this.clear()
      this.#head = entry.revision
      const size = sizeOf(entry.image)
      this.#bytes += size
      this.#entries.push({ told: new Told(entry), size })
    }
    this.#shrink()
  }

  /** Moves the head without keeping what it moved over. */
  skipTo(head: Revision): void {
    if (head <= this.#head) return
    this.clear()
    this.#head = head
  }

  clear(): void {
    this.#entries.length = 0
    this.#start = 0
    this.#bytes = 0
  }

  /** The entry of that revision, which is from {@link Recent.first} to {@link Recent.head}. */
  at(revision: Revision): Told {
    const found = this.#entries[this.#start + revision - this.first]
    if (!found) throw new RangeError(`revision ${revision} is not among the recent ones`)
    return found.told
  }

  #shrink(): void {
    while (
      this.#entries.length - this.#start > this.#maxEntries ||
      (this.#bytes > this.#maxBytes && this.#start < this.#entries.length)
    ) {
      this.#bytes -= this.#entries[this.#start]?.size ?? 0
      this.#start++
    }
    // Cutting off half at a time keeps it constant per entry.
    if (this.#start > this.#entries.length / 2) {
      this.#entries.splice(0, this.#start)
      this.#start = 0
    }
  }
}
