const one = () => 1

/** Keeps the values used last, that together weigh no more than `capacity`; each weighs 1 unless `weigh` says otherwise. */
export class Lru<Key, Value> {
  readonly #entries = new Map<Key, Value>()
  readonly #capacity: number
  readonly #weigh: (value: Value) => number
  #weight = 0

  constructor(capacity: number, weigh: (value: Value) => number = one) {
    this.#capacity = capacity
    this.#weigh = weigh
  }

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    // Order only matters once something may have to go.
    if (this.#weight * 2 > this.#capacity) {
      this.#entries.delete(key)
      this.#entries.set(key, value)
    }
    return value
  }

  set(key: Key, value: Value): void {
    this.delete(key)
    this.#entries.set(key, value)
    this.#weight += this.#weigh(value)
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#capacity) return
      this.delete(oldest)
    }
  }

  delete(key: Key): void {
    const value = this.#entries.get(key)
    if (value === undefined) return
    this.#entries.delete(key)
    this.#weight -= this.#weigh(value)
  }

  /** @returns the value, made by `make` if it is not kept */
  getOrMake(key: Key, make: () => Value): Value {
    const kept = this.get(key)
    if (kept !== undefined) return kept
    const value = make()
    this.set(key, value)
    return value
  }

  get size() {
    return this.#entries.size
  }

  get weight() {
    return this.#weight
  }
}
