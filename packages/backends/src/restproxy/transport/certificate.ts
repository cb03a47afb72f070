import { createHash, X509Certificate } from 'node:crypto'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { type Fault, failure, type Result, success } from '@baryon/kit'
import { restproxyErrors } from '../errors.ts'

/** SHA-256 of the SubjectPublicKeyInfo in base64: it stays when a certificate is renewed with its key. */
export const pinOf = (certificate: X509Certificate): string =>
  createHash('sha256')
    .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')

/** Every certificate of a PEM text. */
export const certificatesOf = (pem: string): readonly X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(one => new X509Certificate(one))

/** A certificate as it was shown to somebody who did not know it yet. */
export interface Shown {
  readonly subject: string
  readonly issuer: string
  /** Names and addresses it is for, as `DNS:…, IP Address:…`. */
  readonly names: string
  readonly validFrom: string
  readonly validTo: string
  /** SHA-256 of the certificate, in pairs of hexadecimal digits. */
  readonly fingerprint: string
  /** For `tls.pins`. */
  readonly pin: string
  readonly selfSigned: boolean
  /** For `tls.ca`: the certificate with the chain behind it. */
  readonly pem: string
  /** Why it would not be trusted now; undefined: it would. */
  readonly distrust: string | undefined
}

function chainOf(leaf: DetailedPeerCertificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  const seen = new Set<string>()
  for (let one = leaf; one?.raw && !seen.has(one.fingerprint256); one = one.issuerCertificate) {
    seen.add(one.fingerprint256)
    chain.push(new X509Certificate(one.raw))
  }
  return chain
}

function show(chain: readonly X509Certificate[], distrust: string | undefined): Shown | undefined {
  const leaf = chain[0]
  if (!leaf) return undefined
  return {
    subject: leaf.subject,
    issuer: leaf.issuer,
    names: leaf.subjectAltName ?? '',
    validFrom: leaf.validFrom,
    validTo: leaf.validTo,
    fingerprint: leaf.fingerprint256,
    pin: pinOf(leaf),
    selfSigned: leaf.checkIssued(leaf),
    pem: chain.map(one => one.toString()).join(''),
    distrust,
  }
}

/**
 * Asks a controller for its certificate without trusting it, for somebody who compares its fingerprint. Nothing but the handshake is sent.
 * @param url `https://HOST:PORT`
 * @param deadline in milliseconds
 */
export function fetchCertificate(url: string, deadline: number): Promise<Result<Shown>> {
  const away = (reason: string): Fault => restproxyErrors.fault('controller.away', { controller: url, reason })
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    return Promise.resolve(failure(away('a certificate is shown at an address https://HOST:PORT alone')))
  const { hostname, port } = new URL(url)
  const host = hostname.replaceAll(/[[\]]/g, '')
  return new Promise(resolve => {
    const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false, ...serverName(host) })
    const end = (result: Result<Shown>) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    const timer = setTimeout(() => end(failure(away(`no handshake within ${deadline} ms`))), deadline)
    socket.once('error', error => end(failure(away(error.message))))
    socket.once('secureConnect', () => {
      const problem = socket.authorizationError
      const shown = show(chainOf(socket.getPeerCertificate(true)), problem ? String(problem) : undefined)
      end(shown ? success(shown) : failure(away('it showed no certificate')))
    })
  })
}

/** Addresses are not sent as names (RFC 6066). */
const serverName = (host: string) => (/^[\d.]+$|:/.test(host) ? {} : { servername: host })
