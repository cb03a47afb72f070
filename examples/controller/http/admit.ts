/** Who is let in. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Answer, refusal } from '../answer.ts'
import type { ControllerOptions } from '../options.ts'

/** @returns the refusal; undefined: come in */
export function admit(
  { auth, token }: Pick<ControllerOptions, 'auth' | 'token'>,
  { authorization, cookie }: IncomingHttpHeaders,
): Answer | undefined {
  if (auth === undefined && token === undefined) return undefined
  const isKnown =
    auth === undefined
      ? cookie === `session_cookie="${token}"`
      : authorization === `Basic ${Buffer.from(auth).toString('base64')}`
  return isKnown ? undefined : refusal(401, 'who are you?')
}
