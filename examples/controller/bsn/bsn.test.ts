/** What a controller takes, and what it refuses because it does not fit together. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Controller, startController } from '../controller.ts'
import { type Asking, clientOf } from '../testdata/client.ts'

let controller: Controller
let ask: Asking
before(async () => {
  controller = await startController({ dialect: 'bsn-v2.0', switches: ['host-1'] })
  ask = clientOf(controller)
})
after(() => controller.stop())
beforeEach(() => controller.restart({ empty: true }))

const status = async (...asked: Parameters<Asking>) => (await ask(...asked)).status
const tenant = () => status('POST', '/tenants', { tenant_id: 'T', tenant_name: 'demo' })
const network = (id: string, more = {}) => ({
  network: { id, name: id, tenant_id: 'T', subnets: [], gateway: '', ...more },
})
const makeNetwork = async (id: string) => [await tenant(), await status('POST', '/tenants/T/networks', network(id))]
const mac = 'fa:16:3e:00:00:01'
const port = { id: 'P', network_id: 'N', tenant_id: 'T', mac_address: mac, device_id: 'vm' }
const attachment = { id: 'vm', mac }
const attachmentPath = '/tenants/T/networks/N/ports/P/attachment'

describe('networks', () => {
  test('are made once, then updated, then removed with their ports', async () => {
    assert.deepEqual(await makeNetwork('N'), [200, 200])
    assert.equal(await status('POST', '/tenants/T/networks', network('N')), 409)
    assert.equal(await status('PUT', '/tenants/T/networks/N', network('N', { gateway: '10.0.0.1' })), 200)
    assert.equal(await status('PUT', attachmentPath, { port, attachment }), 200)
    assert.equal((await ask('GET', '/tenants/T/networks/N')).body.network.gateway, '10.0.0.1')
    assert.equal(await status('DELETE', '/tenants/T/networks/N'), 200)
    assert.equal(await status('DELETE', '/tenants/T/networks/N'), 404)
    assert.equal(await status('PUT', '/tenants/T/networks/N', network('N')), 404)
    assert.equal(await status('GET', attachmentPath), 404)
  })

  test('belong to a tenant that is known, and to the one of the URL', async () => {
    const orphan = await ask('POST', '/tenants/T/networks', network('N'))
    assert.equal(orphan.status, 404)
    assert.match(orphan.body.description, /^NXVNS/)
    await tenant()
    assert.equal(await status('POST', '/tenants/T/networks', network('N', { tenant_id: 'other' })), 400)
  })
})

describe('ports', () => {
  test('need their network', async () => {
    const orphan = await ask('PUT', attachmentPath, { port, attachment })
    assert.deepEqual([orphan.status, orphan.body.description], [404, 'NXVNS: there is no network "N"'])
  })

  test('come and go with their attachment', async () => {
    await makeNetwork('N')
    assert.equal(await status('PUT', attachmentPath, { port, attachment }), 200)
    assert.deepEqual((await ask('GET', attachmentPath)).body, { attachment })
    assert.equal(await status('DELETE', attachmentPath), 200)
    assert.equal(await status('DELETE', attachmentPath), 404)
    assert.deepEqual((await ask('GET', '/tenants/T/networks/N/ports')).body, { ports: [] })
  })

  test('that were made without one keep existing when it is removed', async () => {
    await makeNetwork('N')
    assert.equal(await status('PUT', attachmentPath, { attachment }), 404)
    assert.equal(await status('POST', '/tenants/T/networks/N/ports', { port }), 200)
    assert.equal(await status('PUT', attachmentPath, { attachment }), 200)
    assert.equal(await status('DELETE', attachmentPath), 200)
    assert.equal((await ask('GET', '/tenants/T/networks/N/ports/P')).body.port.id, 'P')
    assert.equal(await status('DELETE', '/tenants/T/networks/N/ports/P'), 200)
  })

  test('are refused with the id of another, or without a MAC address', async () => {
    await makeNetwork('N')
    assert.equal(await status('PUT', attachmentPath, { port: { ...port, id: 'Q' }, attachment }), 400)
    assert.equal(await status('PUT', attachmentPath, { port, attachment: { id: 'vm', mac: null } }), 400)
    assert.equal(await status('PUT', attachmentPath, { port }), 400)
  })
})

describe('routers, interfaces, policies and floating IPs', () => {
  const router = (more = {}) => ({
    router: { id: 'R', name: 'r', tenant_id: 'T', external_gateway_info: null, ...more },
  })
  const face = { interface: { id: 'S', network: 'N', subnet: 'S' } }
  const interfaces = '/tenants/T/routers/R/interfaces'

  test('need what they lead to', async () => {
    await tenant()
    const outside = { external_gateway_info: { network_id: 'N' } }
    assert.equal(await status('POST', '/tenants/T/routers', router(outside)), 404)
    assert.equal(await status('POST', interfaces, face), 404)
    assert.equal(await status('PUT', '/tenants/T/floatingips/F', { id: 'F', floating_network_id: 'N' }), 404)
  })

  test('are kept, shown and removed', async () => {
    await makeNetwork('N')
    assert.equal(await status('POST', '/tenants/T/routers', router()), 200)
    assert.equal(await status('PUT', '/tenants/T/routers/R', router({ name: 'other' })), 200)
    assert.equal(await status('POST', interfaces, face), 200)
    assert.equal(await status('POST', '/tenants/T/policies', { policy: { priority: 14000, action: 'permit' } }), 200)
    assert.equal(await status('PUT', '/tenants/T/policies/14000', { policy: { priority: 14000, action: 'deny' } }), 200)
    const floatingIp = { id: 'F', tenant_id: 'T', floating_network_id: 'N', floating_ip_address: '198.51.100.7' }
    assert.equal(await status('PUT', '/tenants/T/floatingips/F', floatingIp), 200)
    const { body } = await ask('GET', '/topology')
    assert.equal(body.routers[0].name, 'other')
    assert.deepEqual(body.routers[0].interfaces, [face.interface])
    assert.equal(body.routers[0].policies[0].action, 'deny')
    assert.deepEqual(body.networks[0].floatingips, [floatingIp])
    for (const path of [
      `${interfaces}/S`,
      '/tenants/T/policies/14000',
      '/tenants/T/floatingips/F',
      '/tenants/T/routers/R',
    ])
      assert.deepEqual([await status('DELETE', path), await status('DELETE', path)], [200, 404], path)
  })
})

describe('topology', () => {
  const all = {
    networks: [{ ...network('N').network, ports: [{ ...port, attachment }], floatingips: [] }],
    routers: [{ id: 'R', tenant_id: 'T', interfaces: [{ id: 'S', network: 'N', subnet: 'S' }] }],
    tenants: { T: 'demo' },
    'security-groups': [{ id: 'G' }],
  }

  test('told at once is the same as told one by one', async () => {
    await makeNetwork('N')
    await ask('PUT', attachmentPath, { port, attachment })
    await ask('POST', '/tenants/T/routers', { router: { id: 'R', tenant_id: 'T' } })
    await ask('POST', '/tenants/T/routers/R/interfaces', { interface: { id: 'S', network: 'N', subnet: 'S' } })
    await ask('POST', '/securitygroups', { 'security-group': { id: 'G' } })
    const [one, hash] = [controller.state(), controller.hash()]
    await ask('POST', '/tenants/T/networks', network('surplus'))
    assert.notEqual(controller.hash(), hash)
    assert.equal(await status('POST', '/topology', all), 200)
    assert.deepEqual(controller.state(), one)
    assert.equal(controller.hash(), hash)
  })

  test('that is wrong anywhere changes nothing', async () => {
    await ask('POST', '/topology', all)
    const before = controller.state()
    const wrong = { ...all, routers: [{ ...all.routers[0], interfaces: [{ id: 'S', network: 'unknown' }] }] }
    assert.equal(await status('POST', '/topology', wrong), 400)
    assert.deepEqual(controller.state(), before)
  })

  test('a part of it is told by PUT, as the newer controllers have it; the older take all by PUT alone', async context => {
    await ask('POST', '/topology', all)
    assert.equal(await status('PUT', '/topology', { networks: [network('M').network] }), 200)
    assert.equal((await ask('GET', '/topology')).body.networks.length, 2)
    const older = await startController({ dialect: 'bsn-v1.1' })
    context.after(() => older.stop())
    const askOlder = clientOf(older)
    assert.equal((await askOlder('POST', '/topology', all)).status, 405)
    assert.equal((await askOlder('PUT', '/topology', all)).status, 200)
  })
})

describe('the consistency hash', () => {
  const match = (hash: string) => ({ 'x-bsn-bvs-hash-match': hash })

  test('is told by each answer, and asked for by each request that carries one', async () => {
    const made = await ask('POST', '/tenants', { tenant_id: 'T', tenant_name: 'demo' }, match(''))
    const hash = made.headers.get('x-bsn-bvs-hash-match') ?? ''
    assert.equal(hash, controller.hash())
    assert.equal(await status('POST', '/tenants/T/networks', network('N'), match('other,1')), 409)
    assert.equal(await status('GET', '/health', '', match('INCONSISTENT,INCONSISTENT')), 409)
    assert.equal(await status('GET', '/health', '', match(hash)), 200)
    assert.equal(await status('GET', '/capabilities', '', match('other,1')), 200)
    assert.equal(await status('POST', '/topology', { networks: [] }, match('other,1')), 200)
  })

  test('is passed over by a controller that does not offer it', async context => {
    const plain = await startController({ dialect: 'bsn-v2.0', capabilities: [] })
    context.after(() => plain.stop())
    const health = await clientOf(plain)('GET', '/health', '', match('other,1'))
    assert.deepEqual([health.status, health.headers.get('x-bsn-bvs-hash-match')], [200, null])
    const without = await clientOf(plain)('PUT', '/tenants/T/floatingips/F', { id: 'F' })
    assert.equal(without.status, 404)
  })
})

test('switches are looked up', async () => {
  assert.deepEqual([await status('GET', '/switches/host-1'), await status('GET', '/switches/host-2')], [200, 404])
})

test('wrong requests are refused, odd ones are complained of', async () => {
  assert.equal(await status('POST', '/tenants', 'text'), 400)
  assert.equal(await status('PATCH', '/tenants', {}), 405)
  assert.equal(await status('POST', '/elsewhere', {}), 404)
  controller.forgetRequests()
  const headers = { 'content-type': 'application/json', connection: 'close' }
  await fetch(`${controller.url}${controller.base}/health`, { headers })
  assert.deepEqual(controller.requests()[0]?.complaints, [
    'no header out of neutronproxy-agent',
    'the header Accept is not application/json',
    'GET carries "", not ',
  ])
})
