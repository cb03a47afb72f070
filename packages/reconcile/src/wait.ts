import { setTimeout as sleep } from 'node:timers/promises'

/** Waits so many milliseconds, or until the signal aborts; it never throws. Simulations have their own. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const realWait: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {})

/** Milliseconds before a thing is told again: doubled with each attempt, and spread, so that things do not come back all at once. */
export function backoff(tries: number, random: () => number, first = 100, most = 30_000): number {
  const whole = Math.min(most, first * 2 ** Math.min(tries, 20))
  return whole / 2 + (random() * whole) / 2
}

/** Between half of it more and half of it less. */
export const jitter = (milliseconds: number, random: () => number): number => milliseconds * (0.5 + random())

/** Wakes one loop that waits; a ring while nobody waits is not lost. */
export class Bell {
  #rung = Promise.withResolvers<void>()
  #isRung = false

  ring(): void {
    this.#isRung = true
    this.#rung.resolve()
  }

  /** Returns when it rang since the last time, or the time is over, or the signal aborts. */
  async heard(wait: Wait, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#isRung && !signal.aborted) await this.#ringOr(wait, milliseconds, signal)
    this.#isRung = false
    this.#rung = Promise.withResolvers()
  }

  async #ringOr(wait: Wait, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (milliseconds < Number.POSITIVE_INFINITY) {
      const over = new AbortController()
      await Promise.race([this.#rung.promise, wait(milliseconds, AbortSignal.any([signal, over.signal]))])
      return over.abort()
    }
    const stop = () => this.#rung.resolve()
    signal.addEventListener('abort', stop)
    await this.#rung.promise
    signal.removeEventListener('abort', stop)
  }
}
