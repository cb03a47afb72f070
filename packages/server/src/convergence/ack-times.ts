/** How long readers take to reach what was committed. */
import type { Clock } from '@baryon/kit'
import type { Revision } from '@baryon/store'

interface Sample {
  readonly revision: Revision
  /** Milliseconds since the epoch: when it was committed. */
  readonly time: number
}

/** Commits that are remembered; of more than that every second one is forgotten, so that a reader that is away for hours costs nothing. */
const mostSamples = 4096

export class AckTimes {
  readonly #clock: Clock
  readonly #observe: (reader: string, milliseconds: number) => void
  #samples: Sample[] = []

  constructor(clock: Clock, observe: (reader: string, milliseconds: number) => void) {
    this.#clock = clock
    this.#observe = observe
  }

  /** A revision was committed now. */
  committed(revision: Revision): void {
    this.#samples.push({ revision, time: this.#clock.now() })
    if (this.#samples.length > mostSamples) this.#samples = this.#samples.filter((_, index) => index % 2 === 0)
  }

  /** A reader has come from one revision to another now. */
  reached(reader: string, before: Revision, revision: Revision): void {
    const now = this.#clock.now()
    for (let index = this.#behind(before); index < this.#samples.length; index++) {
      const sample = this.#samples[index]
      if (sample === undefined || sample.revision > revision) break
      this.#observe(reader, now - sample.time)
    }
  }

  /** Commits that no reader has before it any more are forgotten, half of them at a time. */
  forget(readers: readonly { readonly reached: Revision }[]): void {
    const index = this.#behind(Math.min(...readers.map(({ reached }) => reached)))
    if (index > this.#samples.length / 2) this.#samples = this.#samples.slice(index)
  }

  /** Index of the first sample behind a revision. */
  #behind(revision: Revision): number {
    let [low, high] = [0, this.#samples.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#samples[middle]?.revision ?? 0) > revision) high = middle
      else low = middle + 1
    }
    return low
  }
}
