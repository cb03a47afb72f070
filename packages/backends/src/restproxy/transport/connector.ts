import { connect as connectPlain, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'
import type { Controller } from '../config/load.ts'
import { pinOf } from './certificate.ts'
import type { Material, Trust } from './material.ts'

/** No connection: nothing was sent. */
export class ConnectError extends Error {
  readonly code = 'ERR_CONTROLLER_CONNECT'
  /** `untrusted`: somebody is there, who may be anybody. */
  readonly phase: 'connect' | 'untrusted'

  constructor(phase: 'connect' | 'untrusted', message: string) {
    super(message)
    this.name = 'ConnectError'
    this.phase = phase
  }
}

/** What OpenSSL and Node.js call certificates that are not to be trusted. */
const distrust =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_|PATH_LENGTH|HOSTNAME_MISMATCH|ERR_TLS_CERT|ERR_SSL_.*(CERTIFICATE|UNKNOWN_CA))/

const codeOf = (error: Error) => String((error as { code?: unknown }).code ?? '')

const textOf = (error: Error) => {
  const inner = error instanceof AggregateError ? error.errors.map(one => (one as Error).message).join('; ') : ''
  return error.message || inner || codeOf(error) || error.name
}

const failed = (error: Error): ConnectError =>
  error instanceof ConnectError
    ? error
    : new ConnectError(distrust.test(codeOf(error)) ? 'untrusted' : 'connect', textOf(error))

/** Before anything is sent. With pins alone the key says who it is, whatever else the certificate says. */
function checkPins(socket: TLSSocket, pins: ReadonlySet<string>): ConnectError | undefined {
  if (pins.size === 0) return undefined
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return new ConnectError('untrusted', 'it showed no certificate')
  const pin = pinOf(certificate)
  return pins.has(pin) ? undefined : new ConnectError('untrusted', `its public key ${pin} is none of tls.pins`)
}

function openTls(controller: Controller, trust: Trust, { hostname, port }: buildConnector.Options): TLSSocket {
  const name = controller['tls.serverName']
  return connectTls({
    host: hostname,
    port: Number(port || 443),
    secureContext: trust.context,
    rejectUnauthorized: controller['tls.verify'] === 'full',
    minVersion: controller['tls.minVersion'],
    ALPNProtocols: ['http/1.1'],
    ...(name === undefined ? {} : { servername: name }),
    checkServerIdentity: (host, certificate) => checkServerIdentity(name ?? host, certificate),
  })
}

/**
 * How connections to one controller are made: in time, to the right one, by what its files say now.
 * @param deadline in milliseconds, for connection and handshake together
 */
export function connectorOf(controller: Controller, material: Material, deadline: number): buildConnector.connector {
  const watch = (socket: Socket, ready: string, callback: buildConnector.Callback, pins?: ReadonlySet<string>) => {
    const end = (error: ConnectError | undefined) => {
      clearTimeout(timer)
      socket.removeListener('error', onError)
      if (!error) return callback(null, socket)
      socket.once('error', () => {})
      socket.destroy()
      return callback(error, null)
    }
    const onError = (error: Error) => end(failed(error))
    const timer = setTimeout(() => end(new ConnectError('connect', `no connection within ${deadline} ms`)), deadline)
    socket.once('error', onError)
    socket.once(ready, () => end(pins && checkPins(socket as TLSSocket, pins)))
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 10_000)
  }
  return (options, callback) => {
    if (options.protocol !== 'https:') {
      const socket = connectPlain({ host: options.hostname, port: Number(options.port || 80) })
      watch(socket, 'connect', callback)
      return
    }
    material.trust().then(
      trust => watch(openTls(controller, trust, options), 'secureConnect', callback, trust.pins),
      (error: Error) => callback(new ConnectError('untrusted', textOf(error)), null),
    )
  }
}
