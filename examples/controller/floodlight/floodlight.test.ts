/** The traps of Floodlight: each one as its releases were seen to have it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Controller, startController } from '../controller.ts'
import type { DialectName } from '../dialects.ts'
import { type Asking, clientOf } from '../testdata/client.ts'
import type { Version } from './versions.ts'

const cases: readonly (readonly [Version, DialectName])[] = [
  ['floodlight-0.90', 'floodlight-v1.0'],
  ['floodlight-0.91', 'floodlight-v1.1'],
  ['floodlight-1.2', 'floodlight-v1.1'],
]
const subnet = { id: 'S', name: 'sub', cidr: '10.0.0.0/24' }
const mac = 'fa:16:3e:00:00:01'

for (const [faithful, dialect] of cases) {
  const isOld = faithful === 'floodlight-0.90'
  describe(faithful, () => {
    let controller: Controller
    let ask: Asking
    before(async () => {
      controller = await startController({ dialect, faithful })
      ask = clientOf(controller)
    })
    after(() => controller.stop())

    const fresh = () => controller.restart()
    const networks = async () => (await ask('GET', '/tenants/any/networks')).body
    const guids = async () => (await networks()).map(({ guid }: { guid: string }) => guid)
    const put = (id: string, network: object) => ask('PUT', `/tenants/T/networks/${id}`, { network })
    const attach = (network: string, port: string, body: unknown) =>
      ask('PUT', `/tenants/T/networks/${network}/ports/${port}/attachment`, body)
    const remove = async (path: string) => (await ask('DELETE', `/tenants/T/networks/${path}`)).status

    test('a network, its gateway and its ports are listed for every tenant', async () => {
      await fresh()
      await ask('POST', '/tenants/T/networks', { network: { id: 'N', name: 'n', gateway: '10.0.0.1' } })
      assert.equal((await attach('N', 'P', { attachment: { id: 'i', mac: mac.toUpperCase() } })).status, 200)
      const ports = isOld ? { mac: [mac] } : { portMac: [{ port: 'P', mac }] }
      assert.deepEqual(await networks(), [{ name: 'n', guid: 'N', gateway: '10.0.0.1', ...ports }])
      assert.equal(await remove('N/ports/P/attachment'), 200)
      assert.equal(await remove('N'), 200)
      assert.deepEqual(await networks(), [])
    })

    test('1: a subnet within a network is taken for the network, or fails', async () => {
      await fresh()
      const { status } = await put('N', { id: 'N', name: 'n', subnets: [subnet], gateway: '10.0.0.1' })
      assert.equal(status, isOld ? 500 : 200)
      assert.deepEqual(await guids(), isOld ? [] : ['S'])
      assert.equal((await put('M', { id: 'M', name: 'm', gateway: null })).status, 200)
      assert.ok((await guids()).includes('M'))
    })

    test('2: an attachment behind a port is not found', async () => {
      await fresh()
      await put('N', { id: 'N', name: 'N' })
      const [port, attachment] = [
        { id: 'P', fixed_ips: [{ subnet_id: 'S' }] },
        { id: 'i', mac },
      ]
      assert.equal((await attach('N', 'P', { port, attachment })).status, 500)
      assert.equal((await attach('N', 'P', { attachment, port })).status, 200)
      assert.equal((await networks())[0][isOld ? 'mac' : 'portMac'].length, 1)
    })

    test('3: a network that lost its name is never removed', async () => {
      await fresh()
      await put('N', { id: 'N', name: 'n' })
      assert.equal((await put('N', { id: 'N' })).status, isOld ? 500 : 200)
      assert.equal(await remove('N'), isOld ? 200 : 500)
      assert.equal(await remove('N'), isOld ? 200 : 500)
      assert.deepEqual(await guids(), ['N'])
    })

    test('4: of two networks with one name, the first stays', async () => {
      await fresh()
      await put('N', { id: 'N', name: 'same' })
      await put('M', { id: 'M', name: 'same' })
      assert.deepEqual([await remove('N'), await remove('M')], [500, 200])
      assert.deepEqual(await guids(), ['N'])
    })

    test('5: what is not there is removed, or is not, as it happens', async () => {
      await fresh()
      assert.equal(await remove('unknown'), 200)
      await put('N', { id: 'N', name: 'n' })
      assert.equal(await remove('unknown'), 500)
      assert.equal(await remove('N/ports/unknown/attachment'), isOld ? 500 : 200)
    })

    test('6: a gateway is replaced, and never cleared', async () => {
      await fresh()
      const gateway = async () => (await networks())[0].gateway
      await put('N', { id: 'N', name: 'n', gateway: '10.0.0.1' })
      for (const other of ['', null, 'fe80::1', undefined]) {
        await put('N', { id: 'N', name: 'n', gateway: other })
        assert.equal(await gateway(), '10.0.0.1')
      }
      await put('N', { id: 'N', name: 'n', gateway: '10.0.0.2' })
      assert.equal(await gateway(), '10.0.0.2')
    })

    test('7: an attachment on an unknown network is taken and not seen; another MAC address replaces the first', async () => {
      await fresh()
      assert.equal((await attach('N', 'P', { attachment: { id: 'i', mac } })).status, 200)
      assert.deepEqual(await networks(), [])
      await put('N', { id: 'N', name: 'n' })
      const other = 'fa:16:3e:00:00:02'
      await attach('N', 'P', { attachment: { id: 'i', mac } })
      await attach('N', 'P', { attachment: { id: 'i', mac: other } })
      assert.deepEqual((await networks())[0], {
        name: 'n',
        guid: 'N',
        gateway: null,
        ...(isOld ? { mac: [other] } : { portMac: [{ port: 'P', mac: other }] }),
      })
    })

    test('8: whatever else is below the base is ok and does nothing; errors show the stack of Java', async () => {
      await fresh()
      const all = { networks: [{ id: 'N', name: 'n' }], routers: [] }
      assert.deepEqual((await ask('PUT', '/topology', all)).body, { status: 'ok' })
      assert.deepEqual(await networks(), [])
      assert.deepEqual((await ask('GET', '/capabilities')).body, { status: 'ok' })
      assert.equal((await ask('DELETE', '/tenants/T/routers/R')).status, isOld ? 405 : 200)
      const failed = await attach('N', 'P', { port: { id: 'P' } })
      assert.equal(failed.body.code, 500)
      assert.match(failed.body.stackTrace, /^java\.lang\./)
      assert.equal((await fetch(`${controller.url}/elsewhere`)).status, 404)
    })

    test('9: after a restart it is empty', async () => {
      await put('N', { id: 'N', name: 'n' })
      await controller.restart()
      assert.deepEqual(await networks(), [])
    })
  })
}

describe('mended', () => {
  test('has none of the traps', async context => {
    const controller = await startController({ dialect: 'floodlight-v1.1' })
    context.after(() => controller.stop())
    const ask = clientOf(controller)
    const put = (id: string, network: object) => ask('PUT', `/tenants/T/networks/${id}`, { network })
    await put('N', { id: 'N', name: 'same', gateway: '10.0.0.1', subnets: [subnet] })
    await put('M', { id: 'M', name: 'same' })
    await put('N', { id: 'N', name: 'same', gateway: '' })
    await ask('PUT', '/tenants/T/networks/N/ports/P/attachment', { port: { id: 'P' }, attachment: { id: 'i', mac } })
    assert.equal((await ask('DELETE', '/tenants/T/networks/M')).status, 200)
    assert.deepEqual(controller.state(), { networks: { N: { name: 'same', gateway: null, ports: { P: mac } } } })
  })
})
