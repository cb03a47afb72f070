import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idIn, refused, uuid } from '../testdata/lab.ts'
import { openField } from './testdata/field.ts'

const vif_details = { port_filter: true, connectivity: 'l2' }
const settings = { binding: { hosts: ['h1', 'h2'], vif_type: 'ovs', vif_details } }

const fault = async (doing: Promise<unknown>) => {
  const [first] = await refused(doing)
  return [first?.name, first?.message, first?.status]
}

async function simple(context: Parameters<typeof openField>[0]) {
  const field = await openField(context, settings)
  const { lab } = field
  const network = await field.newNetwork()
  const compute = (more = {}) => field.port(network, { device_owner: 'compute:nova', ...more })
  const bind = (port_id: string, host: string, more = {}) =>
    lab.create(lab.admin, 'PortBinding', { port_id, host, ...more })
  const key = (port_id: string, host: string) => idIn(lab, 'PortBinding', { port_id, host })
  const activate = (port_id: string, host: string) =>
    lab.action(lab.admin, 'PortBinding', key(port_id, host), 'activate', {})
  /** Host, status and VIF type of each binding of a port. */
  const bindings = async (port_id: string) => {
    const rows = await lab.list(lab.admin, 'PortBinding', { attribute: 'port_id', in: [port_id] })
    return rows.map(row => [row['host'], row['status'], row['vif_type']])
  }
  return { ...field, network, compute, bind, key, activate, bindings }
}

const shown = (port: Record<string, unknown>) => [
  port['binding:host_id'],
  port['binding:vif_type'],
  port['binding:vif_details'],
  port['status'],
]

test('a port without a host is unbound', async t => {
  const { compute, bindings } = await simple(t)
  const port = await compute()
  assert.deepEqual(shown(port), ['', 'unbound', {}, 'DOWN'])
  assert.deepEqual(await bindings(port.id), [])
})

test('a port is plugged in where its host offers it, and has failed where not', async t => {
  const { compute, bindings, change } = await simple(t)
  const port = await compute({ 'binding:host_id': 'h1' })
  assert.deepEqual(shown(port), ['h1', 'ovs', vif_details, 'DOWN'])
  assert.deepEqual(await bindings(port.id), [['h1', 'ACTIVE', 'ovs']])
  const nowhere = await compute({ 'binding:host_id': 'nohost' })
  assert.deepEqual(shown(nowhere), ['nohost', 'binding_failed', {}, 'DOWN'])
  assert.deepEqual(shown(await change(nowhere.id, { 'binding:host_id': 'h2' })), ['h2', 'ovs', vif_details, 'DOWN'])
})

test('null and the empty text unbind', async t => {
  const { compute, bindings, change } = await simple(t)
  for (const host of [null, '']) {
    const { id } = await compute({ 'binding:host_id': 'h1' })
    assert.deepEqual(shown(await change(id, { 'binding:host_id': host })), ['', 'unbound', {}, 'DOWN'])
    assert.deepEqual(await bindings(id), [])
  }
})

test('another host, vNIC type or profile binds anew and takes the port down; nothing else does', async t => {
  const { compute, change, lab, bindings } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1', 'binding:profile': { a: 1 } })
  const wire = () =>
    lab.commit(lab.admin, async ({ tx }) => {
      const port = await tx.get(lab.kind('Port'), id)
      await tx.update(lab.kind('Port'), id, { ...port!.row, status: 'ACTIVE' })
    })
  for (const given of [
    { 'binding:host_id': 'h2' },
    { 'binding:vnic_type': 'direct' },
    { 'binding:profile': { a: 2 } },
    { 'binding:profile': null },
  ]) {
    await wire()
    assert.equal((await change(id, given))['status'], 'DOWN', JSON.stringify(given))
  }
  await wire()
  assert.equal((await change(id, { 'binding:host_id': 'h2', 'binding:profile': {} }))['status'], 'ACTIVE')
  assert.equal((await change(id, { name: 'x', device_id: 'vm' }))['status'], 'ACTIVE')
  assert.deepEqual(await bindings(id), [['h2', 'ACTIVE', 'ovs']])
})

test('a profile that is too long is refused', async t => {
  const { compute } = await simple(t)
  const message = 'Invalid input for operation: binding:profile value too large.'
  const profile = { 'binding:profile': { a: 'x'.repeat(4095) } }
  assert.deepEqual(await fault(compute(profile)), ['InvalidInput', message, 400])
})

test('the NUMA affinity policy of a bound port stays', async t => {
  const { compute, change } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1' })
  const [name, message] = await fault(change(id, { numa_affinity_policy: 'required' }))
  assert.equal(name, 'PortBoundNUMAAffinityPolicy')
  assert.equal(
    message,
    `Unable to complete operation on port ${id}, port is already bound to host h1, numa_affinity_policy value given required.`,
  )
})

test('a second binding is inactive until it is activated; then the first one lets go', async t => {
  const { compute, bind, bindings, activate, lab } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1', 'binding:profile': { a: 'b' } })
  const second = await bind(id, 'h2')
  assert.deepEqual([second['status'], second['vif_type'], second['vif_details']], ['INACTIVE', 'ovs', vif_details])
  assert.equal((await lab.row('Port', id))?.['binding:host_id'], 'h1')
  assert.deepEqual(await activate(id, 'h2'), {
    host: 'h2',
    vif_type: 'ovs',
    vif_details,
    vnic_type: 'normal',
    profile: {},
    status: 'ACTIVE',
  })
  assert.deepEqual(await bindings(id), [
    ['h1', 'INACTIVE', 'unbound'],
    ['h2', 'ACTIVE', 'ovs'],
  ])
  const port = await lab.row('Port', id)
  assert.deepEqual(shown(port!), ['h2', 'ovs', vif_details, 'DOWN'])
  assert.deepEqual(port?.['binding:profile'], {})
})

test('of activations at once one succeeds, and the others find it active', async t => {
  const { compute, bind, activate } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1' })
  await bind(id, 'h2')
  const answers = await Promise.allSettled([activate(id, 'h2'), activate(id, 'h2'), activate(id, 'h2')])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected', 'rejected'])
  assert.deepEqual(await fault(activate(id, 'h2')), [
    'PortBindingAlreadyActive',
    `Binding for port ${id} on host h2 is already active.`,
    409,
  ])
})

test('the binding of a port that had none is active, and the port shows it', async t => {
  const { compute, bind, lab } = await simple(t)
  const { id } = await compute()
  assert.equal((await bind(id, 'h1', { profile: { a: 'b' } }))['status'], 'ACTIVE')
  const port = await lab.row('Port', id)
  assert.deepEqual(shown(port!), ['h1', 'ovs', vif_details, 'DOWN'])
  assert.deepEqual(port?.['binding:profile'], { a: 'b' })
})

test('bindings that cannot be are refused in the words of Neutron', async t => {
  const { compute, bind, field, network } = await simple(t).then(all => ({ ...all, field: all }))
  const { id } = await compute({ 'binding:host_id': 'h1' })
  assert.deepEqual(await fault(bind(id, 'h1')), [
    'PortBindingAlreadyExists',
    `Binding for port ${id} on host h1 already exists.`,
    409,
  ])
  assert.deepEqual(await fault(bind(id, 'nohost')), [
    'PortBindingError',
    `Binding for port ${id} on host nohost could not be created or updated.`,
    500,
  ])
  const plain = await field.port(network)
  assert.deepEqual(await fault(bind(plain.id, 'h1')), [
    'BadRequest',
    `Bad port request: Invalid port ${plain.id}. Operation only valid on compute ports.`,
    400,
  ])
  assert.deepEqual(await fault(bind(uuid(1), 'h1')), ['PortNotFound', `Port ${uuid(1)} could not be found.`, 404])
})

test('members have nothing to do with bindings', async t => {
  const { compute, lab, member } = await simple(t)
  const { id } = await compute()
  const [first] = await refused(lab.create(member, 'PortBinding', { port_id: id, host: 'h1' }))
  assert.equal(first?.status, 403)
})

test('a changed active binding is what the port shows; an inactive one changes for itself', async t => {
  const { compute, bind, key, lab } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1' })
  await bind(id, 'h2')
  await lab.update(lab.admin, 'PortBinding', key(id, 'h2'), { profile: { at: 2 } })
  assert.deepEqual((await lab.row('Port', id))?.['binding:profile'], {})
  await lab.update(lab.admin, 'PortBinding', key(id, 'h1'), { vnic_type: 'direct', profile: { at: 1 } })
  const port = await lab.row('Port', id)
  assert.deepEqual([port?.['binding:vnic_type'], port?.['binding:profile']], ['direct', { at: 1 }])
  assert.deepEqual((await lab.row('PortBinding', key(id, 'h2')))?.['profile'], { at: 2 })
})

test('a port without its active binding is unbound; an inactive one leaves no trace', async t => {
  const { compute, bind, key, bindings, lab } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1' })
  await bind(id, 'h2')
  await lab.remove(lab.admin, 'PortBinding', key(id, 'h2'))
  assert.equal((await lab.row('Port', id))?.['binding:host_id'], 'h1')
  await lab.remove(lab.admin, 'PortBinding', key(id, 'h1'))
  assert.deepEqual(shown((await lab.row('Port', id))!), ['', 'unbound', {}, 'DOWN'])
  assert.deepEqual(await bindings(id), [])
})

test('the active binding goes with the port to a host, and takes the place of an inactive one there', async t => {
  const { compute, bind, bindings, change } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1' })
  await bind(id, 'h2')
  await change(id, { 'binding:host_id': 'h2' })
  assert.deepEqual(await bindings(id), [['h2', 'ACTIVE', 'ovs']])
})

test('bindings go with their port', async t => {
  const { compute, bind, bindings, lab } = await simple(t)
  const { id } = await compute({ 'binding:host_id': 'h1' })
  await bind(id, 'h2')
  await lab.remove(lab.admin, 'Port', id)
  assert.deepEqual(await bindings(id), [])
})

test('on hosts with a type of their own a port is plugged into that, and into the usual one elsewhere', async t => {
  const overrides = { ivs: ['h2', 'h3'], vhostuser: ['h4'] }
  const field = await openField(t, { binding: { vif_type: 'ovs', vif_details, overrides } })
  const network = await field.newNetwork()
  const types: unknown[] = []
  for (const host of ['h1', 'h2', 'h3', 'h4', 'h5']) {
    const port = await field.port(network, { device_owner: 'compute:nova' })
    const bound = await field.lab.update(field.lab.admin, 'Port', String(port['id']), { 'binding:host_id': host })
    types.push(bound['binding:vif_type'])
    assert.deepEqual(bound['binding:vif_details'], vif_details)
  }
  assert.deepEqual(types, ['ovs', 'ivs', 'ivs', 'vhostuser', 'ovs'])
})

test('a port that moves is plugged into what its new host has', async t => {
  const field = await openField(t, { binding: { vif_type: 'ovs', vif_details, overrides: { ivs: ['h2'] } } })
  const { id } = await field.port(await field.newNetwork(), { device_owner: 'compute:nova', 'binding:host_id': 'h1' })
  const move = async (host: string) =>
    (await field.lab.update(field.lab.admin, 'Port', String(id), { 'binding:host_id': host }))['binding:vif_type']
  assert.deepEqual([await move('h2'), await move('h1')], ['ivs', 'ovs'])
})
