import type { Writable } from 'node:stream'
import type { Revision } from '@baryon/store'
import { type Selection, selects } from '../journal/selection.ts'
import type { View } from '../journal/view.ts'
import { keepalive, positionFrame, syncedFrame, type Told } from './told.ts'

/** Bytes that are handed over to a connection at a time. */
const batchBytes = 64 * 1024

/** Events beside the journal that wait for a connection that is full; the oldest of more are lost. */
const mostAside = 256

/** Where a watcher gets entries from. */
export interface Feed {
  /** The newest revision there is to tell. */
  readonly head: Revision
  /** All entries with a greater revision; undefined when some of them are no longer at hand. */
  recent(after: Revision): Iterable<Told> | undefined
  /** The next selected entries from the journal, and up to where these are all. Undefined: some are gone. */
  backlog(
    after: Revision,
    selection: Selection,
  ): Promise<{ readonly told: readonly Told[]; readonly upTo: Revision } | undefined>
}

export interface WatcherOptions {
  readonly selection: Selection
  readonly view: View
  readonly from: Revision
  readonly output: Writable
}

/**
 * One connection's place in the journal. It takes entries only while the connection takes bytes, so one that reads slowly or
 * not at all holds no more than a batch; what it did not take it finds in the journal later.
 */
export class Watcher {
  readonly #feed: Feed
  readonly #options: WatcherOptions
  /** Everything up to here was told or is not to be told. */
  #cursor: Revision
  /** What the client knows of that. */
  #toldPosition: Revision
  #synced = false
  #full = false
  #aside: Buffer[] = []
  #reading = false
  #ended = false

  constructor(feed: Feed, options: WatcherOptions) {
    this.#feed = feed
    this.#options = options
    this.#cursor = options.from
    this.#toldPosition = options.from
    options.output.on('drain', () => {
      this.#full = false
      for (const frame of this.#aside.splice(0)) this.#write(frame)
      this.pump()
    })
  }

  /** Hands over what there is until the connection is full or all is told. */
  pump(): void {
    while (!this.#ended && !this.#full && !this.#reading) {
      if (this.#cursor >= this.#feed.head) {
        this.#caughtUp()
        return
      }
      const recent = this.#feed.recent(this.#cursor)
      if (recent) this.#tell(recent)
      else this.#readBacklog()
    }
  }

  /** Hands over an event that is not of the journal and has no revision. It is told once, to those that are there. */
  tellAside(frame: Buffer): void {
    if (this.#ended) return
    if (this.#full) this.#aside.push(frame)
    else this.#write(frame)
    if (this.#aside.length > mostAside) this.#aside.shift()
  }

  /** Says that the connection lives, and how far the client may go on from. */
  beat(): void {
    if (this.#ended || this.#full) return
    const moved = this.#cursor > this.#toldPosition && !this.#reading
    this.#write(moved ? positionFrame(this.#cursor) : keepalive)
    if (moved) this.#toldPosition = this.#cursor
  }

  /** Tells what is at hand and ends the connection; the client may go on elsewhere. */
  end(): void {
    this.pump()
    this.#close()
  }

  #close(): void {
    if (this.#ended) return
    this.#ended = true
    this.#options.output.end()
  }

  #caughtUp(): void {
    if (this.#synced) return
    this.#synced = true
    this.#toldPosition = this.#cursor
    this.#write(syncedFrame(this.#cursor))
  }

  #tell(entries: Iterable<Told>): void {
    const { selection, view } = this.#options
    const frames: Buffer[] = []
    let bytes = 0
    for (const told of entries) {
      this.#cursor = told.entry.revision
      const frame = selects(selection, told.entry) ? told.frame(view) : undefined
      if (!frame) continue
      frames.push(frame)
      this.#toldPosition = this.#cursor
      bytes += frame.length
      if (bytes >= batchBytes) break
    }
    const [only] = frames
    if (only) this.#write(frames.length === 1 ? only : Buffer.concat(frames, bytes))
  }

  #write(chunk: Buffer): void {
    if (!this.#options.output.write(chunk)) this.#full = true
  }

  #readBacklog(): void {
    this.#reading = true
    void this.#feed
      .backlog(this.#cursor, this.#options.selection)
      .catch(() => undefined)
      .then(read => {
        this.#reading = false
        if (this.#ended) return
        if (read) this.#tellBacklog(read.told, read.upTo)
        else this.#close()
      })
  }

  /** A batch of the backlog may be more than the connection takes: the rest is read again then. */
  #tellBacklog(told: readonly Told[], upTo: Revision): void {
    this.#tell(told)
    const last = told.at(-1)
    if (last === undefined || this.#cursor === last.entry.revision) this.#cursor = Math.max(this.#cursor, upTo)
    this.pump()
  }
}
