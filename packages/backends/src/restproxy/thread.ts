/** The thread of the targets: it reads the same configuration as the server did. */
import { Refusal, systemClock } from '@baryon/kit'
import { type Served, serveThread } from '@baryon/reconcile'
import { type Origin, parseConfiguration } from './config/load.ts'
import { openTargets } from './targets.ts'

/** Secrets do not cross by themselves. */
export interface ThreadData extends Omit<Origin, 'source'> {
  readonly source: string
}

function served({ source, file, host }: ThreadData): Served {
  const loaded = parseConfiguration(source, file, host)
  if (!loaded.ok) throw new Refusal(...loaded.faults)
  const running = openTargets(loaded.value.configuration, systemClock)
  return {
    ...running,
    others: {
      knowsSwitch: ([name, host], signal) =>
        running.targets.find(target => target.name === name)?.knowsSwitch(host as string, signal),
    },
  }
}

serveThread(data => served(data as ThreadData))
