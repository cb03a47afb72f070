import { setTimeout as sleep } from 'node:timers/promises'

export interface Patience {
  /** After so long the last attempt fails the test. */
  readonly seconds?: number
  /** Milliseconds between two attempts. */
  readonly pause?: number
}

/** For what is true sooner or later, and of which no event tells: tries again until it does not throw. */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { seconds = 20, pause = 20 }: Patience = {},
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > end) throw error
      await sleep(pause)
    }
  }
}
