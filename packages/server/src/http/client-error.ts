/** What is so broken that it never becomes a request. */

import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Fault } from '@baryon/kit'
import type { ConnectionError } from 'fastify'
import type { Limits } from '../context.ts'
import { serverErrors } from '../errors.ts'
import { problem } from '../problem.ts'

/** Whether the request line alone is longer than a URL may be. */
function isLongUrl(packet: unknown, limits: Limits): boolean {
  if (!Buffer.isBuffer(packet)) return false
  const end = packet.indexOf('\r\n')
  return (end === -1 ? packet.length : end) > limits.urlLength
}

/** What the parser says of it. */
const reasonOf = (error: ConnectionError): string =>
  'reason' in error && typeof error.reason === 'string' ? error.reason : 'it cannot be parsed'

function faultOf(error: ConnectionError, limits: Limits): Fault {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return isLongUrl(error.rawPacket, limits)
      ? serverErrors.fault('url.long', { limit: limits.urlLength })
      : serverErrors.fault('headers.large', { limit: limits.headerBytes })
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return serverErrors.fault('request.slow', { limit: limits.requestTimeout })
  return serverErrors.fault('request.malformed', { reason: reasonOf(error) })
}

/** Answers on the bare connection and closes it. */
export const answerClientError = (limits: Limits) => (error: ConnectionError, socket: Socket) => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) {
    socket.destroy(error)
    return
  }
  const requestId = `req-${randomUUID()}`
  const { status, headers, body } = problem([faultOf(error, limits)], { instance: '', requestId })
  const lines = Object.entries({
    ...headers,
    'x-request-id': requestId,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
}
