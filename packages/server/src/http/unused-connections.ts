import type { Socket } from 'node:net'
import { Server } from 'node:tls'
import type { FastifyInstance } from 'fastify'

/**
 * Closes connections that never had a request when the server stops. Browsers open such ahead of need, and Node counts them as
 * busy until their headers are due, which would hold up the stop.
 */
export function closeUnusedConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>()
  // With TLS, requests come from the socket that is told of after the handshake.
  const opened = app.server instanceof Server ? 'secureConnection' : 'connection'
  app.server.on(opened, (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', request => unused.delete(request.socket))
  app.addHook('preClose', done => {
    for (const socket of unused) socket.destroy()
    done()
  })
}
