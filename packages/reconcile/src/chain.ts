/** What is in one chain at a time at most. */
export interface Link<T> {
  chain: object | undefined
  before: T | undefined
  behind: T | undefined
}

/**
 * Things in the order in which they came, each once. Where many come and go, a set costs more: what it held is held on by tables that it replaced,
 * and its first is found behind the places of those that went.
 */
export class Chain<T extends Link<T>> implements Iterable<T> {
  #first: T | undefined
  #last: T | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  get first(): T | undefined {
    return this.#first
  }

  has({ chain }: T): boolean {
    return chain === this
  }

  /** At its end, unless it is there. It is in no other chain. */
  add(thing: T): void {
    if (thing.chain === this) return
    thing.chain = this
    thing.before = this.#last
    if (this.#last === undefined) this.#first = thing
    else this.#last.behind = thing
    this.#last = thing
    this.#size += 1
  }

  /** @returns whether it was there */
  delete(thing: T): boolean {
    if (thing.chain !== this) return false
    const { before, behind } = thing
    if (before === undefined) this.#first = behind
    else before.behind = behind
    if (behind === undefined) this.#last = before
    else behind.before = before
    thing.chain = undefined
    thing.before = undefined
    thing.behind = undefined
    this.#size -= 1
    return true
  }

  /** The one that is given may be taken out meanwhile. */
  *[Symbol.iterator](): Generator<T> {
    for (let thing = this.#first; thing !== undefined; ) {
      const { behind } = thing
      yield thing
      thing = behind
    }
  }
}
