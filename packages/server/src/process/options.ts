import { fileURLToPath } from 'node:url'
import type { Clock, Logger } from '@baryon/kit'
import type { Backends } from '../backends/open.ts'
import type { Config } from '../config/settings.ts'

/** What the parts of a server are made from. */
export interface ProcessOptions {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  /** Models roots that are served besides those of the configuration. */
  readonly shipped: readonly string[]
  /** Instead of those that come with Baryon. */
  readonly backends?: Backends
}

/** The services that come with Baryon. */
export const shippedModels: readonly string[] = [fileURLToPath(new URL('../../../../services', import.meta.url))]
