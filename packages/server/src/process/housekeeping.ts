import type { Clock, Logger } from '@baryon/kit'
import type { Store } from '@baryon/store'

const hour = 3_600_000

export interface Housekeeping {
  stop(): Promise<void>
}

/**
 * Forgets what of the journal is older than the retention (milliseconds), at once and every hour. Retention is counted in time, so the
 * state at any moment within it can be read.
 */
export function keepHouse(store: Store, retention: number, clock: Clock, logger: Logger): Housekeeping {
  async function compact(): Promise<void> {
    try {
      const revision = await store.journal.at(clock.now() - retention)
      if (revision <= store.journal.horizon()) return
      const forgotten = await store.journal.compact(revision)
      logger.info({ revision, forgotten }, 'journal compacted')
    } catch (error) {
      logger.error({ err: error }, 'journal could not be compacted')
    }
  }
  let running = compact()
  const timer = setInterval(() => {
    running = running.then(compact)
  }, hour).unref()
  return {
    stop() {
      clearInterval(timer)
      return running
    },
  }
}
