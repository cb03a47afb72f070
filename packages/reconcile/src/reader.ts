import type { Clock } from '@baryon/kit'
import type { Book } from './book.ts'
import type { Change, Projection, Revision, Source, Stretch, Touched } from './intent.ts'
import { textOf } from './key.ts'
import type { Queue } from './queue.ts'

const entriesAtOnce = 128

export interface ReaderOptions {
  readonly source: Source
  readonly projection: Projection
  readonly queue: Queue
  readonly book: Book
  readonly clock: Clock
  /** Whether the target takes things of a kind. */
  takes(kind: string): boolean
}

/** Reads the journal into the queue of one target. */
export class Reader {
  readonly #options: ReaderOptions
  /** What a process before this one may have seen: it may have told of it without recording that. */
  readonly #uncertainTo: Revision
  /** What an upload of everything may have told. */
  #doubtedTo: Revision = 0
  #read: Revision
  /** Changes that the last transaction had, if they were more than are read at once: the next is likely to be as large. */
  #needed = 0

  constructor(options: ReaderOptions, from: Revision) {
    this.#options = options
    this.#read = from
    this.#uncertainTo = options.source.head()
  }

  /** Everything up to here is in the queue, or settled. */
  get read(): Revision {
    return this.#read
  }

  /** Everything up to there is uploaded: whatever comes of it, it may be told. */
  doubt(revision: Revision): void {
    this.#doubtedTo = Math.max(this.#doubtedTo, revision)
  }

  /** Everything up to there is in the queue by other means. */
  skipTo(revision: Revision): void {
    if (revision <= this.#read) return
    this.#read = revision
    this.#options.queue.readTo(revision)
  }

  /** Reads on: about so many entries, since each may concern a thing. @returns false: the journal begins behind what was read last */
  async readOn(upTo: Revision, room: number): Promise<boolean> {
    const { source, projection, queue, book } = this.#options
    const stretch = await this.#stretch(upTo, Math.min(room, entriesAtOnce))
    if (stretch === undefined) return false
    const view = source.newest()
    const touched: { change: Change; things: readonly Touched[] }[] = []
    for (const change of stretch.changes) touched.push({ change, things: await projection.touched(change, view) })
    for (const { change, things } of touched) for (const thing of things) this.#queue(change, thing)
    this.#read = Math.max(this.#read, stretch.upTo)
    queue.readTo(this.#read)
    book.moved()
    return true
  }

  /** Whole transactions: what goes away with a thing has to be known when that thing is removed. */
  async #stretch(upTo: Revision, entries: number): Promise<Stretch | undefined> {
    const { source } = this.#options
    let seen = 0
    for (let limit = Math.max(1, entries, this.#needed) + 1; ; limit *= 4) {
      const head = source.head()
      const stretch = await source.after(this.#read, limit)
      if (stretch === undefined) return
      const complete = stretch.upTo >= Math.min(head, upTo)
      const whole = wholeTransactions(stretch, complete, entries)
      if (whole !== undefined) {
        this.#needed = whole.changes.length > entries ? whole.changes.length : 0
        return whole
      }
      // a source that gives no more at a time than this has to be taken at its word
      if (stretch.changes.length === seen) return stretch
      seen = stretch.changes.length
    }
  }

  #queue(change: Change, { key, parents, gone }: Touched) {
    const { queue, book, clock, takes } = this.#options
    if (!takes(key.kind)) return book.mention(key)
    queue.add({
      key,
      change,
      from: change.revision,
      since: change.time ?? clock.now(),
      parents: parents.map(textOf),
      uncertain: change.revision <= this.#uncertainTo,
      doubted: change.revision <= this.#doubtedTo,
      ...(gone === undefined ? {} : { gone }),
      ...(change.by === undefined ? {} : { by: change.by }),
    })
  }
}

/**
 * The transactions that are whole, as many as have so many changes together, and one at least; undefined: the first is not.
 * @param complete whether the last one is whole
 */
function wholeTransactions(stretch: Stretch, complete: boolean, atMost: number): Stretch | undefined {
  const { changes, upTo } = stretch
  const last = changes.at(-1)
  if (last === undefined || (complete && changes.length <= atMost)) return stretch
  const starts = changes.flatMap(({ transaction }, index) =>
    transaction === changes[index - 1]?.transaction ? [] : [index],
  )
  const ends = [...starts.slice(1), ...(complete ? [changes.length] : [])]
  const end = ends.findLast(index => index <= atMost) ?? ends[0]
  if (end === undefined) return
  const next = changes[end]
  return { changes: changes.slice(0, end), upTo: next === undefined ? upTo : next.transaction - 1 }
}
