/**
 * Things for as long as they last, each in a place that is used again after it. Where many come and go, a map or a set costs more than it seems:
 * it replaces its table now and then, and what was in the old table is held until the engine collects the old generation.
 */
export class Places<T extends object> {
  readonly #things: (T | undefined)[] = []
  readonly #free: number[] = []

  get size(): number {
    return this.#things.length - this.#free.length
  }

  /** @returns its place */
  add(thing: T): number {
    const place = this.#free.pop() ?? this.#things.length
    this.#things[place] = thing
    return place
  }

  at(place: number): T | undefined {
    return this.#things[place]
  }

  remove(place: number): void {
    if (this.#things[place] === undefined) return
    this.#things[place] = undefined
    this.#free.push(place)
  }

  /** Those that are there now. */
  all(): readonly T[] {
    return this.#things.filter(thing => thing !== undefined)
  }
}
