import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import tls from 'node:tls'
import type { Fetch } from './transport.ts'

export interface TlsOptions {
  /** Certificates in PEM that are trusted besides those of the platform. */
  readonly ca?: string
  /** Accepts any certificate: for a look at a test server, never for work. */
  readonly insecure?: boolean
}

/**
 * A `fetch` with TLS settings of its own. Node's has none for one request (it takes them from NODE_EXTRA_CA_CERTS, read once
 * when a process starts, or from a dispatcher of the package it bundles), so this one stands on `node:https`.
 */
export function nodeFetch(options: TlsOptions): Fetch {
  const agent = new https.Agent({
    keepAlive: true,
    rejectUnauthorized: options.insecure !== true,
    ...(options.ca === undefined ? {} : { ca: trusted(options.ca) }),
  })
  return (url, init) =>
    new Promise((resolve, reject) => {
      const secure = new URL(url).protocol === 'https:'
      const request = (secure ? https : http).request(url, {
        method: init.method ?? 'GET',
        headers: { ...(init.headers as Readonly<Record<string, string>>) },
        ...(secure ? { agent } : {}),
        ...(init.signal ? { signal: init.signal } : {}),
      })
      request.on('error', reject)
      request.on('response', message => resolve(responseOf(message)))
      request.end(init.body as string | undefined)
    })
}

/** The option adds to what Node trusts by itself. */
function trusted(ca: string): string[] {
  return [...tls.rootCertificates, ca]
}

function responseOf(message: http.IncomingMessage): Response {
  const status = message.statusCode ?? 0
  const headers = new Headers()
  for (const [name, values] of Object.entries(message.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  const empty = status === 204 || status === 304
  if (empty) message.resume()
  return new Response(empty ? null : (Readable.toWeb(message) as ReadableStream), { status, headers })
}
