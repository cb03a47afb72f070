/** Headers of requests, in the order of the plug-in. */
import type { Dialect } from '../dialects/dialect.ts'
import type { Capabilities } from './request.ts'

export interface HeaderValues {
  /** Who asks: of all that share a database the same. */
  readonly instance: string
  readonly capabilities: Capabilities
  /** `user:password`, or the token of a session. */
  readonly secret?: string
  /** The hash of the newest good answer, empty before the first; undefined for topology and capabilities. */
  readonly hash?: string
  /** Of whoever made the change, as JSON without tokens. */
  readonly context?: string
}

export type Header = readonly [name: string, value: string]

/** A token is a cookie where controllers know that; else credentials go as they are. */
function credentials({ headers }: Dialect, secret: string): Header {
  if (headers.cookie && !secret.includes(':')) return ['Cookie', `session_cookie="${secret}"`]
  return ['Authorization', `Basic ${Buffer.from(secret).toString('base64')}`]
}

export function headersOf(dialect: Dialect, values: HeaderValues): readonly Header[] {
  const { agent, service, hash, context, keepAlive } = dialect.headers
  const headers: Header[] = [
    ['Content-type', 'application/json'],
    ['Accept', 'application/json'],
  ]
  if (values.secret !== undefined) headers.push(credentials(dialect, values.secret))
  headers.push(agent)
  if (service !== undefined) headers.push(['Instance-ID', values.instance], ['Orchestration-Service-ID', service])
  if (hash && values.hash !== undefined) headers.push(['X-BSN-BVS-HASH-MATCH', values.hash])
  if (context && values.context !== undefined) headers.push(['X-REQ-CONTEXT', values.context])
  if (keepAlive && values.capabilities.has('keep-alive')) headers.push(['Connection', 'keep-alive'])
  return headers
}
