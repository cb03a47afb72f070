import type { Book } from './book.ts'
import type { Key } from './intent.ts'
import { textOf } from './key.ts'
import type { Ledger } from './ledger.ts'
import type { Queue } from './queue.ts'
import type { Canaries } from './target.ts'

/** So many are asked for at a time: what was told again since a target lost everything is seldom all of them. */
const atATime = 3

/**
 * Things that a target acknowledged and that nobody is telling now: one that does not have them lost what it was told. Others are chosen each
 * time, so that in the end all are asked for.
 */
export class Aviary {
  readonly #target: string
  readonly #ledger: Ledger
  readonly #queue: Queue
  readonly #book: Book
  #after = ''

  constructor(target: string, ledger: Ledger, queue: Queue, book: Book) {
    this.#target = target
    this.#ledger = ledger
    this.#queue = queue
    this.#book = book
  }

  /** The next ones of a kind; none while nothing is acknowledged. */
  async next(kind: string): Promise<Canaries> {
    const found = await this.#behind(kind, this.#after)
    const keys = found.length > 0 || this.#after === '' ? found : await this.#behind(kind, '')
    this.#after = keys.at(-1)?.id ?? ''
    const quiet = keys.filter(key => !this.#queue.has(textOf(key)))
    return { keys: quiet, stand: () => this.#stand(quiet) }
  }

  async #behind(kind: string, id: string): Promise<readonly Key[]> {
    const query = { state: 'there', after: { kind, id }, limit: atATime } as const
    const page = await this.#ledger.list(this.#target, query)
    return page.map(({ key }) => key).filter(key => key.kind === kind)
  }

  async #stand(keys: readonly Key[]): Promise<boolean> {
    if (keys.some(key => this.#queue.has(textOf(key)))) return false
    await this.#book.flush()
    const rows = await this.#ledger.get(this.#target, keys)
    return rows.every(row => row?.state === 'there')
  }
}
