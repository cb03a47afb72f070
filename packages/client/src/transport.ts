import type { Json } from '@baryon/kit'
import { ApiError, apiErrorOf } from './api-error.ts'
import { type Backoff, delayOf, pause } from './backoff.ts'
import { clientErrors } from './errors.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface TransportOptions {
  /** Without a slash at the end. */
  readonly url: string
  readonly token: string | undefined
  readonly fetch: Fetch
  /** Milliseconds for one attempt. */
  readonly timeout: number
  /** How often a request is repeated that could not be answered, when it is safe to repeat. */
  readonly retries: number
  readonly backoff: Backoff
  readonly random: () => number
  readonly now: () => number
  readonly newId: () => string
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Begins with a slash. */
  readonly path: string
  readonly query?: URLSearchParams | undefined
  readonly body?: Json | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Undefined when there is none (204, 304). */
  readonly body: Json | undefined
}

const waitsFor = new Set([429, 502, 503, 504])

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0])
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}

/** Sends requests: identifies them, waits for answers, and repeats what may be repeated. */
export class Transport {
  readonly #options: TransportOptions

  constructor(options: TransportOptions) {
    this.#options = options
  }

  get url(): string {
    return this.#options.url
  }

  get options(): TransportOptions {
    return this.#options
  }

  /**
   * Sends the request and reads its answer. A write gets an idempotency key when it may be repeated, so that the server
   * does it once however often it arrives; a dry run keeps nothing and needs none.
   * @throws ApiError when the answer is neither 2xx nor 304, or there was none
   */
  async send(call: Call): Promise<Answer> {
    return this.#attempts(call, async response => {
      const body = this.#parse(call, response, await response.text())
      return { status: response.status, headers: response.headers, body }
    })
  }

  /** Sends a request whose answer is read as it comes. The timeout ends with the answer's head. */
  open(call: Call): Promise<Response> {
    return this.#attempts(call, async response => {
      if (!response.ok) throw this.#errorOf(call, response, jsonOf(await response.text()))
      return response
    })
  }

  async #attempts<T>(call: Call, read: (response: Response) => Promise<T>): Promise<T> {
    const { retries, backoff, random, timeout } = this.#options
    const headers = this.#headers(call)
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(call, headers, read)
      } catch (error) {
        const again =
          error instanceof ApiError && (error.status === 0 ? error.faults[0]?.retry : waitsFor.has(error.status))
        if (!again || attempt >= retries) throw error
        const asked = error.retryAfter ?? 0
        if (asked > timeout) throw error
        await pause(Math.max(asked, delayOf(backoff, attempt, random())), call.signal)
      }
    }
  }

  async #attempt<T>(
    call: Call,
    headers: Readonly<Record<string, string>>,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const { fetch, timeout } = this.#options
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), timeout)
    const url = this.urlOf(call)
    try {
      const response = await fetch(url, {
        method: call.method,
        headers,
        redirect: 'error',
        signal: call.signal === undefined ? late.signal : AbortSignal.any([late.signal, call.signal]),
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      })
      return await read(response)
    } catch (error) {
      if (error instanceof ApiError) throw error
      if (call.signal?.aborted) throw call.signal.reason
      throw late.signal.aborted
        ? new ApiError(0, [clientErrors.fault('server.slow', { url: this.url, timeout })], { cause: error })
        : new ApiError(0, [clientErrors.fault('server.away', { url: this.url, reason: reasonOf(error) })], {
            cause: error,
          })
    } finally {
      clearTimeout(timer)
    }
  }

  urlOf(call: Pick<Call, 'path' | 'query'>): string {
    const query = call.query === undefined || call.query.size === 0 ? '' : `?${call.query}`
    return `${this.#options.url}${call.path}${query}`
  }

  #headers(call: Call): Readonly<Record<string, string>> {
    const { token, newId, retries } = this.#options
    const write = call.method !== 'GET' && call.query?.get('dry_run') !== 'true'
    return {
      accept: 'application/json, application/problem+json',
      'x-request-id': `req-${newId()}`,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(write && retries > 0 ? { 'idempotency-key': newId() } : {}),
      ...call.headers,
    }
  }

  #errorOf(call: Call, response: Response, body: Json | undefined): ApiError {
    const { status, headers } = response
    return apiErrorOf({ status, headers, url: this.urlOf(call), now: this.#options.now() }, body)
  }

  #parse(call: Call, response: Response, text: string): Json | undefined {
    const body = jsonOf(text)
    if (!response.ok && response.status !== 304) throw this.#errorOf(call, response, body)
    if (body === undefined && text !== '') {
      const values = { url: this.urlOf(call), status: response.status, reason: 'it is not JSON' }
      throw new ApiError(response.status, [clientErrors.fault('server.answer', values)])
    }
    return body
  }
}

function jsonOf(text: string): Json | undefined {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
