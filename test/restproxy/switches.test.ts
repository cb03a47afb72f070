/** What ports are plugged into, where controllers know the switches of hosts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '../eventually.ts'
import { type Lab, type LabOptions, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

const ivs = ['ivs', { port_filter: true, ovs_hybrid_plug: false }]

const labWith = (vif: object = {}, more: LabOptions = {}) =>
  startLab({
    dialect: 'bsn-v1.1',
    controller: { switches: ['host-1', 'host-2'] },
    configuration: { ports: { ml2: true }, vif },
    ...more,
  })

const pluggedInto = (port: Record<string, unknown>) => [port['binding:vif_type'], port['binding:vif_details']]

const lookUps = (lab: Lab) => lab.requests('GET', /\/switches\//).map(({ path }) => path.split('/').at(-1))

test('a port is plugged into the switch of its host, and the controller is told so', async context => {
  const lab = await labWith()
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const port = await plug(lab, network)
  assert.deepEqual(pluggedInto(port), ivs)
  await lab.settled()
  const told = JSON.parse(lab.requests('PUT', /\/attachment$/).at(-1)?.body ?? '{}').port
  assert.deepEqual(pluggedInto(told), ivs)
  const other = await plug(lab, network, { device_id: 'vm-2', 'binding:host_id': 'host-9' })
  assert.equal(other['binding:vif_type'], 'ovs')
  await plug(lab, network, { device_id: 'vm-3' })
  assert.deepEqual(lookUps(lab), ['host-1', 'host-9'])
})

test('a port that moves, its bindings, and ports that are made at once follow their hosts', async context => {
  const lab = await labWith()
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const port = await plug(lab, network, { 'binding:host_id': 'host-9' })
  const { body } = await lab.admin.put(`/ports/${port.id}`, { port: { 'binding:host_id': 'host-1' } })
  assert.deepEqual(pluggedInto(body.port), ivs)
  const bound = await lab.admin.post(`/ports/${port.id}/bindings`, { binding: { host: 'host-2' } })
  assert.deepEqual([bound.body.binding?.vif_type, bound.body.binding?.vif_details], ivs, bound.text)
  const { project } = lab.demo
  const many = await lab.admin.post('/ports', {
    ports: ['host-1', 'host-2', 'host-8', 'host-7'].map(host => ({
      network_id: network.id,
      tenant_id: project,
      'binding:host_id': host,
    })),
  })
  assert.deepEqual(
    many.body.ports?.map((one: Record<string, unknown>) => one['binding:vif_type']),
    ['ivs', 'ivs', 'ovs', 'ovs'],
    many.text,
  )
})

test('nothing that was tried before the controller was asked is kept', async context => {
  const lab = await labWith()
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await plug(lab, network)
  const { journal } = lab.cloud.store
  const written = async (make: () => Promise<unknown>) => {
    const before = journal.head()
    await make()
    const entries = await journal.after(before, 1000, { plane: 'intent' })
    return entries.ok ? entries.value.map(({ kind, operation }) => `${operation} ${kind}`) : undefined
  }
  const asked = await written(() => plug(lab, network, { 'binding:host_id': 'host-2' }))
  assert.deepEqual(lookUps(lab), ['host-1', 'host-2'])
  assert.deepEqual(asked, await written(() => plug(lab, network, { 'binding:host_id': 'host-2' })))
  assert.equal(asked?.filter(entry => entry === 'create Port').length, 1)
})

test('with "only" a port cannot be bound to a host that is no switch; hosts that are named can', async context => {
  const lab = await labWith({ switches: 'only', overrides: { ovs: ['host-8'] } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  assert.equal((await plug(lab, network, { 'binding:host_id': 'host-9' }))['binding:vif_type'], 'binding_failed')
  assert.equal((await plug(lab, network, { 'binding:host_id': 'host-8' }))['binding:vif_type'], 'ovs')
  assert.deepEqual(lookUps(lab), ['host-9'])
})

test('a controller that is away holds no port up: it is bound as it was known, else as the settings say', async context => {
  const lab = await labWith({ switches: 'only' })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await plug(lab, network)
  await lab.controller.door('silent')
  await eventually(async () => assert.equal((await lab.report()).endpoints[0].health, 'down'))
  assert.deepEqual(pluggedInto(await plug(lab, network, { device_id: 'vm-2' })), ivs)
  assert.equal((await plug(lab, network, { 'binding:host_id': 'host-2' }))['binding:vif_type'], 'ovs')
})

test('while a controller does not answer, other writes go on', async context => {
  const lab = await labWith(
    {},
    {
      configuration: {
        ports: { ml2: true },
        health: { every: '10s', deadline: '8s', intact: 'never' },
        deadlines: { answer: '8s' },
      },
    },
  )
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await lab.settled()
  lab.controller.faults([{ path: '/switches/', silent: 'before', times: 1 }])
  let bound = false
  const slow = plug(lab, network).finally(() => {
    bound = true
  })
  await eventually(() => assert.deepEqual(lookUps(lab), ['host-1']))
  await lab.demo.make('/networks', { network: { name: 'meanwhile' } })
  assert.equal(bound, false, 'the network was made while the port waited for the controller')
  await lab.controller.restart()
  await slow
})

test('a port of an external device is plugged into a bridge on a VLAN network, and no switch is asked about', async context => {
  const lab = await labWith({}, { networking: { vlan_ranges: { physnet1: ['100:199'] } } })
  context.after(() => lab.stop())
  const network = async (type: string, more: object = {}) =>
    lab.admin.make('/networks', { network: { name: type, 'provider:network_type': type, ...more } })
  const vlan = await network('vlan', { 'provider:physical_network': 'physnet1', 'provider:segmentation_id': 150 })
  const tunnel = await network('vxlan')
  const external = { device_owner: 'neutron:external_port', 'binding:host_id': 'host-9' }
  const plugged = await plug(lab, vlan, external)
  const bridge = ['bridge', { port_filter: false, ovs_hybrid_plug: false }]
  assert.deepEqual(pluggedInto(plugged), bridge)
  assert.deepEqual(lookUps(lab), [])
  const moved = await lab.admin.put(`/ports/${plugged.id}`, { port: { 'binding:host_id': 'host-1' } })
  assert.deepEqual(pluggedInto(moved.body.port), bridge)
  assert.equal((await plug(lab, vlan, { ...external, 'binding:host_id': '' }))['binding:vif_type'], 'unbound')
  assert.equal((await plug(lab, tunnel, external))['binding:vif_type'], 'ovs')
  await lab.settled()
  const told = lab.requests('PUT', new RegExp(`${plugged.id}/attachment$`)).at(-1)
  assert.deepEqual(pluggedInto(JSON.parse(told?.body ?? '{}').port), bridge)
})
