import type { Clock, Logger } from '@baryon/kit'
import type { Book } from './book.ts'
import type { Projection, Revision, Source } from './intent.ts'
import type { Ledger } from './ledger.ts'
import { fullPass, queueRemoved } from './pass.ts'
import type { Queue } from './queue.ts'
import { Reader } from './reader.ts'

/** While so many things can be told, the journal is not read on: what would wait in memory for longer costs more than it is worth. */
export const readyEnough = (window: number): number => Math.min(512, Math.ceil(window / 2))

export interface IntakeOptions {
  readonly target: string
  readonly projection: Projection
  readonly source: Source
  readonly ledger: Ledger
  readonly queue: Queue
  readonly book: Book
  readonly clock: Clock
  readonly logger: Logger
  /** Things that wait in memory at most. */
  readonly window: number
  readonly stopping: AbortSignal
  takes(kind: string): boolean
  /** How far the journal may be read: 0 while it may not, Infinity while it may to its end. */
  upTo(): Revision
  /** Returns when there is room in the queue; false: the signal aborted before. */
  room(signal: AbortSignal): Promise<boolean>
  /** The journal was read on. */
  moved(): void
  /** Everything that may be read was read. */
  done(): Promise<void>
}

/** Keeps the queue of one target filled: from the journal, or from everything that is wanted where the journal does not tell enough. */
export class Intake {
  readonly #options: IntakeOptions
  #reader: Reader
  /** The journal is not acknowledged beyond this while everything is gone through. */
  #held: Revision | undefined
  /** Everything is to be gone through first. */
  #all: { readonly force: boolean } | undefined
  #waits = false

  constructor(options: IntakeOptions) {
    this.#options = options
    this.#reader = new Reader(options, 0)
  }

  /** @param all everything is looked at before the journal is read on, and told again with `force` */
  begin(from: Revision, all?: { readonly force: boolean }): void {
    this.#reader = new Reader(this.#options, from)
    this.#all = all
  }

  /** How far the journal was read. */
  get read(): Revision {
    return this.#reader.read
  }

  /** Whether reading on waits until something was told. */
  get waits(): boolean {
    return this.#waits
  }

  /** Everything up to here is acknowledged, with what is in the book. */
  floor(): Revision {
    return Math.min(this.#options.queue.floor(this.read), this.#held ?? Number.POSITIVE_INFINITY)
  }

  /** Whether everything up to there is in the queue, or settled. */
  hasSeen(revision: Revision): boolean {
    return this.read >= revision && (this.#held === undefined || this.#held >= revision)
  }

  /** Everything up to there is uploaded. */
  doubt(revision: Revision): void {
    this.#reader.doubt(revision)
  }

  /** Everything up to there was told by other means. */
  skipTo(revision: Revision): void {
    this.#reader.skipTo(revision)
  }

  /** Reads a stretch. @returns in how many milliseconds the next is to be read */
  async turn(): Promise<number> {
    const { window, queue, source, moved, done, upTo } = this.#options
    if (this.#all !== undefined) {
      if (!this.#reads()) return Number.POSITIVE_INFINITY
      await this.#goThroughAll(this.#all.force)
      this.#all = undefined
    }
    const end = upTo()
    if (!this.#reads() || this.read >= Math.min(source.head(), end)) {
      await done()
      this.#waits = upTo() < Number.POSITIVE_INFINITY || this.read < source.head()
      return Number.POSITIVE_INFINITY
    }
    this.#waits = false
    if (!(await this.#reader.readOn(end, window - queue.size))) await this.#goThroughAll(true)
    moved()
    return 0
  }

  #reads(): boolean {
    const { upTo, queue, window } = this.#options
    return upTo() > 0 && queue.size < window && queue.ready < readyEnough(window)
  }

  /** What changed is not known: everything is looked at. */
  async #goThroughAll(force: boolean): Promise<void> {
    const { target, source, queue, book, logger, stopping } = this.#options
    const from = book.cursor
    this.#held = from
    const view = source.snapshot()
    logger.info({ target, revision: view.revision, force }, 'everything is looked at for a target')
    this.#reader.skipTo(view.revision)
    // what is under way may be of things that are not wanted any more, and not be acknowledged when the ledger is read
    for (const { key } of queue.entries()) queue.add({ key, from: from + 1, since: Number.POSITIVE_INFINITY })
    const room = () => this.#options.room(stopping)
    try {
      await fullPass({ ...this.#options, room }, view, from + 1, force)
      if (force) await queueRemoved({ ...this.#options, room }, view, from + 1)
    } finally {
      await view.close?.()
    }
    if (stopping.aborted) return
    this.#held = undefined
    book.moved()
  }
}
