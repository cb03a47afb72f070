import type { Book } from './book.ts'
import type { Entry } from './entry.ts'
import type { Desired, Key, Projection, Revision, Source } from './intent.ts'
import { hashOf, hashOfRemoval, textOf } from './key.ts'
import type { Delivery } from './ledger.ts'
import type { Queue } from './queue.ts'
import type { Target } from './target.ts'

/** What was seen when a thing was looked at. */
export interface Look {
  readonly revision: Revision
  /** The newest revision that may have been seen. */
  readonly head: Revision
  readonly desired: Desired | undefined
  /** Of what is wanted. */
  readonly hash: string
  readonly row: Delivery | undefined
  /** The parents that the target takes, in the order of `desired.parents`, and what is known of them. */
  readonly parents: readonly { readonly key: Key; readonly text: string; readonly row: Delivery | undefined }[]
}

const looksAtMost = 3

/** So much is read together of things that are told one after the other. */
const foreseenAtOnce = 64

export interface LookerOptions {
  readonly target: Pick<Target, 'describe'>
  readonly projection: Pick<Projection, 'kinds' | 'desired'>
  readonly source: Pick<Source, 'head' | 'newest' | 'foresee'>
  readonly queue: Pick<Queue, 'freshen' | 'ahead'>
  readonly book: Pick<Book, 'get'>
}

/** Looks at what is wanted of a thing now, and what is known of it and of what it needs. */
export class Looker {
  readonly #options: LookerOptions
  readonly #rank: ReadonlyMap<string, number>

  constructor(options: LookerOptions) {
    this.#options = options
    this.#rank = new Map(options.projection.kinds.map((kind, index) => [kind, index]))
  }

  async at(entry: Entry): Promise<Look> {
    const { source, projection, book, queue } = this.#options
    if (entry.foreseen === undefined) this.#foresee(entry)
    await entry.foreseen
    for (let looks = 1; ; looks += 1) {
      const revision = source.head()
      const desired = await projection.desired(entry.key, source.newest())
      const head = source.head()
      const keys = (desired?.parents ?? []).filter(parent => this.#precedes(parent, entry.key))
      const texts = keys.map(textOf)
      const [row, ...rows] = await book.get([entry.key, ...keys], [entry.text, ...texts])
      const parents = keys.map((key, index) => ({ key, text: texts[index]!, row: rows[index] }))
      if (queue.freshen(entry) && looks < looksAtMost) continue
      const hash = desired === undefined ? hashOfRemoval : hashOf(desired)
      return { revision, head, desired, hash, row, parents }
    }
  }

  /** Reads ahead what it takes to look at this and at what is told next. Each is looked at by itself all the same, also when that failed. */
  #foresee(entry: Entry): void {
    const { queue } = this.#options
    const entries = [entry, ...queue.ahead(foreseenAtOnce - 1)].filter(({ foreseen }) => foreseen === undefined)
    const foreseen = entries.length === 1 ? Promise.resolve() : this.#readAhead(entries).catch(() => {})
    for (const each of entries) each.foreseen = foreseen
  }

  async #readAhead(entries: readonly Entry[]): Promise<void> {
    const { source, book } = this.#options
    await source.foresee?.(entries.flatMap(({ change }) => change ?? []))
    await book.get(
      entries.map(({ key }) => key),
      entries.map(({ text }) => text),
    )
  }

  /** Whether a thing has to be there before another, at a target that takes its kind. */
  #precedes(parent: Key, key: Key): boolean {
    const [first, then] = [this.#rank.get(parent.kind), this.#rank.get(key.kind)]
    if (first === undefined || then === undefined || !this.#options.target.describe().kinds.includes(parent.kind))
      return false
    return first < then || (first === then && parent.id !== key.id)
  }
}
