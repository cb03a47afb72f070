import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const sane = /^[\w.:/+=@-]{1,128}$/

/** The request id that came with `X-Request-Id`, if it can be logged and answered as it is; else a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && sane.test(given) ? given : `req-${randomUUID()}`
}
