import type { Fault } from '@baryon/kit'
import type { Book } from './book.ts'
import type { Key, Revision } from './intent.ts'
import { textOf } from './key.ts'
import type { Queue } from './queue.ts'
import type { StandingAtTarget } from './statuses.ts'

export interface StandingOptions {
  readonly queue: Pick<Queue, 'get' | 'has'>
  readonly book: Pick<Book, 'get'>
  /** Whether everything up to there is in the queue, or settled. */
  hasSeen(revision: Revision): boolean
}

/** What is known of things, and whether they wait to be told. */
export async function standingOf(
  { queue, book }: Pick<StandingOptions, 'queue' | 'book'>,
  keys: readonly Key[],
): Promise<readonly StandingAtTarget[]> {
  const rows = await book.get(keys)
  return keys.map((key, index) => rows[index]?.state ?? (queue.has(textOf(key)) ? 'pending' : 'absent'))
}

/** Whether things, as they are at a revision, were taken; the fault if one is set aside. */
export async function verdictOn(
  { queue, book, hasSeen }: StandingOptions,
  keys: readonly Key[],
  revision: Revision,
): Promise<'pending' | 'taken' | Fault> {
  if (!hasSeen(revision)) return 'pending'
  const waits = (key: Key) => {
    const entry = queue.get(textOf(key))
    return entry !== undefined && Math.min(entry.from, entry.next?.from ?? entry.from) <= revision
  }
  if (keys.some(waits)) return 'pending'
  const rows = await book.get(keys)
  return rows.find(row => row?.state === 'refused')?.fault ?? 'taken'
}
