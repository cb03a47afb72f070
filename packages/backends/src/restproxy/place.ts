/** Where the targets live. */
import type { Clock, Logger } from '@baryon/kit'
import { type Target, TargetThread } from '@baryon/reconcile'
import type { Loaded } from './config/load.ts'
import type { SwitchKnower } from './switches.ts'
import { openTargets } from './targets.ts'
import type { ThreadData } from './thread.ts'

export interface Place {
  readonly targets: readonly Target[]
  /** The same, as those who may know switches. */
  readonly knowers: readonly SwitchKnower[]
  start(): void
  close(): Promise<void>
}

export type OpenPlace = (loaded: Loaded, clock: Clock, logger: Logger) => Promise<Place>

/** In the thread that asks, by its clock. */
export const here: OpenPlace = async ({ configuration }, clock) => {
  const running = openTargets(configuration, clock)
  return { ...running, knowers: running.targets }
}

/** In a thread of their own. */
export const inThread: OpenPlace = async ({ origin }, _clock, logger) => {
  const data: ThreadData = { ...origin, source: origin.source.value() }
  const module = new URL('thread.ts', import.meta.url)
  const thread = await TargetThread.open({ module, data, logger })
  return {
    targets: thread.targets,
    knowers: thread.targets.map(({ name }) => ({
      name,
      knowsSwitch: async (host, signal) =>
        ((await thread.ask('knowsSwitch', [name, host], signal)) ?? undefined) as boolean | undefined,
    })),
    start: () => thread.start(),
    close: () => thread.close(),
  }
}
