/** Idempotency keys: a key stands for one request of one caller. */
import { createHash } from 'node:crypto'
import { Refusal } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import type { Asking } from '../resources/asking.ts'

/** What a request with `Idempotency-Key` is remembered by. */
export interface Claim {
  /** As the client sent it. */
  readonly sent: string
  /** The key within the caller's own, so that nobody meets another's. */
  readonly key: string
  /** Of method, URL, caller and body. */
  readonly fingerprint: string
}

const sane = /^[\x21-\x7e]{1,255}$/

function fingerprintOf({ method, url, caller, body }: Asking): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([method, url, caller.project ?? null, caller.user]))
  if (body !== undefined) hash.update(body)
  return hash.digest('base64')
}

/**
 * @returns undefined when the request has no key
 * @throws Refusal `header.value`
 */
export function claimOf(asking: Asking): Claim | undefined {
  const sent = asking.headers['idempotency-key']
  if (sent === undefined) return undefined
  if (typeof sent !== 'string' || !sane.test(sent)) {
    const expected = '1 to 255 visible ASCII characters'
    throw new Refusal(serverErrors.fault('header.value', { header: 'Idempotency-Key', expected }))
  }
  const { project = null, user } = asking.caller
  return { sent, key: JSON.stringify([project, user, sent]), fingerprint: fingerprintOf(asking) }
}
