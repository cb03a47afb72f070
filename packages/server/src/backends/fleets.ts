import type { Backend } from '@baryon/reconcile'
import type { RunningBackend } from '../context.ts'
import { Judge } from './judge.ts'
import { type RunOptions, runBackend, type StoppableBackend } from './run.ts'

/** The backends of a server, running. */
export interface Fleets {
  readonly running: readonly RunningBackend[]
  /** Absent without a backend. */
  readonly judge: Judge | undefined
  stop(): Promise<void>
}

/** A former process may have had a backend: without one, what it left on trial stands. */
async function withoutBackend({ store, logger }: RunOptions): Promise<Fleets> {
  for (const { transaction } of await store.trials.list()) {
    logger.warn({ transaction }, 'a change that was on trial stands: there is no backend any more')
    await store.trials.end(transaction)
  }
  return { running: [], judge: undefined, stop: async () => {} }
}

const stopAll = async (running: readonly StoppableBackend[]) => {
  for (const each of running.toReversed()) await each.stop()
}

/** Starts open backends, all or none. */
export async function startFleets(options: RunOptions, opened: readonly Backend[]): Promise<Fleets> {
  if (opened.length === 0) return withoutBackend(options)
  const running: StoppableBackend[] = []
  try {
    for (const backend of opened) running.push(await runBackend(options, backend))
    const judge = new Judge({ ...options, running })
    await judge.recover()
    return {
      running,
      judge,
      async stop() {
        await judge.stop()
        await stopAll(running)
      },
    }
  } catch (error) {
    await stopAll(running)
    throw error
  }
}
