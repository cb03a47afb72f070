import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused, uuid } from '../testdata/lab.ts'
import { openField } from './testdata/field.ts'

const fault = async (doing: Promise<unknown>) => {
  const [first] = await refused(doing)
  return [first?.name, first?.message]
}

async function simple(context: Parameters<typeof openField>[0], settings = {}) {
  const field = await openField(context, settings)
  const network = await field.newNetwork()
  await field.subnet(network, '10.0.0.0/24')
  return { ...field, network }
}

test('a port has a MAC address of its own', async t => {
  const { network, port } = await simple(t, { base_mac: 'fa:16:3e:77:00:00' })
  const { mac_address } = await port(network)
  assert.match(mac_address, /^fa:16:3e:77(:[0-9a-f]{2}){2}$/)
})

test('a MAC address is the only one on its network, and can be on another one', async t => {
  const field = await simple(t)
  const mac_address = 'fa:16:3e:00:00:01'
  await field.port(field.network, { mac_address })
  assert.deepEqual(await fault(field.port(field.network, { mac_address })), [
    'MacAddressInUse',
    `Unable to complete operation for network ${field.network}. The mac address ${mac_address} is in use.`,
  ])
  assert.equal((await field.port(await field.newNetwork(), { mac_address })).mac_address, mac_address)
})

test('a MAC address changes while the port is not plugged in, and null makes a new one', async t => {
  const field = await simple(t)
  const port = await field.port(field.network, { mac_address: 'fa:16:3e:00:00:01' })
  const other = await field.port(field.network)
  assert.equal((await fault(field.change(port.id, { mac_address: other.mac_address })))[0], 'MacAddressInUse')
  assert.notEqual((await field.change(port.id, { mac_address: null })).mac_address, port.mac_address)
  await field.change(port.id, { 'binding:host_id': 'h' })
  const bound = await field.lab.row('Port', port.id)
  const mac_address = 'fa:16:3e:00:00:09'
  assert.deepEqual(await fault(field.change(port.id, { mac_address })), [
    'PortBound',
    `Unable to complete operation on port ${port.id}, port is already bound, port type: ovs, old_mac ${bound?.['mac_address']}, new_mac ${mac_address}.`,
  ])
})

test('a physical function gives its MAC address back when its port is let go', async t => {
  const field = await simple(t)
  const given = {
    mac_address: 'fa:16:3e:00:00:01',
    device_id: 'vm',
    device_owner: 'compute:nova',
    'binding:vnic_type': 'direct-physical',
    'binding:host_id': 'h',
  }
  const port = await field.port(field.network, given)
  const free = await field.change(port.id, { device_id: '', device_owner: '', 'binding:host_id': null })
  assert.notEqual(free.mac_address, port.mac_address)
})

test('a port that is a whole device has the MAC address of the device that it is bound to', async t => {
  const field = await simple(t)
  const device_mac_address = '00-11-22-33-44-55'
  const bound = {
    'binding:vnic_type': 'direct-physical',
    'binding:host_id': 'h',
    'binding:profile': { device_mac_address },
  }
  const port = await field.port(field.network, bound)
  assert.equal(port.mac_address, '00:11:22:33:44:55')
  assert.equal((await fault(field.port(field.network, bound)))[0], 'MacAddressInUse')
  const free = await field.change(port.id, { 'binding:host_id': '', 'binding:profile': {} })
  assert.match(free.mac_address, /^fa:16:3e/)
  assert.equal((await field.change(port.id, bound)).mac_address, '00:11:22:33:44:55')
})

test('a port of a network that is not there, or not for the caller, is refused as if there were none', async t => {
  const field = await simple(t)
  const missing = `Network ${uuid(1)} could not be found.`
  assert.deepEqual(await fault(field.port(uuid(1))), ['NetworkNotFound', missing])
  const stranger = field.lab.member('stranger')
  const foreign = field.lab.create(stranger, 'Port', { network_id: field.network })
  assert.deepEqual(await fault(foreign), ['NetworkNotFound', `Network ${field.network} could not be found.`])
})

test('on a shared network a member chooses subnets, but neither addresses nor MAC address nor port security', async t => {
  const field = await openField(t)
  const network = await field.newNetwork({ shared: true })
  const subnet_id = await field.subnet(network, '10.0.0.0/24')
  const guest = field.lab.member('guest')
  const create = (more = {}) => field.lab.create(guest, 'Port', { network_id: network, ...more })
  assert.equal((await create())['project_id'], 'guest')
  await create({ fixed_ips: [{ subnet_id }] })
  const denied = [
    { fixed_ips: [{ ip_address: '10.0.0.9' }] },
    { fixed_ips: [{ subnet_id, ip_address: '10.0.0.9' }] },
    { mac_address: 'fa:16:3e:00:00:09' },
    { port_security_enabled: false },
    { allowed_address_pairs: [{ ip_address: '10.0.0.9' }] },
    { device_owner: 'network:dhcp' },
    { 'binding:host_id': 'h' },
  ]
  for (const more of denied) {
    const [first] = await refused(create(more))
    assert.equal(first?.code, 'attribute.denied', JSON.stringify(more))
  }
  await create({ device_owner: 'compute:nova' })
})

test('the owner of the network may say all that, but not who is bound where', async t => {
  const field = await simple(t)
  const { lab, member, network } = field
  const given = {
    network_id: network,
    fixed_ips: [{ ip_address: '10.0.0.9' }],
    mac_address: 'fa:16:3e:00:00:09',
    port_security_enabled: true,
    allowed_address_pairs: [{ ip_address: '10.0.0.99' }],
    device_owner: 'network:dhcp',
  }
  const { allowed_address_pairs: _, ...trusted } = given
  await lab.create(member, 'Port', trusted)
  const [first] = await refused(lab.create(member, 'Port', { network_id: network, 'binding:host_id': 'h' }))
  assert.equal(first?.code, 'attribute.denied')
})

test('the owner of a network sees the ports of others on it, and nobody else does', async t => {
  const field = await openField(t)
  const { lab } = field
  const network = await field.newNetwork({ shared: true })
  const { id } = await lab.create(lab.member('guest'), 'Port', { network_id: network })
  assert.equal((await lab.show(field.member, 'Port', String(id)))['id'], id)
  assert.equal((await lab.show(lab.reader('guest'), 'Port', String(id)))['id'], id)
  await refused(lab.show(lab.member('third'), 'Port', String(id)))
})

test('a port that a member makes for a router of another project is refused', async t => {
  const field = await simple(t)
  const { lab, member, network } = field
  const router = await lab.create(lab.member('other'), 'Router', {})
  const given = { network_id: network, device_owner: 'network:router_interface', device_id: router['id']! }
  assert.equal((await fault(lab.create(member, 'Port', given)))[0], 'DeviceIDNotOwnedByTenant')
})

test('DHCP options are known by name and version: null takes one away, what is not said stays', async t => {
  const field = await simple(t)
  const port = await field.port(field.network, {
    extra_dhcp_opts: [
      { opt_name: 'mtu', opt_value: '1400' },
      { opt_name: 'mtu', opt_value: '1500', ip_version: 6 },
      { opt_name: 'router', opt_value: '' },
      { opt_name: 'domain-name', opt_value: '' },
    ],
  })
  assert.deepEqual(port.extra_dhcp_opts, [
    { opt_name: 'mtu', opt_value: '1400', ip_version: 4 },
    { opt_name: 'mtu', opt_value: '1500', ip_version: 6 },
    { opt_name: 'router', opt_value: '', ip_version: 4 },
  ])
  const changed = await field.change(port.id, {
    extra_dhcp_opts: [
      { opt_name: 'mtu', opt_value: null },
      { opt_name: 'router', opt_value: '10.0.0.9' },
      { opt_name: 'tftp-server', opt_value: '10.0.0.8' },
    ],
  })
  assert.deepEqual(changed.extra_dhcp_opts, [
    { opt_name: 'mtu', opt_value: '1500', ip_version: 6 },
    { opt_name: 'router', opt_value: '10.0.0.9', ip_version: 4 },
    { opt_name: 'tftp-server', opt_value: '10.0.0.8', ip_version: 4 },
  ])
})

test('addresses are named after the port, or after themselves', async t => {
  const field = await simple(t, { dns_domain: 'cloud.example.' })
  const { lab, network } = field
  const shown = async (given: Parameters<typeof field.port>[1]) => {
    const { id } = await field.port(network, given)
    return (await lab.show(lab.admin, 'Port', id))['dns_assignment']
  }
  const fixed_ips = [{ ip_address: '10.0.0.5' }]
  assert.deepEqual(await shown({ fixed_ips }), [
    { ip_address: '10.0.0.5', hostname: 'host-10-0-0-5', fqdn: 'host-10-0-0-5.cloud.example.' },
  ])
  assert.deepEqual(await shown({ fixed_ips: [{ ip_address: '10.0.0.6' }], dns_name: 'WWW' }), [
    { ip_address: '10.0.0.6', hostname: 'www', fqdn: 'www.cloud.example.' },
  ])
})

test('names that are none are refused', async t => {
  const field = await simple(t, { dns_domain: 'cloud.example.' })
  for (const dns_name of ['-x', 'a..b', 'x'.repeat(64), 'a b', 'a.1', 'x.elsewhere.'])
    assert.equal((await fault(field.port(field.network, { dns_name })))[0], 'HTTPBadRequest', dns_name)
  assert.deepEqual(await fault(field.port(field.network, { dns_domain: 'example' })), [
    'HTTPBadRequest',
    "Invalid input for dns_domain. Reason: 'example' is not a FQDN.",
  ])
})

test('a port that a router holds does not go by itself', async t => {
  const field = await openField(t)
  const { lab } = field
  const network = await field.newNetwork()
  const subnet_id = await field.subnet(network, '10.0.0.0/24')
  const router = String((await lab.create(lab.admin, 'Router', { project_id: 'p' }))['id'])
  await lab.action(lab.admin, 'Router', router, 'add_router_interface', { subnet_id })
  const [held] = await lab.list(lab.admin, 'Port', { attribute: 'device_id', in: [router] })
  const id = String(held?.['id'])
  assert.deepEqual(await fault(lab.remove(lab.admin, 'Port', id)), [
    'ServicePortInUse',
    `Port ${id} cannot be deleted directly via the port API: has device owner network:router_interface.`,
  ])
  const stale = await field.port(network, { device_owner: 'network:router_interface', device_id: uuid(7) })
  await lab.remove(lab.admin, 'Port', stale.id)
  assert.equal(await lab.row('Port', stale.id), undefined)
})
