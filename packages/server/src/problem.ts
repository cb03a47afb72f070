/** Refusals as `application/problem+json` (RFC 9457) with Gluon's members. */
import { STATUS_CODES } from 'node:http'
import type { Fault } from '@baryon/kit'
import { bounded } from './bounded.ts'

export interface Problem {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON text. */
  readonly body: string
}

/** What was asked, as far as an answer repeats it. */
export interface Asked {
  /** The path, without query. */
  readonly instance: string
  readonly requestId: string
}

const retryAfterSeconds = '1'

function headersOf(fault: Fault, status: number): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  if (fault.retry && (status === 503 || status === 429)) headers['retry-after'] = retryAfterSeconds
  return headers
}

/** @param faults at least one; the first gives status and code, and the first hundred are listed. Faults of files (status 0) are the server's own failure. */
export function problem(faults: readonly Fault[], asked: Asked): Problem {
  const [first] = faults
  if (first === undefined) throw new Error('a problem has at least one fault')
  const status = first.status || 500
  const body = {
    type: `/docs/errors#${first.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: first.code,
    detail: first.message,
    instance: asked.instance,
    request_id: asked.requestId,
    errors: bounded(faults).map(({ pointer, code, message, cause, next, retry }) => ({
      ...(pointer === undefined ? {} : { pointer }),
      code,
      message,
      cause,
      next,
      retry,
    })),
    faultcode: status < 500 ? 'Client' : 'Server',
    faultstring: first.message,
    debuginfo: null,
  }
  return { status, headers: headersOf(first, status), body: JSON.stringify(body) }
}
