import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '../context.ts'

const hour = 3_600_000
/** How long an answer is kept for its idempotency key. */
const kept = 24 * hour

/** Forgets kept answers once they are a day old, every hour while the server runs. */
export function registerForgetting(app: FastifyInstance, { store, clock, logger }: ServerContext): void {
  let timer: NodeJS.Timeout | undefined
  const forget = () => {
    store.forget(clock.now() - kept).then(
      count => logger.debug({ count }, 'idempotent answers forgotten'),
      (error: unknown) => logger.warn({ err: error }, 'idempotent answers could not be forgotten'),
    )
  }
  app.addHook('onReady', done => {
    timer = setInterval(forget, hour).unref()
    done()
  })
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
}
