import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Certificates } from '../restproxy/transport/testdata/certificates.ts'
import { configCommand } from './config.ts'
import { runCommand, temporaryFolder } from './testdata/run-command.ts'
import { trustCommand } from './trust.ts'

const files = new Certificates()
let server: Server
let url = ''
before(async () => {
  await files.make('alone')
  server = createServer({ cert: files.pem('alone'), key: files.key('alone') }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.close()
  files.remove()
})

const trust = (...words: readonly string[]) => runCommand(trustCommand, ...words)
const fingerprint = () => new X509Certificate(files.pem('alone')).fingerprint256

test('the certificate of a controller is shown with its fingerprint and pin, and nothing is written unasked', async () => {
  const { out, notes, faults } = await trust(url)
  assert.deepEqual(faults, [])
  assert.ok(out.includes(`fingerprint  ${fingerprint()}\n`), out)
  assert.ok(out.includes(`pin          sha256/${files.pin('alone')}\n`))
  assert.match(out, /^issuer +itself$/m)
  assert.match(out, /^trusted now +no: /m)
  assert.match(notes, /nothing was written/)
})

test('it is written where it is told to, after it was shown, and never over another one unasked', async () => {
  const file = join(temporaryFolder(), 'controller.pem')
  assert.deepEqual(
    (await trust(url, '--write', file, '--fingerprint', fingerprint().replaceAll(':', '').toLowerCase())).faults,
    [],
  )
  assert.equal(new X509Certificate(readFileSync(file)).fingerprint256, fingerprint())
  assert.deepEqual((await trust(url, '--write', file)).faults, [])
  writeFileSync(file, 'another')
  const kept = await trust(url, '--write', file)
  assert.deepEqual([kept.faults, readFileSync(file, 'utf8')], [['trust.file'], 'another'])
  assert.match(kept.out, /fingerprint/)
  assert.deepEqual((await trust(url, '--write', file, '--replace')).faults, [])
})

test('a certificate with another fingerprint than expected is not written', async () => {
  const file = join(temporaryFolder(), 'controller.pem')
  const { faults } = await trust(url, '--write', file, '--fingerprint', 'AA:BB')
  assert.deepEqual([faults, existsSync(file)], [['trust.mismatch'], false])
  assert.deepEqual((await trust('http://127.0.0.1:1')).faults.length, 1)
})

test('a configuration is shown with where each value is from, what is out of date, and no secret', async () => {
  const file = join(temporaryFolder(), 'restproxy.ini')
  writeFileSync(file, '[restproxy]\nservers=10.0.0.1:80\nserverauth=user:hidden\n')
  const config = (...words: readonly string[]) =>
    runCommand(terminal => configCommand(terminal, { BARYON_RESTPROXY: file }), ...words)
  const { out } = await config()
  assert.match(out, /^controllers.1.url +http:\/\/10.0.0.1:80 +.*restproxy.ini:2 /m)
  assert.match(out, /^To know:$/m)
  assert.match(out, /serverauth: is the old name of server_auth/)
  assert.ok(!out.includes('hidden'))
  const shown = JSON.parse((await config(file, '--set', '-f', 'json')).out)
  assert.ok(shown.settings.every((one: { from: string }) => one.from !== 'default'))
  assert.ok(shown.notes.length > 0)
  writeFileSync(file, '[restproxy]\nservers=\ncolour=red\n')
  assert.ok((await config()).faults.length > 0)
})
