/** What waits is to begin within so many milliseconds: what is paused, or changes, is not to wait here; and so many wait at most. */
const soon = 40
const waitAtMost = 256

/** Of the newest call, in what calls take as a rule. */
const weight = 0.05

/** Lets so many calls go on at a time; others wait for their turn, in order. */
export class Gate {
  readonly #most: () => number
  readonly #waiting: (() => void)[] = []
  #running = 0
  /** Milliseconds that calls take as a rule; undefined: none was made. */
  #usual: number | undefined

  constructor(most: () => number) {
    this.#most = most
  }

  /** Calls that may wait, so that one begins as soon as another ends. One that goes alone may depend on what came of the one before. */
  get ahead(): number {
    const most = this.#most()
    if (this.#usual === undefined || most === 1) return 0
    return Math.min(waitAtMost, Math.floor((most * soon) / this.#usual))
  }

  /** @returns what came of it, and the milliseconds that it took once it began */
  async run<T extends object>(work: () => Promise<T>): Promise<T & { readonly took: number }> {
    if (this.#running < this.#most()) this.#running += 1
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    const began = performance.now()
    try {
      const outcome = await work()
      const took = performance.now() - began
      this.#usual = this.#usual === undefined ? took : this.#usual + (took - this.#usual) * weight
      return { ...outcome, took }
    } finally {
      this.#running -= 1
      this.#letIn()
    }
  }

  #letIn() {
    while (this.#running < this.#most()) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#running += 1
      next()
    }
  }
}
