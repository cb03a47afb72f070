import type { Socket } from 'node:net'
import { Server } from 'node:tls'
import type { FastifyInstance } from 'fastify'

/** Milliseconds between two looks for connections that have become idle during a stop. */
const interval = 50

/**
 * Ends connections while the server stops, as soon as nothing is asked on them. Node alone closes those that are idle at that
 * moment: one with a request in flight would stay open until its keep-alive time is over, and one that never had a request
 * (browsers open such ahead of need) until its headers are due.
 */
export function stopConnections(app: FastifyInstance): void {
  const { server } = app
  const unused = new Set<Socket>()
  // With TLS, requests come from the socket that is told of after the handshake.
  server.on(server instanceof Server ? 'secureConnection' : 'connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.on('request', request => unused.delete(request.socket))
  app.addHook('preClose', done => {
    for (const socket of unused) socket.destroy()
    const timer = setInterval(() => server.closeIdleConnections(), interval).unref()
    server.once('close', () => clearInterval(timer))
    done()
  })
}
