/** Bindings of ports as Nova uses them to move machines. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cloud, said, startCloud } from './cloud.ts'

const vif_details = { connectivity: 'l2', port_filter: true, ovs_hybrid_plug: null, datapath_type: 'system' }

let cloud: Cloud

before(async () => {
  cloud = await startCloud({ networking: { binding: { hosts: ['host-1', 'host-2'], vif_details } } })
})
after(() => cloud.stop())

async function machine(more: object = {}) {
  const network = await cloud.admin.make('/networks', { network: {} })
  const given = { network_id: network.id, device_owner: 'compute:nova', 'binding:host_id': 'host-1', ...more }
  const { id } = await cloud.admin.make('/ports', { port: given })
  const url = `/ports/${id}/bindings`
  const port = async () => (await cloud.admin.get(`/ports/${id}`)).body.port
  return { id, url, port }
}

const bind = (url: string, host: string) => cloud.admin.post(url, { binding: { host } })

test('a machine moves: a second binding, its activation, and the end of the first', async () => {
  const { url, port } = await machine({ 'binding:profile': { a: 'b' } })
  const one = {
    host: 'host-1',
    vif_type: 'ovs',
    vnic_type: 'normal',
    status: 'ACTIVE',
    profile: { a: 'b' },
    vif_details,
  }
  const two = { host: 'host-2', vif_type: 'ovs', vnic_type: 'normal', status: 'INACTIVE', profile: {}, vif_details }
  assert.deepEqual((await cloud.admin.get(url)).body, { bindings: [one] })
  const made = await bind(url, 'host-2')
  assert.deepEqual([made.status, made.body], [201, { binding: two }])
  const active = await cloud.admin.put(`${url}/host-2/activate`)
  assert.deepEqual([active.status, active.body], [200, { ...two, status: 'ACTIVE' }])
  assert.deepEqual((await cloud.admin.get(url)).body.bindings, [
    { ...one, status: 'INACTIVE', vif_type: 'unbound', vif_details: {} },
    { ...two, status: 'ACTIVE' },
  ])
  assert.equal((await port())['binding:host_id'], 'host-2')
  assert.equal((await cloud.admin.delete(`${url}/host-1`)).status, 204)
  assert.deepEqual(said(await cloud.admin.delete(`${url}/host-1`)).slice(0, 2), [404, 'PortBindingNotFound'])
})

test('a binding is shown and changed', async () => {
  const { url, port } = await machine()
  assert.equal((await cloud.admin.get(`${url}/host-1`)).body.binding.status, 'ACTIVE')
  const changed = await cloud.admin.put(`${url}/host-1`, { binding: { vnic_type: 'direct', profile: { b: 1 } } })
  assert.deepEqual([changed.status, changed.body.binding.vnic_type], [200, 'direct'])
  assert.deepEqual((await port())['binding:profile'], { b: 1 })
})

test('of activations at once one is answered 200, the others that it is active', async () => {
  const { id, url } = await machine()
  await bind(url, 'host-2')
  const answers = await Promise.all(Array.from({ length: 8 }, () => cloud.admin.put(`${url}/host-2/activate`)))
  const statuses = answers.map(({ status }) => status).sort()
  assert.deepEqual(statuses, [200, ...Array.from({ length: 7 }, () => 409)])
  assert.deepEqual(said(answers.find(({ status }) => status === 409)!), [
    409,
    'PortBindingAlreadyActive',
    `Binding for port ${id} on host host-2 is already active.`,
  ])
})

test('bad bindings are refused in the words of Neutron', async () => {
  const { id, url } = await machine()
  assert.deepEqual(said(await bind(url, 'host-1')), [
    409,
    'PortBindingAlreadyExists',
    `Binding for port ${id} on host host-1 already exists.`,
  ])
  assert.deepEqual(said(await bind(url, 'nohost')), [
    500,
    'PortBindingError',
    `Binding for port ${id} on host nohost could not be created or updated.`,
  ])
  assert.deepEqual(said(await cloud.admin.get(`${url}/nohost`)), [
    404,
    'PortBindingNotFound',
    `Binding for port ${id} for host nohost could not be found.`,
  ])
  assert.deepEqual(said(await cloud.admin.put(`${url}/nohost/activate`)).slice(0, 2), [404, 'PortBindingNotFound'])
  const plain = await machine({ device_owner: '', 'binding:host_id': '' })
  assert.deepEqual(said(await bind(plain.url, 'host-1')), [
    400,
    'BadRequest',
    `Bad port request: Invalid port ${plain.id}. Operation only valid on compute ports.`,
  ])
})

test('Nova may bind as a service, members may not', async () => {
  const { url } = await machine()
  const asked = { binding: { host: 'host-2' } }
  assert.equal((await cloud.as('demo').post(url, asked)).status, 404)
  assert.equal((await cloud.as('service', 'service').post(url, asked)).status, 201)
})
