import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { hearing } from '../testdata/hearing.ts'
import { followCertificate, loadCertificate } from './certificate.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-tls-'))
  await Promise.all(['one', 'two', 'three'].map(makeCertificate))
})
after(() => rm(folder, { recursive: true }))

const path = (name: string) => join(folder, name)

/** `<name>.crt` and `<name>.key` for a host of that name. */
async function makeCertificate(name: string) {
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  await promisify(execFile)('openssl', [
    ...args,
    '-subj',
    `/CN=${name}`,
    '-keyout',
    path(`${name}.key`),
    '-out',
    path(`${name}.crt`),
  ])
}

/** The name on the certificate that the server shows now. */
async function shown(server: Server): Promise<string> {
  const { port } = server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
  const { subject } = socket.getPeerCertificate()
  socket.destroy()
  return String(subject.CN)
}

describe('loadCertificate()', () => {
  it('takes a certificate with its key', async () => {
    assert.ok((await loadCertificate({ cert: path('one.crt'), key: path('one.key') })).ok)
  })

  it('refuses a key of another certificate, what is no PEM, and files that are not there', async () => {
    await writeFile(path('text'), 'hello')
    for (const [cert, key] of [
      ['one.crt', 'two.key'],
      ['text', 'one.key'],
      ['absent', 'one.key'],
    ] as const) {
      const loaded = await loadCertificate({ cert: path(cert), key: path(key) })
      assert.ok(!loaded.ok)
      assert.deepEqual(
        loaded.faults.map(fault => fault.code),
        ['tls.files'],
      )
    }
  })
})

describe('followCertificate()', () => {
  it('shows the new certificate while running, and keeps the old one while the files are broken or do not fit', async context => {
    const files = { cert: path('live.crt'), key: path('live.key') }
    const install = async (cert: string, key: string) => {
      await copyFile(path(key), files.key)
      await copyFile(path(cert), files.cert)
    }
    await install('one.crt', 'one.key')
    const loaded = await loadCertificate(files)
    assert.ok(loaded.ok)
    const server = createServer(loaded.value)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { logger, hears } = hearing()
    const stop = await followCertificate(files, server, logger, { every: 5 })
    context.after(() => {
      stop()
      server.close()
    })
    assert.equal(await shown(server), 'one')

    await install('two.crt', 'two.key')
    await hears('certificate reloaded')
    assert.equal(await shown(server), 'two')

    await copyFile(path('three.crt'), files.cert)
    await hears('the one from before stays')
    assert.equal(await shown(server), 'two')

    await copyFile(path('three.key'), files.key)
    await hears('certificate reloaded')
    assert.equal(await shown(server), 'three')
  })
})
