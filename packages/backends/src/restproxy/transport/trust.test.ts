import assert from 'node:assert/strict'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, utimesSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { TLSSocket } from 'node:tls'
import { fetchCertificate } from './certificate.ts'
import { Client } from './client.ts'
import { Certificates } from './testdata/certificates.ts'
import { controllerAt } from './testdata/controller.ts'

const files = new Certificates()
const closing: (() => void)[] = []
const forever = new AbortController().signal

before(async () => {
  await Promise.all([files.make('ca', { names: 'DNS:ca' }), files.make('other-ca', { names: 'DNS:other' })])
  await Promise.all([
    files.make('good', { by: 'ca' }),
    files.make('elsewhere', { by: 'ca', names: 'DNS:elsewhere.example' }),
    files.make('old', { by: 'ca', days: -1 }),
    files.make('next', { by: 'other-ca' }),
    files.make('client', { by: 'ca', names: 'DNS:client' }),
    files.make('alone'),
  ])
})

after(() => {
  for (const close of closing) close()
  files.remove()
})

interface Serving {
  readonly url: string
  readonly server: Server
  /** Requests that came through. */
  readonly seen: string[]
}

async function serve(name: string, more: object = {}): Promise<Serving> {
  const seen: string[] = []
  const server = createServer({ cert: files.pem(name), key: files.key(name), ...more }, (request, response) => {
    seen.push((request.socket as TLSSocket).getPeerCertificate().subject?.CN?.toString() ?? 'nobody')
    response.end('ok')
  }).listen(0, '127.0.0.1')
  server.on('tlsClientError', () => {})
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, server, seen }
}

function clientOf(url: string, tls: object): Client {
  const client = new Client(controllerAt(url, { tls }), { connect: 5000, answer: 5000, body: 5000 }, 4)
  closing.push(() => void client.close())
  return client
}

async function ask(client: Client): Promise<string> {
  const reply = await client.send({ method: 'GET', path: '/', headers: [], body: '""' }, forever)
  return 'phase' in reply ? `${reply.phase}: ${reply.reason}` : String(reply.status)
}

const ca = () => ({ ca: files.path('ca.crt') })

test('a certificate of a known authority for this host is trusted', async () => {
  const { url } = await serve('good')
  assert.equal(await ask(clientOf(url, ca())), '200')
})

test('who is not to be trusted is told nothing, whatever the reason', async () => {
  const cases: readonly (readonly [string, object, RegExp])[] = [
    ['good', {}, /^untrusted: .*(unable to verify|issuer)/],
    ['good', { ca: files.path('other-ca.crt') }, /^untrusted: /],
    ['elsewhere', ca(), /^untrusted: .*127.0.0.1 is not in the cert/],
    ['old', ca(), /^untrusted: certificate has expired/],
    ['alone', ca(), /^untrusted: self-signed certificate/],
    ['good', { ...ca(), pins: [files.pin('alone')] }, /^untrusted: its public key .* is none of tls.pins/],
    ['good', { verify: 'pin', pins: [files.pin('alone')] }, /^untrusted: its public key/],
    ['good', { ...ca(), serverName: 'other.example' }, /^untrusted: .*other.example/],
  ]
  for (const [name, tls, expected] of cases) {
    const { url, seen } = await serve(name)
    assert.match(await ask(clientOf(url, tls)), expected)
    assert.deepEqual(seen, [], `${name} ${JSON.stringify(tls)}`)
  }
})

test('a pin in the place of chain and name, beside them, one of two, or from a certificate', async () => {
  const [alone, good] = [await serve('alone'), await serve('good')]
  assert.equal(await ask(clientOf(alone.url, { verify: 'pin', pins: files.pin('alone') })), '200')
  assert.equal(await ask(clientOf(alone.url, { verify: 'pin', pins: `file:${files.path('alone.crt')}` })), '200')
  assert.equal(await ask(clientOf(good.url, { ...ca(), pins: [files.pin('alone'), files.pin('good')] })), '200')
})

test('a name that is expected takes the place of the address', async () => {
  const { url } = await serve('elsewhere')
  assert.equal(await ask(clientOf(url, { ...ca(), serverName: 'elsewhere.example' })), '200')
})

test('nothing is checked when that is asked for', async () => {
  const { url } = await serve('old')
  assert.equal(await ask(clientOf(url, { verify: 'none' })), '200')
})

test('versions of TLS before 1.2 are not spoken, nor 1.2 where 1.3 is wanted', async () => {
  const old = await serve('good', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })
  assert.match(await ask(clientOf(old.url, ca())), /^connect: /)
  const { url } = await serve('good', { maxVersion: 'TLSv1.2' })
  assert.equal(await ask(clientOf(url, ca())), '200')
  assert.match(await ask(clientOf(url, { ...ca(), minVersion: 'TLSv1.3' })), /^connect: /)
})

test('a client is known by its certificate', async () => {
  const { url, seen } = await serve('good', { requestCert: true, rejectUnauthorized: true, ca: files.pem('ca') })
  const own = { cert: files.path('client.crt'), key: files.path('client.key') }
  assert.equal(await ask(clientOf(url, { ...ca(), ...own })), '200')
  assert.deepEqual(seen, ['client'])
  assert.match(await ask(clientOf(url, ca())), /^(untrusted|lost): /)
  assert.deepEqual(seen, ['client'])
})

test('authorities are read from a folder, with its folders', async () => {
  const folder = files.path('authorities')
  mkdirSync(`${folder}/more`, { recursive: true })
  copyFileSync(files.path('other-ca.crt'), `${folder}/other.crt`)
  copyFileSync(files.path('ca.crt'), `${folder}/more/ca.pem`)
  const { url } = await serve('good')
  assert.equal(await ask(clientOf(url, { ca: folder })), '200')
})

test('certificates are changed on both sides without a restart', async () => {
  const { url, server } = await serve('good')
  const bundle = files.path('bundle.pem')
  copyFileSync(files.path('ca.crt'), bundle)
  const client = clientOf(url, { ca: bundle })
  assert.equal(await ask(client), '200')
  server.setSecureContext({ cert: files.pem('next'), key: files.key('next') })
  server.closeAllConnections()
  assert.match(await ask(client), /^(untrusted|lost)/)
  assert.match(await ask(client), /^untrusted/)
  copyFileSync(files.path('other-ca.crt'), bundle)
  utimesSync(bundle, 1, 1)
  await client.refresh()
  assert.equal(await ask(client), '200')
})

test('while a file is broken, what was read before stays', async () => {
  const { url } = await serve('good')
  const bundle = files.path('half.pem')
  copyFileSync(files.path('ca.crt'), bundle)
  const client = clientOf(url, { ca: bundle })
  assert.equal(await ask(client), '200')
  copyFileSync(files.path('ca.key'), bundle)
  const own = clientOf(url, { ca: bundle })
  await client.refresh()
  assert.equal(await ask(client), '200')
  assert.match(await ask(own), /^untrusted: there is no certificate in/)
})

test('fetchCertificate() shows a certificate, what it is known by, and whether it would be trusted', async () => {
  const { url, seen } = await serve('alone')
  const fetched = await fetchCertificate(url, 5000)
  assert.ok(fetched.ok)
  const { pin, fingerprint, names, selfSigned, pem, distrust } = fetched.value
  assert.equal(pin, files.pin('alone'))
  assert.match(fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  assert.equal(names, 'IP Address:127.0.0.1, DNS:localhost')
  assert.equal(selfSigned, true)
  assert.equal(pem.trim(), files.pem('alone').trim())
  assert.match(distrust ?? '', /SELF_SIGNED/)
  assert.deepEqual(seen, [])
  assert.equal(await ask(clientOf(url, { ca: files.path('alone.crt') })), '200')
})

test('fetchCertificate() says why there is none', async () => {
  const { url, server } = await serve('alone')
  server.close()
  for (const address of [url, 'http://127.0.0.1:1', 'nonsense']) {
    const fetched = await fetchCertificate(address, 5000)
    assert.equal(fetched.ok ? '' : fetched.faults[0]?.code, 'controller.away')
  }
})
