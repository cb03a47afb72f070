import type { Json } from '@baryon/kit'
import type { Entry } from '@baryon/store'
import { shownEntry } from '../journal/shown.ts'
import type { View } from '../journal/view.ts'

/** The id alone moves a client's position without an event. */
export const positionFrame = (revision: number): Buffer => Buffer.from(`: \nid: ${revision}\n\n`)

export const keepalive: Buffer = Buffer.from(': \n\n')

export const syncedFrame = (revision: number): Buffer =>
  Buffer.from(`id: ${revision}\nevent: synced\ndata: {"revision":${revision}}\n\n`)

/** Of a controller: it has no id, so that the place in the journal stays what it was. */
export const controllerFrame = (event: Json): Buffer =>
  Buffer.from(`event: controller\ndata: ${JSON.stringify(event)}\n\n`)

/**
 * One entry on its way to watchers. It is serialised once for each set of attributes that callers may not see (mostly there is one),
 * and looked at once for watchers of one view that come one after the other. Views that are gone are not kept by it: clients that
 * connect again and again would fill the memory.
 */
export class Told {
  readonly entry: Entry
  readonly #frames = new Map<string, Buffer>()
  /** The view that looked last, and what it saw. */
  #last: { readonly view: View; readonly frame: Buffer | undefined } | undefined

  constructor(entry: Entry) {
    this.entry = entry
  }

  /** The event as that caller gets it; undefined when the caller may not see it. */
  frame(view: View): Buffer | undefined {
    if (this.#last?.view === view) return this.#last.frame
    const seen = view.look(this.entry)
    const frame = seen && this.#frame(seen.hidden, () => shownEntry(seen.kind, this.entry, seen.hidden))
    this.#last = { view, frame }
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
