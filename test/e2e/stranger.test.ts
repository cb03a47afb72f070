import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { npmStart, type Started } from './npm-start.ts'
import { portValues, type Teller } from './story.ts'
import { byBaryon, byHttp, byProtonclient } from './tellers.ts'

/** A service that Baryon has never seen, given as a YAML file alone. */
const models = join(import.meta.dirname, 'testdata', 'strangers')
const plurals = { port: 'ports', interface: 'interfaces', line: 'lines', lineend: 'lineends' }
const folder = mkdtempSync(join(tmpdir(), 'baryon-stranger-'))
let server: Started

before(async () => {
  server = await npmStart({ BARYON_DATA: folder, BARYON_MODELS: models })
})
after(async () => {
  await server.interrupt()
  rmSync(folder, { recursive: true, force: true })
})

async function tellEline(teller: Teller) {
  const port = await teller.create('port', portValues)
  const id = String(port['id'])
  assert.deepEqual(
    (await teller.list('interface')).map(each => [each['id'], each['name']]),
    [[id, 'web_default']],
  )

  const line = await teller.create('line', {
    name: 'north',
    tenant_id: portValues.tenant_id,
    bandwidth: 1000,
    protection: 'none',
  })
  assert.match(
    await teller.refused(
      teller.create('line', { name: 'x', tenant_id: portValues.tenant_id, bandwidth: 0, protection: 'prayer' }),
    ),
    /protection/,
  )
  const end = {
    tenant_id: portValues.tenant_id,
    interface_id: id,
    service_id: line['id'],
    side: 'a',
    ipaddress: '10.0.0.1',
  }
  await teller.create('lineend', end)
  assert.match(await teller.refused(teller.create('lineend', { ...end, interface_id: randomUUID() })), /interface/)
  assert.equal((await teller.list('lineend')).length, 1)

  const bound = await teller.update('port', id, { host_id: 'compute-1', device_id: randomUUID() })
  assert.equal(bound['host_id'], 'compute-1')
  await teller.refused(teller.update('port', id, { host_id: 'compute-2', device_id: randomUUID() }))
  assert.equal((await teller.update('port', id, { host_id: '', device_id: '' }))['host_id'], null)

  await teller.refused(teller.remove('line', String(line['id'])))
  await teller.remove('lineend', id)
  await teller.remove('line', String(line['id']))
  await teller.remove('port', id)
  for (const noun of Object.keys(plurals)) assert.deepEqual(await teller.list(noun), [], `nothing is left of ${noun}`)
}

test("a stranger's service works by HTTP from its YAML file alone", () =>
  tellEline(byHttp(server.url, 'eline', plurals)))
test("a stranger's service works by the baryon command", () => tellEline(byBaryon(server.url, 'eline')))
test("a stranger's service works by the protonclient command", () => tellEline(byProtonclient(server.url, 'eline')))
test("a stranger's service is in the OpenAPI document", async () => {
  const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, unknown> }
  assert.ok('/proton/eline/v1.0/lines/{id}' in document.paths, Object.keys(document.paths).join('\n'))
})
test('a server without the model refuses to hide what is stored', async () => {
  const teller = byHttp(server.url, 'eline', plurals)
  await teller.create('line', { name: 'south', tenant_id: portValues.tenant_id, protection: 'none' })
  await server.interrupt()
  await assert.rejects(npmStart({ BARYON_DATA: folder }), /eline/)
  server = await npmStart({ BARYON_DATA: folder, BARYON_MODELS: models })
  assert.equal((await byHttp(server.url, 'eline', plurals).list('line')).length, 1)
})
