import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '@baryon/kit'
import type { Wait } from '../wait.ts'

interface Timer {
  readonly at: number
  readonly ring: () => void
}

/** Time that passes when nothing else is left to do, so that hours are tested in milliseconds and a seed always gives the same run. */
export class VirtualTime implements Clock {
  #now = 1_000_000
  readonly #timers = new Set<Timer>()

  now(): number {
    return this.#now
  }

  readonly wait: Wait = (milliseconds, signal) =>
    new Promise(resolve => {
      if (signal.aborted || milliseconds <= 0) return resolve()
      const ring = () => {
        this.#timers.delete(timer)
        signal.removeEventListener('abort', ring)
        resolve()
      }
      const timer = { at: this.#now + milliseconds, ring }
      this.#timers.add(timer)
      signal.addEventListener('abort', ring, { once: true })
    })

  /** Lets everything go on that can go on now. */
  async settle(): Promise<void> {
    await turn()
    await turn()
  }

  /** Lets time pass until the condition holds. @returns false: it did not within so many milliseconds */
  async until(condition: () => boolean | Promise<boolean>, atMost = 3_600_000): Promise<boolean> {
    const end = this.#now + atMost
    for (;;) {
      await this.settle()
      if (await condition()) return true
      const next = [...this.#timers].reduce<Timer | undefined>(
        (a, b) => (a === undefined || b.at < a.at ? b : a),
        undefined,
      )
      if (next === undefined || next.at > end) return false
      this.#now = Math.max(this.#now, next.at)
      next.ring()
    }
  }

  async pass(milliseconds: number): Promise<void> {
    const at = this.#now + milliseconds
    let over = false
    void this.wait(milliseconds, new AbortController().signal).then(() => {
      over = true
    })
    await this.until(() => over || this.#now > at, milliseconds + 1)
  }
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
