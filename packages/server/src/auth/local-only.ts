import { isIP } from 'node:net'
import { type Fault, Refusal } from '@baryon/kit'
import type { FastifyInstance } from 'fastify'
import { isLoopback } from '../config/loopback.ts'
import type { Address } from '../config/parse.ts'
import { serverErrors } from '../errors.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What of a request tells whether a web page of somebody else is behind it. */
export interface Sender {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** `Sec-Fetch-Site`, which pages cannot forge. */
  readonly site: string | undefined
}

const hostname = (host: string) => {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  return url?.hostname.replace(/^\[|\]$/g, '')
}

/**
 * The guard of a server without authentication, where the browser of this machine is the one who can be tricked.
 * The host that was asked for must be an IP address, a loopback name, the name it listens on, or one of `hosts`: a page that had
 * its own name resolve to this address (DNS rebinding) asks for that name. A write must come from a page of this server or from no page.
 */
export function localOnly(listen: Address, hosts: readonly string[]): (sender: Sender) => Fault | undefined {
  const names = new Set([listen.host, ...hosts].map(name => name.toLowerCase()))
  // HTTP/1.0 clients may send no host; a browser always does.
  const isKnown = (host: string | undefined) => {
    const name = host === undefined ? undefined : hostname(host)
    return name === undefined ? host === undefined : isIP(name) !== 0 || isLoopback(name) || names.has(name)
  }
  let lastKnown: string | undefined
  return ({ method, host, origin, site }) => {
    // Nearly every request asks for the same host as the one before.
    if (host !== lastKnown && !isKnown(host)) return serverErrors.fault('auth.forbidden-host', { host })
    lastKnown = host
    if (reading.has(method)) return undefined
    const same = origin === undefined || (origin !== 'null' && URL.canParse(origin) && new URL(origin).host === host)
    if (!same || site === 'cross-site' || site === 'same-site')
      return serverErrors.fault('auth.forbidden-origin', { origin: origin ?? 'a page elsewhere' })
    return undefined
  }
}

const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)

/** Puts the guard in front of every route. */
export function guardLocal(app: FastifyInstance, listen: Address, hosts: readonly string[]): void {
  const refuse = localOnly(listen, hosts)
  app.addHook('onRequest', (request, _reply, done) => {
    const { host, origin } = request.headers
    const fault = refuse({ method: request.method, host, origin, site: text(request.headers['sec-fetch-site']) })
    done(fault && new Refusal(fault))
  })
}
