const one = () => 1

/**
 * Keeps the values used last, that together weigh no more than `capacity`; each weighs 1 unless `weigh` says otherwise. In two generations: what is
 * used goes to the young one, and when that has half of the weight it becomes the old one, whose values that nobody used since go. So
 * nothing is put in order at each use.
 */
export class Lru<Key, Value> {
  #young = new Map<Key, Value>()
  #old = new Map<Key, Value>()
  readonly #capacity: number
  readonly #weigh: (value: Value) => number
  #youngWeight = 0
  #oldWeight = 0

  constructor(capacity: number, weigh: (value: Value) => number = one) {
    this.#capacity = capacity
    this.#weigh = weigh
  }

  get(key: Key): Value | undefined {
    const value = this.#young.get(key)
    if (value !== undefined) return value
    const older = this.#old.get(key)
    if (older !== undefined) this.set(key, older)
    return older
  }

  set(key: Key, value: Value): void {
    this.delete(key)
    const weight = this.#weigh(value)
    if (weight > this.#capacity) return
    if (this.#youngWeight + weight > this.#capacity / 2) this.#age()
    this.#young.set(key, value)
    this.#youngWeight += weight
    // One that is heavier than half leaves less room for the old ones
    if (this.weight > this.#capacity) this.#forget()
  }

  #age() {
    this.#old = this.#young
    this.#oldWeight = this.#youngWeight
    this.#young = new Map()
    this.#youngWeight = 0
  }

  #forget() {
    this.#old = new Map()
    this.#oldWeight = 0
  }

  /** @returns what was kept */
  delete(key: Key): Value | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) {
      this.#young.delete(key)
      this.#youngWeight -= this.#weigh(young)
      return young
    }
    const old = this.#old.get(key)
    if (old === undefined) return
    this.#old.delete(key)
    this.#oldWeight -= this.#weigh(old)
    return old
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
    return this.#young.size + this.#old.size
  }

  get weight() {
    return this.#youngWeight + this.#oldWeight
  }
}
