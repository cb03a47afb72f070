/** Ports as the ML2 driver told them. What they are plugged into is in switches.test.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsOf, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

test('a port carries its host, its network and the segment it is bound to, and follows its host', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', configuration: { ports: { ml2: true } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const { id } = await plug(lab, network)
  await lab.settled()
  const told = () => JSON.parse(lab.requests('PUT', new RegExp(`/ports/${id}/attachment$`)).at(-1)?.body ?? '{}').port
  assert.equal(told()['binding:host_id'], 'host-1')
  assert.equal(told().network.id, network.id)
  const { body } = await lab.admin.get(`/networks/${network.id}`)
  assert.equal(told().bound_segment.network_type, body.network['provider:network_type'])
  assert.equal(told().bound_segment.segmentation_id, body.network['provider:segmentation_id'])
  await lab.admin.put(`/ports/${id}`, { port: { 'binding:host_id': 'host-2' } })
  await lab.settled()
  assert.equal(told()['binding:host_id'], 'host-2')
})

test('a port that leaves its host is removed from the controller, and comes back with the next', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', configuration: { ports: { ml2: true } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const { id } = await plug(lab, network)
  await lab.settled()
  const ports = () => idsOf(lab.controller, 'ports')
  assert.deepEqual(ports(), [id])
  await lab.admin.put(`/ports/${id}`, { port: { 'binding:host_id': '' } })
  await lab.settled()
  assert.deepEqual(ports(), [])
  await lab.admin.put(`/ports/${id}`, { port: { 'binding:host_id': 'host-2' } })
  await lab.settled()
  assert.deepEqual(ports(), [id])
})

test('routers and floating IPs are not told', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', configuration: { ports: { ml2: true } } })
  context.after(() => lab.stop())
  await lab.demo.make('/routers', { router: { name: 'r' } })
  await lab.settled()
  assert.deepEqual(lab.told(), [])
})

test('a port of an external device carries the place it is at as it was given, and a switch of that name is asked for', async context => {
  const lab = await startLab({
    dialect: 'bsn-v1.1',
    controller: { switches: ['host-1', 'FF'] },
    configuration: { ports: { ml2: true } },
  })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const host = JSON.stringify({ type: 'vlan', chassis_id: 'FF', port_id: '1' })
  const port = await plug(lab, network, { device_owner: 'neutron:external_port', 'binding:host_id': host })
  await lab.settled()
  const [told] = lab.requests('PUT', new RegExp(`/ports/${port.id}/attachment$`))
  assert.equal(JSON.parse(told?.body ?? '{}').port['binding:host_id'], host)
  const asked = lab.requests('GET', /\/switches\//).map(({ path }) => path.split('/').at(-1))
  assert.deepEqual(
    asked.map((name = '') => decodeURIComponent(name)),
    [host],
  )
})
