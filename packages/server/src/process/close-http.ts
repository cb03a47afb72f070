import type { FastifyInstance } from 'fastify'

/** Stops to accept, ends watches and lets requests finish for at most `timeout` milliseconds; the others are broken off then. */
export async function closeHttp(app: FastifyInstance, timeout: number, late: () => void): Promise<void> {
  const hurry = setTimeout(() => {
    late()
    app.server.closeAllConnections()
  }, timeout)
  await app.close().finally(() => clearTimeout(hurry))
}
