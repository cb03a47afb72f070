const kept = 512

/** How long the newest calls took. */
export class Latency {
  readonly #ring = new Float64Array(kept)
  #count = 0

  add(milliseconds: number): void {
    this.#ring[this.#count % kept] = milliseconds
    this.#count += 1
  }

  /** Milliseconds; 0 while there was no call. */
  percentiles(): { readonly p50: number; readonly p99: number } {
    const sorted = this.#ring.slice(0, Math.min(this.#count, kept)).sort()
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    return { p50: at(0.5), p99: at(0.99) }
  }
}
