import { type Clock, type Logger, Refusal, silentLogger, startParts, systemClock } from '@baryon/kit'
import type { Store } from '@baryon/store'
import type { Backends } from '../backends/open.ts'
import { loadConfig } from '../config/load.ts'
import type { Flags } from '../config/sources.ts'
import { shippedModels } from './options.ts'
import { serverParts } from './parts.ts'

/** Settings by name, as their flags take them (`{ listen: '127.0.0.1:0', data: folder }`), and what only programs give. */
export interface StartOptions extends Flags {
  /** What relative paths are relative to; the default is the working directory. */
  readonly folder?: string
  readonly logger?: Logger
  readonly clock?: Clock
  /** Models roots to serve instead of the shipped ones. */
  readonly shipped?: readonly string[]
  /** Backends instead of those that come with Baryon. */
  readonly backends?: Backends
}

export interface RunningServer {
  /** Without a slash at its end: `http://127.0.0.1:9696`. */
  readonly url: string
  /** What it keeps, until it stops. */
  readonly store: Store
  /** Finishes requests, ends watches and closes the database. */
  stop(): Promise<void>
}

/**
 * Runs a server in this process. Environment and configuration file are not looked at.
 * @throws Refusal with what keeps it from starting
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const {
    folder = process.cwd(),
    logger = silentLogger,
    clock = systemClock,
    shipped = shippedModels,
    backends,
    ...flags
  } = options
  const loaded = loadConfig({ flags, folder, file: null })
  if (!loaded.ok) throw new Refusal(...loaded.faults)
  const { parts, slots } = serverParts({
    config: loaded.value.config,
    clock,
    logger,
    shipped,
    ...(backends === undefined ? {} : { backends }),
  })
  const running = await startParts(parts)
  return { url: slots.url.get(), store: slots.store.get(), stop: () => running.stop() }
}
