/** Lets so many calls go on at a time; others wait for their turn, in order. */
export class Gate {
  readonly #most: () => number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(most: () => number) {
    this.#most = most
  }

  /** @returns what came of it, and the milliseconds that it took once it began */
  async run<T extends object>(work: () => Promise<T>): Promise<T & { readonly took: number }> {
    if (this.#running < this.#most()) this.#running += 1
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    const began = performance.now()
    try {
      return { ...(await work()), took: performance.now() - began }
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
