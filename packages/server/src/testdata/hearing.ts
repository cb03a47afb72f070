import type { Logger } from '@baryon/kit'

export interface Hearing {
  readonly logger: Logger
  /** Settles once a message has that part; what was said before counts, but only once. */
  hears(part: string): Promise<void>
}

/** A logger that a test can wait on. */
export function hearing(): Hearing {
  let heard: string[] = []
  let wake = () => {}
  const log = (_fields: unknown, message: string) => {
    heard.push(message)
    wake()
  }
  return {
    logger: { debug: log, info: log, warn: log, error: log },
    async hears(part) {
      while (!heard.some(message => message.includes(part))) {
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        await promise
      }
      heard = []
    },
  }
}
