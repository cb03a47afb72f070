import type { Awaiting } from '../entry.ts'

/** Counts things that were put into the queue until all are told or set aside. */
export class Tally implements Awaiting {
  #open = 0
  #refused = 0
  #all: PromiseWithResolvers<void> | undefined

  get refused(): number {
    return this.#refused
  }

  expect(): void {
    this.#open += 1
  }

  settled(result: 'done' | 'refused'): void {
    this.#open -= 1
    if (result === 'refused') this.#refused += 1
    if (this.#open <= 0) this.#all?.resolve()
  }

  /** @returns false: it was interrupted before */
  async done(signal: AbortSignal): Promise<boolean> {
    if (this.#open <= 0) return true
    if (signal.aborted) return false
    this.#all = Promise.withResolvers()
    const { resolve, promise } = this.#all
    const interrupted = () => resolve()
    signal.addEventListener('abort', interrupted, { once: true })
    await promise
    signal.removeEventListener('abort', interrupted)
    return this.#open <= 0
  }
}
