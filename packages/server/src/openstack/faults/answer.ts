/** Refusals as OpenStack's clients read them. */
import { STATUS_CODES } from 'node:http'
import type { Fault } from '@baryon/kit'
import { type NeutronError, neutronError, type Occasion } from './neutron.ts'

export interface ErrorAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON text. */
  readonly body: string
}

const json = 'application/json'

/** Who is not known is told by the middleware that stands in front of every service of OpenStack, in its own words. */
function unauthorized({ code, cause, next }: Fault): ErrorAnswer {
  const error = {
    code: 401,
    title: 'Unauthorized',
    message: 'The request you have made requires authentication.',
    baryon: { code, cause, next },
  }
  return {
    status: 401,
    headers: { 'content-type': json, 'www-authenticate': 'Keystone' },
    body: JSON.stringify({ error }),
  }
}

function bodyOf({ type, message }: NeutronError, { code, cause, next }: Fault): string {
  return JSON.stringify({ NeutronError: { type, message, detail: '', code, cause, next } })
}

/** @param faults at least one; the first gives status, class and message */
export function errorAnswer(faults: readonly Fault[], occasion: Occasion): ErrorAnswer {
  const [first] = faults
  if (first === undefined) throw new Error('a refusal has at least one fault')
  if (first.status === 401) return unauthorized(first)
  const error = neutronError(faults, occasion)
  const again = first.retry && (error.status === 503 || error.status === 429)
  const headers = { 'content-type': json, ...(again ? { 'retry-after': '1' } : {}) }
  return { status: STATUS_CODES[error.status] === undefined ? 500 : error.status, headers, body: bodyOf(error, first) }
}
