import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { npmStart, type Started } from './npm-start.ts'
import { tellL3vpn } from './story.ts'
import { byBaryon, byHttp, byProtonclient } from './tellers.ts'

const plurals = {
  port: 'ports',
  interface: 'interfaces',
  vpn: 'vpns',
  vpnbinding: 'vpnbindings',
  vpnafconfig: 'vpnafconfigs',
}
const folder = mkdtempSync(join(tmpdir(), 'baryon-l3vpn-'))
let server: Started

before(async () => {
  server = await npmStart({ BARYON_DATA: folder })
})
after(async () => {
  await server.interrupt()
  rmSync(folder, { recursive: true, force: true })
})

test("Gluon's L3VPN story is told by HTTP", () => tellL3vpn(byHttp(server.url, 'net-l3vpn', plurals)))
test("Gluon's L3VPN story is told by the baryon command", () => tellL3vpn(byBaryon(server.url, 'net-l3vpn')))
test("Gluon's L3VPN story is told by the protonclient command", () =>
  tellL3vpn(byProtonclient(server.url, 'net-l3vpn')))
test('the ports of ietf-sfc come with their default interface too', async () => {
  const teller = byHttp(server.url, 'ietf-sfc', plurals)
  const { portValues } = await import('./story.ts')
  const port = await teller.create('port', portValues)
  assert.deepEqual(
    (await teller.list('interface')).map(each => each['id']),
    [port['id']],
  )
  await teller.remove('port', String(port['id']))
  assert.deepEqual(await teller.list('interface'), [])
})
