/** Calls under way at a time: one more after as many successes as are allowed, half after a failure, between 1 and the most. */
export class Concurrency {
  #limit: number
  #most: number
  #successes = 0
  /** Calls begun before the newest halving do not halve again: they met the same trouble. */
  #halvedAt = 0
  #begun = 0

  constructor(most: number) {
    this.#most = Math.max(1, most)
    this.#limit = Math.min(this.#most, 4)
  }

  get limit(): number {
    return this.#limit
  }

  /** What the target takes at most may change while it runs. */
  set most(most: number) {
    this.#most = Math.max(1, most)
    this.#limit = Math.min(this.#limit, this.#most)
  }

  /** @returns the number of the call, to be given with what came of it */
  begin(): number {
    this.#begun += 1
    return this.#begun
  }

  success(): void {
    this.#successes += 1
    if (this.#successes < this.#limit) return
    this.#successes = 0
    this.#limit = Math.min(this.#most, this.#limit + 1)
  }

  failure(call: number): void {
    this.#successes = 0
    if (call <= this.#halvedAt) return
    this.#halvedAt = this.#begun
    this.#limit = Math.max(1, Math.floor(this.#limit / 2))
  }
}
