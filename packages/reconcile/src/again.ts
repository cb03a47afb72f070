import type { Book } from './book.ts'
import type { Key } from './intent.ts'
import { textOf } from './key.ts'
import type { Delivery, Ledger } from './ledger.ts'
import type { Queue } from './queue.ts'

const page = 200

/** Puts things that were told before into the queue, to be told again although nothing is new of them. */
export class Again {
  readonly #target: string
  readonly #ledger: Ledger
  readonly #queue: Queue
  readonly #book: Book

  constructor(target: string, ledger: Ledger, queue: Queue, book: Book) {
    this.#target = target
    this.#ledger = ledger
    this.#queue = queue
    this.#book = book
  }

  tell(key: Key): void {
    this.#queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY, force: true })
  }

  /** Things that need another: those set aside, or all. */
  async children(parent: Key, state?: Delivery['state']): Promise<void> {
    for await (const { key, parents } of this.#known(state))
      if (parents.some(one => textOf(one) === textOf(parent))) this.tell(key)
  }

  /** A thing that was taken, and that nobody tells now. */
  async something(): Promise<void> {
    for await (const { key } of this.#known('there')) if (!this.#queue.has(textOf(key))) return this.tell(key)
  }

  /** Things that were set aside with a fault. */
  async aside(code: string): Promise<readonly Key[]> {
    const found: Key[] = []
    for await (const { key, fault } of this.#known('refused')) if (fault?.code === code) found.push(key)
    return found
  }

  async *#known(state: Delivery['state'] | undefined): AsyncGenerator<Delivery> {
    await this.#book.flush()
    let after: Key | undefined
    do {
      const query = {
        limit: page,
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      }
      const found = await this.#ledger.list(this.#target, query)
      yield* found
      after = found.at(-1)?.key
    } while (after !== undefined)
  }
}
