/**
 * How far committed revisions have come: to the backends that make them real, or whatever else reads the journal and says
 * so. As long as nobody does, a revision has arrived once it is committed.
 */
import type { Revision } from '@baryon/store'

/** How far one reader is. */
export interface Progress {
  readonly name: string
  /** Everything up to here has taken effect there. */
  readonly reached: Revision
}

/** A reader has come further. */
export interface Step extends Progress {
  readonly before: Revision
}

/** What a reader tells. */
export interface Reader {
  /** Revisions up to here have taken effect. A smaller one than before is passed over. */
  advance(revision: Revision): void
  /** The reader is gone for good: nobody waits for it any more. */
  leave(): void
}

interface Waiting {
  readonly revision: Revision
  readonly end: (reached: boolean) => void
}

export class Convergence {
  readonly #readers = new Map<string, Revision>()
  readonly #listeners = new Set<(progress: Step) => void>()
  readonly #waiting = new Set<Waiting>()
  #stopped = false

  /**
   * Adds a reader that has to reach each revision from now on.
   * @param reached what it reached before, as its durable cursor says
   * @throws Error when there is a reader of that name
   */
  register(name: string, reached: Revision): Reader {
    if (this.#readers.has(name)) throw new Error(`there is a reader "${name}" already`)
    this.#readers.set(name, reached)
    return {
      advance: revision => {
        const before = this.#readers.get(name)
        if (before === undefined || revision <= before) return
        this.#readers.set(name, revision)
        for (const listener of this.#listeners) listener({ name, before, reached: revision })
        this.#release()
      },
      leave: () => {
        if (this.#readers.delete(name)) this.#release()
      },
    }
  }

  /** In the order of their registration. */
  get readers(): readonly Progress[] {
    return [...this.#readers].map(([name, reached]) => ({ name, reached }))
  }

  /** Calls back with each progress of a reader. @returns how to stop listening */
  onProgress(listener: (progress: Step) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Whether every reader has reached a committed revision. */
  reached(revision: Revision): boolean {
    for (const reached of this.#readers.values()) if (reached < revision) return false
    return true
  }

  /**
   * Waits until every reader has reached a committed revision, at most so many milliseconds.
   * @returns whether it has been reached; false also when {@link stop} ended the waiting
   */
  wait(revision: Revision, milliseconds: number): Promise<boolean> {
    if (this.reached(revision)) return Promise.resolve(true)
    if (this.#stopped || milliseconds <= 0) return Promise.resolve(false)
    return new Promise(resolve => {
      const waiting: Waiting = {
        revision,
        end: reached => {
          clearTimeout(timer)
          this.#waiting.delete(waiting)
          resolve(reached)
        },
      }
      const timer = setTimeout(() => waiting.end(false), milliseconds)
      this.#waiting.add(waiting)
    })
  }

  /** Ends all waiting, so that requests which wait do not hold up a server that stops. */
  stop(): void {
    this.#stopped = true
    for (const waiting of [...this.#waiting]) waiting.end(false)
  }

  #release(): void {
    for (const waiting of [...this.#waiting]) if (this.reached(waiting.revision)) waiting.end(true)
  }
}
