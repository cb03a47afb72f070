import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type Cloud, type Got, type Person, projectId, said, startCloud } from './cloud.ts'

const demoId = projectId('demo')
const adminId = projectId('admin')
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** What differs from one network to the next, taken away after a look at it. */
function stable(network: Got['body']) {
  const { id, created_at, updated_at, revision_number, ...rest } = network
  assert.match(id, uuid)
  assert.match(created_at, time)
  assert.match(updated_at, time)
  assert.ok(Number.isInteger(revision_number))
  return rest
}

/** A network of a project as its members see it. */
const plain = (name: string, project: string) => ({
  name,
  tenant_id: project,
  project_id: project,
  admin_state_up: true,
  mtu: 1450,
  status: 'ACTIVE',
  subnets: [],
  shared: false,
  port_security_enabled: true,
  qos_policy_id: null,
  dns_domain: '',
  'router:external': false,
  availability_zone_hints: [],
  availability_zones: [],
  ipv4_address_scope: null,
  ipv6_address_scope: null,
  description: '',
  l2_adjacency: true,
  tags: [],
})

suite('networks', () => {
  let cloud: Cloud
  let demo: Person
  before(async () => {
    cloud = await startCloud({ networking: { vlan_ranges: { physnet1: ['100:1999'], public: [] } } })
    demo = cloud.as('demo')
  })
  after(() => cloud.stop())

  test('a member makes one and sees all of it but what it is made of', async () => {
    const made = await demo.post('/networks', { network: { name: 'net1' } })
    assert.equal(made.status, 201)
    assert.deepEqual(stable(made.body.network), plain('net1', demoId))
    const shown = await demo.get(`/networks/${made.body.network.id}`)
    assert.deepEqual([shown.status, shown.body], [200, made.body])
    const seen = await cloud.admin.get(`/networks/${made.body.network.id}`)
    const provider = {
      'provider:network_type': 'vxlan',
      'provider:physical_network': null,
      'provider:segmentation_id': seen.body.network['provider:segmentation_id'],
    }
    assert.ok(provider['provider:segmentation_id'] >= 1)
    assert.deepEqual(stable(seen.body.network), { ...plain('net1', demoId), ...provider })
  })

  test('an administrator says what it is made of', async () => {
    const network = {
      name: 'prov',
      'provider:network_type': 'vlan',
      'provider:physical_network': 'physnet1',
      'provider:segmentation_id': 1200,
      mtu: 1400,
      'router:external': false,
      shared: false,
      port_security_enabled: false,
      dns_domain: 'example.org.',
      availability_zone_hints: [],
      description: 'd',
    }
    const made = await cloud.admin.post('/networks', { network })
    assert.deepEqual([made.status, stable(made.body.network)], [201, { ...plain('prov', adminId), ...network }])
    const again = await cloud.admin.post('/networks', { network })
    const inUse = 'Unable to create the network. The VLAN 1200 on physical network physnet1 is in use.'
    assert.deepEqual(said(again), [409, 'VlanIdInUse', inUse])
  })

  test('an external one is seen by all', async () => {
    const given = {
      name: 'pub',
      'router:external': true,
      is_default: true,
      'provider:network_type': 'flat',
      'provider:physical_network': 'public',
    }
    const made = await cloud.admin.post('/networks', { network: given })
    const expected = { ...plain('pub', adminId), ...given, mtu: 1500 }
    assert.deepEqual(stable(made.body.network), { ...expected, 'provider:segmentation_id': null })
    const listed = await demo.get('/networks?router:external=True')
    assert.deepEqual(listed.body.networks.map(stable), [
      { ...plain('pub', adminId), 'router:external': true, is_default: true, mtu: 1500 },
    ])
    await cloud.admin.delete(`/networks/${made.body.network.id}`)
  })

  test('one of several segments shows them', async () => {
    const segments = [
      { 'provider:network_type': 'vlan', 'provider:physical_network': 'physnet1', 'provider:segmentation_id': 1201 },
      { 'provider:network_type': 'vxlan', 'provider:segmentation_id': 1999 },
    ]
    const made = await cloud.admin.post('/networks', { network: { name: 'multi', segments } })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual(made.body.network.segments, [segments[0], { ...segments[1], 'provider:physical_network': null }])
    assert.equal(made.body.network.mtu, 1450)
    assert.equal('provider:network_type' in made.body.network, false)
    const single = await cloud.admin.make('/networks', { network: {} })
    assert.equal(single.segments ?? null, null)
  })

  test('several are made at once or none at all', async () => {
    const made = await demo.post('/networks', { networks: [{ name: 'b1' }, { name: 'b2', admin_state_up: false }] })
    assert.deepEqual(
      [made.status, made.body.networks.map(stable)],
      [201, [plain('b1', demoId), { ...plain('b2', demoId), admin_state_up: false }]],
    )
    const refused = await demo.post('/networks', { networks: [{ name: 'never' }, { mtu: 9000 }] })
    assert.deepEqual(said(refused), [
      400,
      'InvalidInput',
      'Invalid input for operation: Requested MTU is too big, maximum is 1450.',
    ])
    assert.deepEqual((await demo.get('/networks?name=never')).body.networks, [])
  })

  test('one changes, by its revision', async () => {
    const { id, revision_number } = await demo.make('/networks', { network: { name: 'old' } })
    const changed = await demo.put(`/networks/${id}`, { network: { name: 'new', description: 'x' } })
    assert.deepEqual(
      [changed.status, stable(changed.body.network)],
      [200, { ...plain('new', demoId), description: 'x' }],
    )
    assert.ok(changed.body.network.revision_number > revision_number)
    const sending = { headers: { 'if-match': `revision_number=${revision_number}` } }
    const stale = await demo.put(`/networks/${id}`, { network: { name: 'rev' } }, sending)
    assert.deepEqual(said(stale), [
      412,
      'RevisionNumberConstraintFailed',
      `Constrained to ${revision_number}, but current revision is ${changed.body.network.revision_number}`,
    ])
  })

  test('a member does not say what administrators say', async () => {
    const given = { 'provider:network_type': 'vlan' }
    const refused = await demo.post('/networks', { network: given })
    assert.deepEqual(said(refused), [
      403,
      'PolicyNotAuthorized',
      '(rule:create_network and rule:create_network:provider:network_type) is disallowed by policy',
    ])
    for (const network of [{ shared: true }, { 'router:external': true }, { is_default: true }, { segments: [given] }])
      assert.equal((await demo.post('/networks', { network })).status, 403, JSON.stringify(network))
  })

  test('one of another project is not there unless it is shared', async () => {
    const { id } = await cloud.admin.make('/networks', { network: { name: 's' } })
    const missing = `Network ${id} could not be found.`
    assert.deepEqual(said(await demo.get(`/networks/${id}`)), [404, 'NetworkNotFound', missing])
    await cloud.admin.put(`/networks/${id}`, { network: { shared: true } })
    assert.equal((await demo.get(`/networks/${id}`)).body.network.shared, true)
    assert.deepEqual((await demo.get('/networks?shared=true&fields=id')).body.networks, [{ id }])
    assert.equal((await demo.put(`/networks/${id}`, { network: { name: 'mine' } })).status, 403)
    const policies = await cloud.admin.get(`/rbac-policies?object_id=${id}`)
    assert.deepEqual(
      policies.body.rbac_policies.map((policy: Got['body']) => [policy.action, policy.target_tenant]),
      [['access_as_shared', '*']],
    )
    assert.equal((await cloud.admin.delete(`/networks/${id}`)).status, 204)
    assert.deepEqual((await cloud.admin.get(`/rbac-policies?object_id=${id}`)).body.rbac_policies, [])
  })

  test('one with ports stays', async () => {
    const { id } = await demo.make('/networks', { network: {} })
    const port = await demo.make('/ports', { port: { network_id: id } })
    assert.deepEqual(said(await demo.delete(`/networks/${id}`)), [
      409,
      'NetworkInUse',
      `Unable to complete operation on network ${id}. There are one or more ports still in use on the network, id for these ports is: ${port.id}.`,
    ])
  })

  test('lists filter, sort and page', async () => {
    const other = cloud.as('other')
    for (const name of ['c', 'a', 'b']) await other.make('/networks', { network: { name } })
    const names = async (query: string) =>
      (await other.get(`/networks?${query}`)).body.networks.map((network: Got['body']) => network.name)
    assert.deepEqual(await names('sort_key=name&sort_dir=desc'), ['c', 'b', 'a'])
    assert.deepEqual(await names('name=a&name=b&sort_key=name&sort_dir=asc'), ['a', 'b'])
    assert.deepEqual(await names('router:external=False&mtu=1450&status=ACTIVE&sort_key=name&sort_dir=asc'), [
      'a',
      'b',
      'c',
    ])
    assert.deepEqual(await names('admin_state_up=False'), [])
    const page = await other.get('/networks?limit=1&sort_key=name&sort_dir=desc&fields=id&fields=name')
    const [first] = page.body.networks
    assert.deepEqual(Object.keys(first).toSorted(), ['id', 'name'])
    const query = 'limit=1&sort_key=name&sort_dir=desc&fields=id&fields=name'
    assert.deepEqual(page.body.networks_links[0], {
      rel: 'next',
      href: `${cloud.url}/v2.0/networks?${query}&marker=${first.id}`,
    })
    assert.deepEqual(said(await other.get('/networks?bogus=1')), [
      400,
      'HTTPBadRequest',
      "['bogus'] is invalid attribute for filtering",
    ])
  })

  test('how many addresses are in use is told to administrators', async () => {
    const { id } = await cloud.admin.make('/networks', { network: { name: 'counted' } })
    const cidr = '198.51.100.0/24'
    const subnet = await cloud.admin.make('/subnets', { subnet: { network_id: id, ip_version: 4, cidr } })
    const shown = {
      network_id: id,
      network_name: 'counted',
      tenant_id: adminId,
      project_id: adminId,
      subnet_ip_availability: [
        { subnet_id: subnet.id, ip_version: 4, cidr, subnet_name: '', used_ips: 0, total_ips: 253 },
      ],
      used_ips: 0,
      total_ips: 253,
    }
    const listed = await cloud.admin.get('/network-ip-availabilities?network_name=counted')
    assert.deepEqual([listed.status, listed.body], [200, { network_ip_availabilities: [shown] }])
    const one = await cloud.admin.get(`/network-ip-availabilities/${id}`)
    assert.deepEqual(one.body, { network_ip_availability: shown })
    const six = await cloud.admin.get('/network-ip-availabilities?ip_version=6')
    assert.deepEqual(six.body.network_ip_availabilities, [])
    assert.equal((await demo.get(`/network-ip-availabilities/${id}`)).status, 404)
  })

  test('a project gets a topology by asking', async () => {
    const member = cloud.as('alt')
    const { project } = member
    const url = `/auto-allocated-topology/${project}`
    assert.deepEqual(said(await member.get(url)), [
      409,
      'AutoAllocationFailure',
      'Deployment error: No default router:external network.',
    ])
    const { id } = await cloud.admin.make('/networks', { network: { 'router:external': true, is_default: true } })
    await cloud.admin.make('/subnets', { subnet: { network_id: id, ip_version: 4, cidr: '203.0.113.0/24' } })
    const pool = { name: 'def', prefixes: ['10.50.0.0/16'], default_prefixlen: 26, is_default: true, shared: true }
    await cloud.admin.make('/subnetpools', { subnetpool: pool })
    const dry = await member.get(`${url}?fields=dry-run`)
    assert.equal(dry.body.auto_allocated_topology.id, 'dry-run=pass')
    assert.equal(dry.body.auto_allocated_topology.tenant_id, project)
    const made = await member.get(url)
    assert.match(made.body.auto_allocated_topology.id, uuid)
    assert.deepEqual(made.body.auto_allocated_topology, {
      id: made.body.auto_allocated_topology.id,
      tenant_id: project,
      project_id: project,
    })
    assert.deepEqual((await member.get('/auto-allocated-topology/None')).body, made.body)
    assert.equal((await member.delete(url)).status, 204)
    assert.deepEqual((await member.get('/routers')).body.routers, [])
  })
})
