import type { Logger } from '@baryon/kit'
import type { Bell, Wait } from './wait.ts'

export interface LoopOptions {
  readonly target: string
  readonly logger: Logger
  readonly wait: Wait
  /** Ends the loop. */
  readonly signal: AbortSignal
}

/** What a loop that failed waits before it goes on (milliseconds). */
const recovery = 1000

/** Runs a loop until it is stopped: a turn says in how many milliseconds the next is due, if nobody rings. */
export async function runLoop(options: LoopOptions, bell: Bell, turn: () => Promise<number>): Promise<void> {
  const { target, logger, wait, signal } = options
  while (!signal.aborted) {
    let pause: number
    try {
      pause = await turn()
    } catch (error) {
      if (!signal.aborted) logger.error({ err: error, target }, 'the loop of a target failed: it goes on')
      pause = recovery
    }
    if (pause > 0 && !signal.aborted) await bell.heard(wait, pause, signal)
  }
}
