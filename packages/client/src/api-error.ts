import type { Fault, Json } from '@baryon/kit'
import { clientErrors } from './errors.ts'

/** What the client throws when a request did not succeed: the server refused it, or never answered. */
export class ApiError extends Error {
  /** HTTP status of the answer; 0 when there was none. */
  readonly status: number
  /** Every fault the server found; never empty. Their pointers are into the body, or `?name` for a query parameter. */
  readonly faults: readonly Fault[]
  readonly requestId: string | undefined
  /** Milliseconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined

  constructor(
    status: number,
    faults: readonly Fault[],
    more: { requestId?: string | undefined; retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(faults.map(fault => fault.message).join('; '), { cause: more.cause })
    this.name = 'ApiError'
    this.status = status
    this.faults = faults
    this.requestId = more.requestId
    this.retryAfter = more.retryAfter
  }

  /** The stable code of the first fault, for example `key.unknown`. */
  get code(): string {
    return this.faults[0]?.code ?? 'server.answer'
  }
}

type Fields = { readonly [key: string]: Json }

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

function faultOf(error: Fields, status: number): Fault {
  return {
    code: text(error.code) || 'server.answer',
    status,
    retry: error.retry === true,
    message: text(error.message) || text(error.detail) || text(error.title),
    cause: text(error.cause),
    next: text(error.next),
    ...(typeof error.pointer === 'string' ? { pointer: error.pointer } : {}),
  }
}

/** Seconds or an HTTP date, as RFC 9110 has it, in milliseconds from `now`. */
export function retryAfterOf(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') return undefined
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

/** Turns an answer other than 2xx into the error to throw. `body` is undefined when it was not JSON. */
export function apiErrorOf(
  answer: { status: number; headers: Headers; url: string; now: number },
  body: Json | undefined,
): ApiError {
  const { status, headers, url, now } = answer
  const problem = isFields(body) ? body : {}
  const errors = Array.isArray(problem.errors) ? problem.errors.filter(isFields) : []
  const single = { ...problem, message: problem.detail ?? problem.faultstring ?? problem.title ?? null }
  let faults = errors.map(error => faultOf(error, status))
  if (faults.length === 0 && text(single.message) !== '') faults = [faultOf(single, status)]
  if (faults.length === 0)
    faults = [clientErrors.fault('server.answer', { url, status, reason: 'it is not a problem document' })]
  return new ApiError(status, faults, {
    requestId: text(problem.request_id) || (headers.get('x-request-id') ?? undefined),
    retryAfter: retryAfterOf(headers.get('retry-after'), now),
  })
}
