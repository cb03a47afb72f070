/**
 * Whom secrets are told to. The proxy before trusted whoever was there at its first start; here a certificate has to be good, and trust on
 * first use is a command of its own.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { eventually } from '../eventually.ts'
import { becomes, type Lab, refused, startLab } from './lab.ts'
import { stage } from './stage.ts'

let folder: string
const file = (name: string) => path.join(folder, name)
const read = (name: string) => readFileSync(file(name), 'utf8')

/** `NAME.crt` and `NAME.key`, for an address. */
function certificate(name: string, address = '127.0.0.1', days = 2) {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=IP:${address}`]
  const files = ['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)]
  execFileSync('openssl', ['req', '-x509', ...key, '-days', String(days), ...subject, ...files], { stdio: 'ignore' })
}

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baryon-tls-'))
  for (const name of ['one', 'two', 'client']) certificate(name)
  certificate('elsewhere', '192.0.2.1')
  mkdirSync(file('authorities'))
  for (const name of ['one', 'two']) copyFileSync(file(`${name}.crt`), path.join(file('authorities'), `${name}.pem`))
})
after(() => rmSync(folder, { recursive: true }))

const tlsOf = (name: string, clientCa?: string) => ({
  tls: {
    cert: read(`${name}.crt`),
    key: read(`${name}.key`),
    ...(clientCa === undefined ? {} : { clientCa: read(`${clientCa}.crt`) }),
  },
})

const pinOf = (name: string) => {
  const spki = new X509Certificate(read(`${name}.crt`)).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('base64')
}

async function works(lab: Lab) {
  const { network } = await stage(lab)
  await lab.settled()
  await becomes(lab, 'networks', network.id, 'ACTIVE')
}

/** Nothing gets to the controller, and the report says why. */
async function fails(lab: Lab, why: RegExp, target?: string) {
  await stage(lab)
  await eventually(async () => {
    const { endpoints, phase } = await lab.report(target)
    assert.notEqual(phase, 'following')
    assert.match(JSON.stringify(endpoints), why)
  })
  assert.deepEqual(lab.requests(), [])
}

interface Case {
  readonly name: string
  /** Of the controller, and whose certificates it wants. */
  readonly certificate: string
  readonly clientCa?: string
  /** Of Baryon. */
  readonly tls?: () => object
  /** Why nothing gets through; undefined: everything does. */
  readonly why?: RegExp
}

const cases: readonly Case[] = [
  {
    name: 'a certificate of an authority that is known is good',
    certificate: 'one',
    tls: () => ({ ca: [file('one.crt')] }),
  },
  {
    name: 'a certificate of another authority is not',
    certificate: 'one',
    tls: () => ({ ca: [file('two.crt')] }),
    why: /certificate/i,
  },
  {
    name: 'of two authorities both are known',
    certificate: 'two',
    tls: () => ({ ca: [file('one.crt'), file('two.crt')] }),
  },
  { name: 'a folder of authorities is read', certificate: 'two', tls: () => ({ ca: [file('authorities')] }) },
  { name: 'without an authority of its own those of the system are asked', certificate: 'one', why: /certificate/i },
  {
    name: 'a certificate for another host is not good',
    certificate: 'elsewhere',
    tls: () => ({ ca: [file('elsewhere.crt')] }),
    why: /127\.0\.0\.1/,
  },
  {
    name: 'a public key that is pinned is good, whoever signed it',
    certificate: 'one',
    tls: () => ({ verify: 'pin', pins: [pinOf('two'), pinOf('one')] }),
  },
  {
    name: 'a public key that is not pinned is not, whoever signed it',
    certificate: 'one',
    tls: () => ({ ca: [file('one.crt')], pins: [pinOf('two')] }),
    why: /pin/i,
  },
  { name: 'nothing is checked where that is wanted', certificate: 'elsewhere', tls: () => ({ verify: 'none' }) },
  {
    name: 'a certificate is shown where one is asked for',
    certificate: 'one',
    clientCa: 'client',
    tls: () => ({ ca: [file('one.crt')], cert: file('client.crt'), key: file('client.key') }),
  },
  {
    name: 'without a certificate it is not let in where one is asked for',
    certificate: 'one',
    clientCa: 'client',
    tls: () => ({ ca: [file('one.crt')] }),
    why: /certificate|alert|reset|closed/i,
  },
]

for (const { name, certificate, clientCa, tls, why } of cases)
  test(name, async context => {
    const lab = await startLab({
      controller: tlsOf(certificate, clientCa),
      ...(tls === undefined ? {} : { configuration: { tls: tls() } }),
    })
    context.after(() => lab.stop())
    await (why === undefined ? works(lab) : fails(lab, why))
  })

/** A folder of certificates of the original, in which this one is the host's; and its ini file. */
function original(name: string) {
  const certificates = mkdtempSync(file('original-'))
  for (const sub of ['host_certs', 'ca_certs']) mkdirSync(path.join(certificates, sub))
  const pem = path.join(certificates, 'host_certs', '127.0.0.1.pem')
  copyFileSync(file(`${name}.crt`), pem)
  for (const ca of ['one', 'two']) copyFileSync(file(`${ca}.crt`), path.join(certificates, 'ca_certs', `${ca}.pem`))
  const ini = (servers: string) =>
    `[RESTPROXY]\nservers=${servers}\nserver_ssl=True\nssl_cert_directory=${certificates}\ndialect=bsn-v2.0\n`
  return { pem, ini }
}

for (const [shown, why] of [
  ['elsewhere', undefined],
  ['one', /pin/i],
] as const)
  test(`the certificate of a host that the original kept is good, ${why === undefined ? 'whatever it is for' : 'and no other, whoever signed that'}`, async context => {
    const { pem, ini } = original('elsewhere')
    const lab = await startLab({ controller: tlsOf(shown), ini })
    context.after(() => lab.stop())
    await (why === undefined ? works(lab) : fails(lab, why, 'controllers'))
    assert.deepEqual(readFileSync(pem), readFileSync(file('elsewhere.crt')))
    assert.deepEqual(readdirSync(path.dirname(path.dirname(pem))).sort(), ['ca_certs', 'host_certs'])
  })

test('an authority that is changed is read without a restart', async context => {
  copyFileSync(file('two.crt'), file('current.pem'))
  const lab = await startLab({ controller: tlsOf('one'), configuration: { tls: { ca: [file('current.pem')] } } })
  context.after(() => lab.stop())
  await fails(lab, /self-signed|certificate/i)
  copyFileSync(file('one.crt'), file('current.pem'))
  await lab.settled()
  assert.equal((await lab.report()).phase, 'following')
})

test('a certificate file that is not there is said at the start', async () => {
  await refused({ controller: tlsOf('one'), configuration: { tls: { ca: [file('missing.pem')] } } }, /missing\.pem/)
})
