import type { Clock, Logger } from '@baryon/kit'
import type { Limits } from '../backend.ts'
import type { Book } from '../book.ts'
import type { Projection, Revision, Source } from '../intent.ts'
import type { Ledger } from '../ledger.ts'
import type { Queue } from '../queue.ts'
import type { Target } from '../target.ts'

/** What a resync needs of the loop of its target. */
export interface Site {
  readonly target: Target
  readonly projection: Projection
  readonly source: Source
  readonly ledger: Ledger
  readonly queue: Queue
  readonly book: Book
  readonly limits: Limits
  readonly clock: Clock
  readonly logger: Logger
  takes(kind: string): boolean
  /** Returns when there is room in the queue; false: the signal aborted before. */
  room(signal: AbortSignal): Promise<boolean>
  /** Nothing is told from when this returns until what it returns is called. Aborts like the signal. */
  hold(signal: AbortSignal): Promise<() => void>
  /** Everything up to there was told by other means. */
  skipTo(revision: Revision): void
  /** Everything up to there is uploaded: it may be told by that, whatever comes of it. */
  doubt(revision: Revision): void
  /** There is something in the queue. */
  dispatch(): void
}
