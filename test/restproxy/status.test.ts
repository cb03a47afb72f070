/** What people are told of how far a change has come, and what servers are plugged into. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '../eventually.ts'
import { becomes, startLab } from './lab.ts'
import { plug, route, stage } from './stage.ts'

test('a port is BUILD until a controller has it, then ACTIVE; that of a router interface is ACTIVE at once', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  const { network, subnet } = await stage(lab)
  await lab.settled()
  const status = async (id: string) => (await lab.admin.get(`/ports/${id}`)).body.port.status
  await lab.controller.door('silent')
  const port = await plug(lab, network)
  assert.equal(port.status, 'BUILD')
  const router = await route(lab, [subnet])
  const { body } = await lab.admin.get(`/ports?device_id=${router.id}`)
  assert.equal(body.ports[0].status, 'ACTIVE')
  assert.equal(await status(port.id), 'BUILD')
  await lab.controller.door('open')
  await lab.settled()
  await eventually(async () => assert.equal(await status(port.id), 'ACTIVE'))
})

test('a network and a router are BUILD, then ACTIVE; what is changed does not go back to BUILD', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  await lab.controller.door('refuse')
  const { network } = await stage(lab)
  const router = await route(lab, [])
  assert.deepEqual([network.status, router.status], ['BUILD', 'BUILD'])
  await lab.controller.door('open')
  await lab.settled()
  const status = async () => [
    (await lab.admin.get(`/networks/${network.id}`)).body.network.status,
    (await lab.admin.get(`/routers/${router.id}`)).body.router.status,
  ]
  await eventually(async () => assert.deepEqual(await status(), ['ACTIVE', 'ACTIVE']))
  await lab.controller.door('refuse')
  await lab.demo.put(`/networks/${network.id}`, { network: { name: 'other' } })
  assert.deepEqual(await status(), ['ACTIVE', 'ACTIVE'])
})

test('with the ML2 driver a port without a host is not told: BUILD, and soon DOWN', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', configuration: { ports: { ml2: true } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const port = await plug(lab, network, { 'binding:host_id': '' })
  assert.equal(port.status, 'BUILD')
  await lab.settled()
  const status = async () => (await lab.admin.get(`/ports/${port.id}`)).body.port.status
  await eventually(async () => assert.equal(await status(), 'DOWN'))
  assert.ok(!lab.told().some(line => line.includes(port.id)))
  await lab.admin.put(`/ports/${port.id}`, { port: { 'binding:host_id': 'host-1' } })
  await lab.settled()
  await eventually(async () => assert.equal(await status(), 'ACTIVE'))
})

test('with the ML2 driver a port with a host is BUILD until a controller has it, as without', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', configuration: { ports: { ml2: true } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await lab.settled()
  await lab.controller.door('silent')
  const port = await plug(lab, network)
  assert.equal(port.status, 'BUILD')
  await lab.controller.door('open')
  await lab.settled()
  await becomes(lab, 'ports', port.id, 'ACTIVE')
})

test('what ports are plugged into is a matter of their host, also when they move', async context => {
  const lab = await startLab({ configuration: { vif: { type: 'ovs', overrides: { ivs: ['host-2', 'host-3'] } } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const { id, ...port } = await plug(lab, network)
  const type = async () => (await lab.admin.get(`/ports/${id}`)).body.port['binding:vif_type']
  const move = (host: string) => lab.admin.put(`/ports/${id}`, { port: { 'binding:host_id': host } })
  assert.equal(port['binding:vif_type'], 'ovs')
  await move('host-2')
  assert.equal(await type(), 'ivs')
  await move('host-1')
  assert.equal(await type(), 'ovs')
  const { body } = await lab.admin.get(
    `/ports?fields=binding:vif_type&network_id=${network.id}&device_owner=compute:nova`,
  )
  assert.deepEqual(body.ports, [{ 'binding:vif_type': 'ovs' }])
})

test('everything may be plugged into something else', async context => {
  const lab = await startLab({ configuration: { vif: { type: 'ivs' } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  assert.equal((await plug(lab, network))['binding:vif_type'], 'ivs')
})
