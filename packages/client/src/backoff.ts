/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  readonly initial: number
  readonly max: number
}

export const defaultBackoff: Backoff = { initial: 100, max: 10_000 }

/**
 * Doubles from attempt to attempt and is spread over the upper half, so that clients which lost the same server do not
 * come back at the same moment.
 * @param attempt 0 for the first repetition
 * @param random in [0, 1)
 */
export function delayOf(backoff: Backoff, attempt: number, random: number): number {
  const full = Math.min(backoff.max, backoff.initial * 2 ** Math.min(attempt, 30))
  return full / 2 + (full / 2) * random
}

/** Waits; ends early, by throwing the signal's reason, when the signal is aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
