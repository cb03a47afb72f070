/** Ports as OpenStack's clients meet them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cloud, type Got, type Person, projectId, said, startCloud } from './cloud.ts'

let cloud: Cloud
let demo: Person

before(async () => {
  cloud = await startCloud({
    networking: {
      dns_domain: 'peer.example.',
      binding: {
        hosts: ['host-1', 'host-2'],
        vif_details: { connectivity: 'l2', port_filter: true, ovs_hybrid_plug: null, datapath_type: 'system' },
      },
    },
  })
  demo = cloud.as('demo')
})
after(() => cloud.stop())

/** Status, class and message of a refusal. */
const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const details = { connectivity: 'l2', port_filter: true, ovs_hybrid_plug: null, datapath_type: 'system' }

/** A network with an IPv4 subnet and one where machines make up their IPv6 addresses. */
async function place(person: Person, more: object = {}) {
  const network = await person.make('/networks', { network: { name: 'n', ...more } })
  const subnet = (given: object) => person.make('/subnets', { subnet: { network_id: network.id, ...given } })
  const four = await subnet({ ip_version: 4, cidr: '10.1.0.0/24' })
  const slaac = { ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
  const six = await subnet({ ip_version: 6, cidr: '2001:db8:1::/64', ...slaac })
  return { network, four, six }
}

const newPort = (person: Person, network: { readonly id: string }, more: object = {}) =>
  person.make('/ports', { port: { network_id: network.id, ...more } })

test('ports that are made at the same time have names of their own on a host, which are eleven characters of their ids', async () => {
  const { network } = await place(demo)
  const ports = Array.from({ length: 20 }, () => ({ network_id: network.id }))
  const { status, body } = await demo.post('/ports', { ports })
  assert.equal(status, 201)
  assert.equal(new Set(body.ports.map((port: Got['body']) => port.id.slice(0, 11))).size, ports.length)
})

const slaacAddress = (mac: string) => {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = mac.split(':')
  const words = [(Number.parseInt(a, 16) ^ 2).toString(16) + b, `${c}ff`, `fe${d}`, e + f]
  return `2001:db8:1:0:${words.map(word => Number.parseInt(word, 16).toString(16)).join(':')}`
}

/** What a member is shown of a port of which no more is known than its network and addresses. */
function plain(port: Got['body'], four: string, six: string) {
  const name = (ip_address: string) => {
    const hostname = `host-${ip_address.replaceAll(/[.:]/g, '-')}`
    return { ip_address, hostname, fqdn: `${hostname}.peer.example.` }
  }
  const fixed_ips = [
    { subnet_id: four, ip_address: port.fixed_ips[0].ip_address },
    { subnet_id: six, ip_address: slaacAddress(port.mac_address) },
  ]
  return {
    id: port.id,
    name: '',
    network_id: port.network_id,
    tenant_id: projectId('demo'),
    mac_address: port.mac_address,
    admin_state_up: true,
    status: 'DOWN',
    device_id: '',
    device_owner: '',
    fixed_ips,
    project_id: projectId('demo'),
    port_security_enabled: true,
    qos_policy_id: null,
    propagate_uplink_status: true,
    device_profile: null,
    numa_affinity_policy: null,
    security_groups: port.security_groups,
    'binding:vnic_type': 'normal',
    allowed_address_pairs: [],
    extra_dhcp_opts: [],
    description: '',
    qos_network_policy_id: null,
    data_plane_status: null,
    dns_name: '',
    dns_assignment: fixed_ips.map(({ ip_address }) => name(ip_address)),
    dns_domain: '',
    ip_allocation: 'immediate',
    tags: [],
    created_at: port.created_at,
    updated_at: port.updated_at,
    revision_number: port.revision_number,
  }
}

test('a port is answered field by field as Neutron answers it', async () => {
  const { network, four, six } = await place(demo)
  const port = await newPort(demo, network)
  assert.match(port.mac_address, /^fa:16:3e(:[0-9a-f]{2}){3}$/)
  assert.match(port.created_at, second)
  assert.equal(port.security_groups.length, 1)
  assert.deepEqual(port, plain(port, four.id, six.id))
  assert.deepEqual((await demo.get(`/ports/${port.id}`)).body.port, port)
})

test('an administrator sees the binding too', async () => {
  const { network } = await place(demo)
  const { id } = await newPort(demo, network)
  const port = (await cloud.admin.get(`/ports/${id}`)).body.port
  const binding = Object.fromEntries(Object.entries(port).filter(([name]) => name.startsWith('binding:')))
  assert.deepEqual(binding, {
    'binding:host_id': '',
    'binding:vnic_type': 'normal',
    'binding:profile': {},
    'binding:vif_type': 'unbound',
    'binding:vif_details': {},
  })
  assert.equal(port.resource_request, null)
})

test('a port is made with all that can be said of it', async () => {
  const { network, four, six } = await place(demo)
  const group = await demo.make('/security-groups', { security_group: { name: 'web' } })
  const given = {
    name: 'p1',
    device_id: 'vm1',
    device_owner: 'compute:nova',
    security_groups: [group.id],
    allowed_address_pairs: [{ ip_address: '10.1.0.250' }],
    extra_dhcp_opts: [{ opt_name: 'mtu', opt_value: '1400' }],
    fixed_ips: [{ subnet_id: four.id, ip_address: '10.1.0.20' }],
  }
  const port = await newPort(demo, network, given)
  assert.deepEqual(port, {
    ...plain(port, four.id, six.id),
    ...given,
    fixed_ips: [...given.fixed_ips, { subnet_id: six.id, ip_address: slaacAddress(port.mac_address) }],
    allowed_address_pairs: [{ mac_address: port.mac_address, ip_address: '10.1.0.250' }],
    extra_dhcp_opts: [{ opt_name: 'mtu', opt_value: '1400', ip_version: 4 }],
  })
})

test('a port is made without addresses of its own, and without security', async () => {
  const { network } = await place(demo)
  const bare = await newPort(demo, network, { fixed_ips: [] })
  assert.deepEqual([bare.fixed_ips.length, bare.ip_allocation], [1, 'none'])
  const open = await newPort(demo, network, { port_security_enabled: false, security_groups: [] })
  assert.deepEqual([open.port_security_enabled, open.security_groups], [false, []])
})

test('many ports are made at once on a network where machines make up addresses, or none', async () => {
  const { network, four } = await place(demo)
  const many = (...ports: readonly object[]) =>
    demo.post('/ports', { ports: ports.map(port => ({ network_id: network.id, ...port })) })
  const made = await many({ name: 'x1' }, { name: 'x2' })
  assert.equal(made.status, 201)
  assert.deepEqual(
    made.body.ports.map((port: Got['body']) => [port.name, port.fixed_ips.length]),
    [
      ['x1', 2],
      ['x2', 2],
    ],
  )
  const fixed_ips = [{ subnet_id: four.id, ip_address: '10.1.0.77' }]
  assert.deepEqual(said(await many({ name: 'x3', fixed_ips }, { name: 'x4', fixed_ips })), [
    409,
    'IpAddressAlreadyAllocated',
    `IP address 10.1.0.77 already allocated in subnet ${four.id}`,
  ])
  assert.deepEqual((await demo.get(`/ports?network_id=${network.id}&name=x3`)).body.ports, [])
})

test('an administrator binds a port, and where nobody offers the host that fails with 200', async () => {
  const { network } = await place(demo)
  const { id } = await newPort(demo, network, { device_owner: 'compute:nova' })
  const bind = (port: object) => cloud.admin.put(`/ports/${id}`, { port })
  const bound = await bind({ 'binding:host_id': 'host-1', 'binding:profile': { a: 'b' } })
  assert.equal(bound.status, 200)
  const shown = ({ body: { port } }: Got) => [
    port['binding:host_id'],
    port['binding:profile'],
    port['binding:vif_type'],
    port['binding:vif_details'],
    port.status,
  ]
  assert.deepEqual(shown(bound), ['host-1', { a: 'b' }, 'ovs', details, 'DOWN'])
  const failed = await bind({ 'binding:host_id': 'nohost' })
  assert.deepEqual([failed.status, ...shown(failed)], [200, 'nohost', { a: 'b' }, 'binding_failed', {}, 'DOWN'])
  for (const host of [null, ''])
    assert.deepEqual(shown(await bind({ 'binding:host_id': host, 'binding:profile': {} })), [
      '',
      {},
      'unbound',
      {},
      'DOWN',
    ])
  const long = await bind({ 'binding:profile': { a: 'x'.repeat(4096) } })
  assert.deepEqual(said(long), [400, 'InvalidInput', 'Invalid input for operation: binding:profile value too large.'])
})

test('a port is bound as it is made', async () => {
  const { network } = await place(demo)
  const port = await newPort(cloud.admin, network, { 'binding:host_id': 'nohost', device_owner: 'compute:nova' })
  assert.deepEqual([port['binding:host_id'], port['binding:vif_type']], ['nohost', 'binding_failed'])
})

test('a member does not bind', async () => {
  const { network } = await place(demo)
  const { id } = await newPort(demo, network)
  const { status, body } = await demo.put(`/ports/${id}`, { port: { 'binding:host_id': 'h' } })
  assert.deepEqual([status, body.NeutronError.type], [403, 'PolicyNotAuthorized'])
})

test('ports are found as Nova looks for them', async () => {
  const { network } = await place(demo)
  const group = await demo.make('/security-groups', { security_group: { name: 'web' } })
  const given = { device_id: 'vm-7', device_owner: 'compute:nova', security_groups: [group.id] }
  const { id } = await newPort(demo, network, { ...given, fixed_ips: [{ ip_address: '10.1.0.20' }] })
  await newPort(demo, network)
  await cloud.admin.put(`/ports/${id}`, { port: { 'binding:host_id': 'host-2' } })
  const found = async (query: string) =>
    (await cloud.admin.get(`/ports?network_id=${network.id}&${query}&fields=id`)).body.ports
  for (const query of [
    'device_id=vm-7',
    `device_id=vm-7&tenant_id=${projectId('demo')}`,
    'device_owner=compute:nova',
    'binding:host_id=host-2',
    'fixed_ips=ip_address%3D10.1.0.20',
    'fixed_ips=ip_address_substr%3D1.0.20',
    `security_groups=${group.id}`,
  ])
    assert.deepEqual(await found(query), [{ id }], query)
  assert.deepEqual(await found('fixed_ips=ip_address%3D10.1.0.99'), [])
})

test('fields that are asked for are all that is answered', async () => {
  const { network } = await place(demo)
  const { id } = await newPort(demo, network, { device_id: 'vm-8' })
  const { body } = await demo.get('/ports?device_id=vm-8&fields=id&fields=status')
  assert.deepEqual(body, { ports: [{ id, status: 'DOWN' }] })
})

test('bad ports are refused in the words of Neutron', async () => {
  const { network, four } = await place(demo)
  const port = await newPort(demo, network, { fixed_ips: [{ ip_address: '10.1.0.20' }] })
  const refusal = async (more: object) => said(await demo.post('/ports', { port: { network_id: network.id, ...more } }))
  assert.deepEqual(await refusal({ fixed_ips: [{ ip_address: '10.1.0.20' }] }), [
    409,
    'IpAddressAlreadyAllocated',
    `IP address 10.1.0.20 already allocated in subnet ${four.id}`,
  ])
  assert.deepEqual(await refusal({ mac_address: port.mac_address }), [
    409,
    'MacAddressInUse',
    `Unable to complete operation for network ${network.id}. The mac address ${port.mac_address} is in use.`,
  ])
  assert.deepEqual(await refusal({ fixed_ips: [{ ip_address: '172.31.0.1' }] }), [
    400,
    'InvalidIpForNetwork',
    'IP address 172.31.0.1 is not a valid IP for any of the subnets on the specified network.',
  ])
  assert.deepEqual(await refusal({ security_groups: ['00000000-0000-4000-8000-000000000000'] }), [
    404,
    'SecurityGroupNotFound',
    'Security group 00000000-0000-4000-8000-000000000000 does not exist',
  ])
  assert.deepEqual(await refusal({ network_id: '00000000-0000-4000-8000-000000000000' }), [
    404,
    'NetworkNotFound',
    'Network 00000000-0000-4000-8000-000000000000 could not be found.',
  ])
  assert.deepEqual(said(await demo.put(`/ports/${port.id}`, { port: { network_id: network.id } })), [
    400,
    'HTTPBadRequest',
    'Cannot update read-only attribute network_id',
  ])
})

test('a full subnet is told in the words of Neutron', async () => {
  const network = await demo.make('/networks', { network: {} })
  await demo.make('/subnets', { subnet: { network_id: network.id, ip_version: 4, cidr: '10.7.0.0/30' } })
  await newPort(demo, network)
  assert.deepEqual(said(await demo.post('/ports', { port: { network_id: network.id } })), [
    409,
    'IpAddressGenerationFailure',
    `No more IP addresses available on network ${network.id}.`,
  ])
})

test('addresses, groups, options and names of a port change', async () => {
  const { network, four } = await place(demo)
  const port = await newPort(demo, network)
  const put = async (more: object) => (await demo.put(`/ports/${port.id}`, { port: more })).body.port
  const moved = await put({ fixed_ips: [{ subnet_id: four.id, ip_address: '10.1.0.99' }] })
  assert.deepEqual(
    moved.fixed_ips.map((fixed: Got['body']) => fixed.ip_address),
    ['10.1.0.99', slaacAddress(port.mac_address)],
  )
  assert.deepEqual((await put({ security_groups: [] })).security_groups, [])
  assert.equal((await put({ dns_name: 'WWW' })).dns_assignment[0].fqdn, 'www.peer.example.')
  const options = await put({ extra_dhcp_opts: [{ opt_name: 'mtu', opt_value: '1400' }] })
  assert.deepEqual(options.extra_dhcp_opts, [{ opt_name: 'mtu', opt_value: '1400', ip_version: 4 }])
  assert.deepEqual((await put({ extra_dhcp_opts: [{ opt_name: 'mtu', opt_value: null }] })).extra_dhcp_opts, [])
})

test('next-fit allocation goes on after a restart, and no address is given twice', async () => {
  const { network } = await place(demo)
  const first = await newPort(demo, network)
  await cloud.restart()
  const next = await newPort(demo, network)
  assert.deepEqual(
    [first, next].map(port => port.fixed_ips[0].ip_address),
    ['10.1.0.2', '10.1.0.3'],
  )
})

test('a port without owner goes; one of a router does not', async () => {
  const { network, four } = await place(demo)
  const router = await demo.make('/routers', { router: {} })
  await demo.put(`/routers/${router.id}/add_router_interface`, { subnet_id: four.id })
  const [held] = (await demo.get(`/ports?device_id=${router.id}`)).body.ports
  assert.deepEqual(said(await demo.delete(`/ports/${held.id}`)), [
    409,
    'ServicePortInUse',
    `Port ${held.id} cannot be deleted directly via the port API: has device owner network:router_interface.`,
  ])
  const { id } = await newPort(demo, network)
  assert.equal((await demo.delete(`/ports/${id}`)).status, 204)
  assert.deepEqual(said(await demo.get(`/ports/${id}`)), [404, 'PortNotFound', `Port ${id} could not be found.`])
})
