import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Milliseconds between two looks for connections without a request. */
const sweepEvery = 50

/** Connections on which no request has come yet: browsers open them in advance. Node does not count them as idle. */
function unusedConnections(app: FastifyInstance): ReadonlySet<Socket> {
  const unused = new Set<Socket>()
  const opened = (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  }
  // With TLS the request names the socket above the one of the connection.
  app.server.on('setSecureContext' in app.server ? 'secureConnection' : 'connection', opened)
  app.server.on('request', ({ socket }: { socket: Socket }) => unused.delete(socket))
  return unused
}

/**
 * Has a stop end as soon as the last request has: from then on, connections without a request are closed again and again. Without it
 * a connection would be kept open for a next request for a minute.
 */
export function closeUnused(app: FastifyInstance): void {
  const unused = unusedConnections(app)
  app.addHook('preClose', done => {
    const sweep = setInterval(() => {
      app.server.closeIdleConnections()
      for (const socket of unused) socket.destroy()
    }, sweepEvery).unref()
    app.server.once('close', () => clearInterval(sweep))
    done()
  })
}

/** Stops to accept, ends watches and lets requests finish for at most `timeout` milliseconds; the others are broken off then. */
export async function closeHttp(app: FastifyInstance, timeout: number, late: () => void): Promise<void> {
  const hurry = setTimeout(() => {
    late()
    app.server.closeAllConnections()
  }, timeout)
  await app.close().finally(() => clearTimeout(hurry))
}
