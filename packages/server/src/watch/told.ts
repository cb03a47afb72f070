import type { Entry } from '@baryon/store'
import { shownEntry } from '../journal/shown.ts'
import type { View } from '../journal/view.ts'

/** The id alone moves a client's position without an event. */
export const positionFrame = (revision: number): Buffer => Buffer.from(`: \nid: ${revision}\n\n`)

export const keepalive: Buffer = Buffer.from(': \n\n')

export const syncedFrame = (revision: number): Buffer =>
  Buffer.from(`id: ${revision}\nevent: synced\ndata: {"revision":${revision}}\n\n`)

/**
 * One entry on its way to watchers. It is serialised once for each set of attributes that callers may not see (mostly there is one),
 * and looked at once by each view, however many watchers there are.
 */
export class Told {
  readonly entry: Entry
  readonly #frames = new Map<string, Buffer>()
  readonly #views = new Map<View, Buffer | undefined>()

  constructor(entry: Entry) {
    this.entry = entry
  }

  /** The event as that caller gets it; undefined when the caller may not see it. */
  frame(view: View): Buffer | undefined {
    if (this.#views.has(view)) return this.#views.get(view)
    const seen = view.look(this.entry)
    const frame = seen && this.#frame(seen.hidden, () => shownEntry(seen.kind, this.entry, seen.hidden))
    this.#views.set(view, frame)
    return frame
  }

  #frame(hidden: readonly string[], shown: () => unknown): Buffer {
    const key = hidden.join(',')
    let frame = this.#frames.get(key)
    if (!frame) {
      const { revision, operation } = this.entry
      frame = Buffer.from(`id: ${revision}\nevent: ${operation}\ndata: ${JSON.stringify(shown())}\n\n`)
      this.#frames.set(key, frame)
    }
    return frame
  }
}
