/**
 * A network that is removed and made again takes what is on it along, and for a moment there is none. So nothing is told of what is on it meanwhile,
 * and it waits for what is being told already.
 */
export class Remaking {
  /** Networks that are made again, until they are there. */
  readonly #over = new Map<string, Promise<void>>()
  /** Calls under way about what is on a network. */
  readonly #calls = new Map<string, Set<Promise<unknown>>>()

  /** Tells of something on these networks. */
  async on<T>(networks: readonly string[], tell: () => Promise<T>): Promise<T> {
    for (let over = this.#overOf(networks); over !== undefined; over = this.#overOf(networks)) await over
    const call = tell()
    for (const network of networks) this.#callsOf(network).add(call)
    try {
      return await call
    } finally {
      for (const network of networks) this.#ended(network, call)
    }
  }

  /** Makes a network again. */
  async again<T>(network: string, make: () => Promise<T>): Promise<T> {
    const over = Promise.withResolvers<void>()
    this.#over.set(network, over.promise)
    try {
      await Promise.allSettled([...(this.#calls.get(network) ?? [])])
      return await make()
    } finally {
      this.#over.delete(network)
      over.resolve()
    }
  }

  #overOf(networks: readonly string[]): Promise<void> | undefined {
    for (const network of networks) {
      const over = this.#over.get(network)
      if (over !== undefined) return over
    }
    return undefined
  }

  #callsOf(network: string): Set<Promise<unknown>> {
    const calls = this.#calls.get(network) ?? new Set()
    this.#calls.set(network, calls)
    return calls
  }

  #ended(network: string, call: Promise<unknown>) {
    const calls = this.#calls.get(network)
    calls?.delete(call)
    if (calls?.size === 0) this.#calls.delete(network)
  }
}
