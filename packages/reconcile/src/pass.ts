import type { Book } from './book.ts'
import type { Change, Desired, Projection, Revision, Source, View } from './intent.ts'
import { hashOf, textOf } from './key.ts'
import type { Delivery, Ledger } from './ledger.ts'
import type { Queue } from './queue.ts'

const page = 200

export interface PassOptions {
  readonly target: string
  readonly projection: Projection
  readonly source: Source
  readonly ledger: Ledger
  readonly queue: Queue
  readonly book: Book
  takes(kind: string): boolean
  /** Returns when there is room in the queue; false: stop. */
  room(): Promise<boolean>
}

/**
 * Puts everything into the queue that is not as it should be, for a reader that does not know what changed: what is wanted, and what was
 * acknowledged and is not wanted any more.
 * @param from the oldest revision that is not acknowledged before all of it is
 * @param force what was acknowledged is told again all the same: a process that was killed may have told something else since
 */
export async function fullPass(options: PassOptions, view: View, from: Revision, force: boolean): Promise<void> {
  for await (const batch of pages(options.projection.all(view)))
    if (!(await queueWanted(options, batch, from, force))) return
  await options.book.flush()
  for (const kind of options.projection.kinds.toReversed())
    if (options.takes(kind) && !(await queueUnwanted(options, kind, from))) return
}

async function queueWanted(options: PassOptions, batch: readonly Desired[], from: Revision, force: boolean) {
  const { book, queue, takes, room } = options
  const taken = batch.filter(({ key }) => takes(key.kind))
  for (const { key } of batch) if (!takes(key.kind)) book.mention(key)
  const rows = await book.get(taken.map(({ key }) => key))
  for (const [index, desired] of taken.entries()) {
    if (!force && rows[index]?.hash === hashOf(desired)) continue
    if (!(await room())) return false
    const parents = desired.parents.map(textOf)
    const lost = force ? { address: desired.address } : {}
    queue.add({ key: desired.key, from, since: Number.POSITIVE_INFINITY, parents, force, ...lost })
  }
  return true
}

async function queueUnwanted(options: PassOptions, kind: string, from: Revision) {
  const { projection, source, queue, room } = options
  for await (const { key, parents } of acknowledged(options, kind)) {
    if ((await projection.desired(key, source.newest())) !== undefined) continue
    if (!(await room())) return false
    queue.add({ key, from, since: Number.POSITIVE_INFINITY, parents: parents.map(textOf) })
  }
  return true
}

/**
 * What was removed since the journal begins, up to a revision: a process that was killed may have told of it, and nobody recorded that.
 * @param from as of {@link fullPass}
 */
export async function queueRemoved(options: PassOptions, view: View, from: Revision): Promise<void> {
  const { source } = options
  let read = source.oldest()
  while (read < view.revision && (await options.room())) {
    const stretch = await source.after(read, page)
    // It was compacted meanwhile.
    if (stretch === undefined) {
      read = source.oldest()
      continue
    }
    for (const change of stretch.changes) if (!(await queueGone(options, change, from))) return
    if (stretch.upTo <= read) return
    read = stretch.upTo
  }
}

async function queueGone({ projection, source, queue, takes, room }: PassOptions, change: Change, from: Revision) {
  for (const { key, parents, gone } of await projection.touched(change, source.newest())) {
    if (gone === undefined || !takes(key.kind)) continue
    if (!(await room())) return false
    const since = Number.POSITIVE_INFINITY
    queue.add({ key, from, since, parents: parents.map(textOf), uncertain: true, gone })
  }
  return true
}

/** What is known of things of a kind, page by page. */
export async function* acknowledged(
  { ledger, target }: Pick<PassOptions, 'ledger' | 'target'>,
  kind: string,
): AsyncIterable<Delivery> {
  let after = { kind, id: '' }
  for (;;) {
    const found = (await ledger.list(target, { after, limit: page })).filter(({ key }) => key.kind === kind)
    yield* found
    const last = found.at(-1)
    if (last === undefined || found.length < page) return
    after = last.key
  }
}

/** Pages of a stream. */
export async function* pages<T>(stream: AsyncIterable<T>, size = page): AsyncIterable<readonly T[]> {
  let batch: T[] = []
  for await (const one of stream) {
    batch.push(one)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
