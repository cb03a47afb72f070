import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { openLab, refused } from '../testdata/lab.ts'

type Given = { readonly [name: string]: Json }
const told = async (doing: Promise<unknown>) => (await refused(doing)).map(({ name, message }) => [name, message])
const physical = { vlan_ranges: { physnet1: ['100:103'], public: [] } }
const idOf = (row: Given) => String(row['id'])
const provider = (type: string, network: string | null, id: number | null) => ({
  'provider:network_type': type,
  'provider:physical_network': network,
  'provider:segmentation_id': id,
})

test('a network of a project has the usual segment and what is not said of it', async t => {
  const lab = await openLab(t)
  const row = await lab.create(lab.member('demo'), 'Network', { name: 'net1' })
  const { id, created_at, updated_at, revision_number, ...shown } = await lab.show(lab.admin, 'Network', idOf(row))
  assert.deepEqual(shown, {
    name: 'net1',
    project_id: 'demo',
    admin_state_up: true,
    mtu: 1450,
    status: 'ACTIVE',
    subnets: [],
    shared: false,
    port_security_enabled: true,
    qos_policy_id: null,
    dns_domain: '',
    'router:external': false,
    is_default: false,
    availability_zone_hints: [],
    availability_zones: [],
    ipv4_address_scope: null,
    ipv6_address_scope: null,
    description: '',
    l2_adjacency: true,
    tags: [],
    ...provider('vxlan', null, 1),
    shared_with: [],
    external_for: [],
    auto_allocated_for: null,
    auto_allocated_router: null,
  })
  assert.ok(id && created_at && updated_at && revision_number)
})

test('an administrator says what a network is made of', async t => {
  const lab = await openLab(t, physical)
  const make = (given: Given) => lab.create(lab.admin, 'Network', given)
  const shown = async (given: Given) => {
    const row = await lab.show(lab.admin, 'Network', idOf(await make(given)))
    return [row['provider:network_type'], row['provider:physical_network'], row['provider:segmentation_id'], row['mtu']]
  }
  assert.deepEqual(await shown({ ...provider('vlan', 'physnet1', 1200), mtu: 1400 }), ['vlan', 'physnet1', 1200, 1400])
  assert.deepEqual(await shown(provider('vlan', 'physnet1', null)), ['vlan', 'physnet1', 100, 1500])
  assert.deepEqual(await shown({ 'provider:network_type': 'vlan' }), ['vlan', 'physnet1', 101, 1500])
  assert.deepEqual(await shown(provider('flat', 'public', null)), ['flat', 'public', null, 1500])
  assert.deepEqual(await shown(provider('geneve', null, 77)), ['geneve', null, 77, 1442])
  assert.deepEqual(await shown({ 'provider:network_type': 'gre' }), ['gre', null, 1, 1458])
  assert.deepEqual(await shown({ 'provider:network_type': 'local' }), ['local', null, null, 1500])
})

test('an id of 0 and an empty name say nothing of a listed segment', async t => {
  const lab = await openLab(t, physical)
  const shown = async (segment: Given) => {
    const row = await lab.show(
      lab.admin,
      'Network',
      idOf(await lab.create(lab.admin, 'Network', { segments: [segment] })),
    )
    return [row['provider:network_type'], row['provider:physical_network'], row['provider:segmentation_id']]
  }
  assert.deepEqual(await shown(provider('flat', 'public', 0)), ['flat', 'public', null])
  assert.deepEqual(await shown(provider('vlan', 'physnet1', 0)), ['vlan', 'physnet1', 100])
  assert.deepEqual(await shown(provider('geneve', '', 0)), ['geneve', null, 1])
  assert.deepEqual(await shown(provider('local', '', 0)), ['local', null, null])
  const nameless = lab.create(lab.admin, 'Network', { segments: [provider('flat', '', 0)] })
  assert.match(String((await told(nameless))[0]), /physical_network required/)
})

test('networks that cannot be are refused in the words of Neutron', async t => {
  const lab = await openLab(t, physical)
  const make = (given: Given) => lab.create(lab.admin, 'Network', given)
  await make(provider('vlan', 'physnet1', 1200))
  await make(provider('vxlan', null, 1999))
  await make(provider('flat', 'public', null))
  const input = (reason: string) => ['InvalidInput', `Invalid input for operation: ${reason}.`]
  const cases: readonly (readonly [Given, readonly string[]])[] = [
    [
      provider('vlan', 'physnet1', 1200),
      ['VlanIdInUse', 'Unable to create the network. The VLAN 1200 on physical network physnet1 is in use.'],
    ],
    [provider('vxlan', null, 1999), ['TunnelIdInUse', 'Unable to create the network. The tunnel ID 1999 is in use.']],
    [
      provider('flat', 'public', null),
      ['FlatNetworkInUse', 'Unable to create the flat network. Physical network public is in use.'],
    ],
    [provider('vlan', 'nophys', 12), input("physical_network 'nophys' unknown for VLAN provider network")],
    [{ 'provider:network_type': 'token-ring' }, input("network_type value 'token-ring' not supported")],
    [provider('vlan', 'physnet1', 5000), input('segmentation_id out of range (1 through 4094)')],
    [provider('vlan', null, 12), input('segmentation_id requires physical_network for VLAN provider network')],
    [provider('vxlan', 'physnet1', 12), input('provider:physical_network specified for vxlan network')],
    [provider('flat', null, null), input('physical_network required for flat provider network')],
    [provider('flat', 'public', 3), input('segmentation_id prohibited for flat provider network')],
    [{ 'provider:segmentation_id': 3 }, input('network_type required')],
    [{ mtu: 1451 }, input('Requested MTU is too big, maximum is 1450')],
    [
      { 'provider:network_type': 'vxlan', segments: [provider('vxlan', null, 7)] },
      ['SegmentsSetInConjunctionWithProviders', 'Segments and provider values cannot both be set.'],
    ],
    [
      { segments: [provider('vxlan', null, 7), provider('vxlan', null, 7)] },
      ['SegmentsContainDuplicateEntry', 'Duplicate segment entry in request.'],
    ],
  ]
  for (const [given, expected] of cases) assert.deepEqual(await told(make(given)), [expected], JSON.stringify(given))
  const denied = await refused(
    lab.create(lab.member('demo'), 'Network', { ...provider('vlan', 'physnet1', 7), shared: true }),
  )
  assert.deepEqual(denied.map(({ pointer }) => pointer).sort(), [
    '/provider:network_type',
    '/provider:physical_network',
    '/provider:segmentation_id',
    '/shared',
  ])
})

test('a network of several segments shows them instead of provider attributes', async t => {
  const lab = await openLab(t, physical)
  const segments = [provider('vlan', 'physnet1', 1201), provider('vxlan', null, 1999)]
  const row = await lab.create(lab.admin, 'Network', { name: 'multi', segments })
  const shown = await lab.show(lab.admin, 'Network', idOf(row))
  assert.deepEqual([shown['segments'], shown['provider:network_type'], shown['mtu']], [segments, null, 1450])
  const stored = await lab.list(lab.admin, 'Segment')
  assert.deepEqual(
    stored.map(one => one['network_id']),
    [row['id'], row['id']],
  )
})

test('a network is shared with all, or external, by policies', async t => {
  const lab = await openLab(t)
  const [demo, other] = [lab.member('demo'), lab.member('other')]
  const row = await lab.create(lab.admin, 'Network', { project_id: 'demo', shared: true })
  const id = idOf(row)
  const policies = async () =>
    (await lab.list(lab.admin, 'RbacPolicy')).map(one => [one['action'], one['target_tenant'], one['project_id']])
  assert.deepEqual(await policies(), [['access_as_shared', '*', 'demo']])
  assert.equal((await lab.show(other, 'Network', id))['shared'], true)
  await lab.update(lab.admin, 'Network', id, { shared: false, 'router:external': true })
  assert.deepEqual(await policies(), [['access_as_external', '*', 'demo']])
  const seen = await lab.show(other, 'Network', id)
  assert.deepEqual([seen['shared'], seen['router:external']], [false, true])
  await lab.update(lab.admin, 'Network', id, { 'router:external': false })
  assert.deepEqual(await policies(), [])
  assert.deepEqual(await lab.list(other, 'Network'), [])
  assert.equal((await lab.list(demo, 'Network')).length, 1)
  await lab.update(lab.admin, 'Network', id, { shared: true })
  await lab.remove(demo, 'Network', id)
  assert.deepEqual(await policies(), [])
})

test('a network that others use stays shared, and one with gateways external', async t => {
  const lab = await openLab(t)
  const other = lab.member('other')
  const { id } = await lab.create(lab.admin, 'Network', {
    project_id: 'demo',
    name: 'n',
    shared: true,
    'router:external': true,
  })
  await lab.create(other, 'Port', { network_id: String(id) })
  assert.deepEqual(await told(lab.update(lab.admin, 'Network', String(id), { shared: false })), [
    ['InvalidSharedSetting', 'Unable to reconfigure sharing settings for network n. Multiple tenants are using it.'],
  ])
  await lab.create(lab.admin, 'Subnet', { network_id: String(id), ip_version: 4, cidr: '198.51.100.0/24' })
  await lab.create(other, 'Router', { external_gateway_info: { network_id: String(id) } })
  assert.deepEqual(await told(lab.update(lab.admin, 'Network', String(id), { 'router:external': false })), [
    [
      'ExternalNetworkInUse',
      `External network ${id} cannot be updated to be made non-external, since it has existing gateway ports.`,
    ],
  ])
})

test('a network with ports stays, but for those that come and go by themselves', async t => {
  const lab = await openLab(t)
  const demo = lab.member('demo')
  const { id } = await lab.create(demo, 'Network', {})
  const network_id = String(id)
  await lab.create(demo, 'Subnet', { network_id, ip_version: 4, cidr: '10.1.0.0/24' })
  const port = await lab.create(demo, 'Port', { network_id })
  await lab.create(lab.admin, 'Port', { network_id, device_owner: 'network:dhcp' })
  assert.deepEqual(await told(lab.remove(demo, 'Network', network_id)), [
    [
      'NetworkInUse',
      `Unable to complete operation on network ${id}. There are one or more ports still in use on the network, id for these ports is: ${port['id']}.`,
    ],
  ])
  await lab.remove(demo, 'Port', String(port['id']))
  await lab.remove(demo, 'Network', network_id)
  for (const kind of ['Network', 'Subnet', 'Port', 'Segment'])
    assert.deepEqual(await lab.list(lab.admin, kind), [], kind)
})

test('the VLAN of a network can be changed, and nothing else of what it is made of', async t => {
  const lab = await openLab(t, physical)
  const vlan = await lab.create(lab.admin, 'Network', provider('vlan', 'physnet1', 100))
  const tunnel = await lab.create(lab.admin, 'Network', provider('vxlan', null, 5))
  const change = (row: Given, given: Given) => lab.update(lab.admin, 'Network', idOf(row), given)
  assert.equal((await change(vlan, { 'provider:segmentation_id': 200 }))['provider:segmentation_id'], 200)
  const [segment] = await lab.list(lab.admin, 'Segment', { attribute: 'network_id', in: [idOf(vlan)] })
  assert.equal(segment?.['segmentation_id'], 200)
  await lab.create(lab.admin, 'Network', provider('vlan', 'physnet1', 100))
  assert.equal((await told(change(vlan, { 'provider:segmentation_id': 100 })))[0]?.[0], 'VlanIdInUse')
  assert.deepEqual(await told(change(tunnel, { 'provider:segmentation_id': 6 })), [
    ['InvalidInput', 'Invalid input for operation: Only VLAN type networks can be updated.'],
  ])
  assert.equal((await told(change(vlan, { 'provider:physical_network': 'public' })))[0]?.[0], 'InvalidInput')
})

test('the MTU changes within what the type allows, and goes back to it', async t => {
  const lab = await openLab(t)
  const demo = lab.member('demo')
  const id = idOf(await lab.create(demo, 'Network', { mtu: 1400 }))
  assert.equal((await lab.update(demo, 'Network', id, { mtu: 1420 }))['mtu'], 1420)
  assert.equal((await told(lab.update(demo, 'Network', id, { mtu: 1500 })))[0]?.[0], 'InvalidInput')
  assert.equal((await lab.update(demo, 'Network', id, { mtu: 0 }))['mtu'], 1450)
})

test('one external network is the default', async t => {
  const lab = await openLab(t)
  const make = () => lab.create(lab.admin, 'Network', { 'router:external': true, is_default: true })
  const first = await make()
  assert.deepEqual(await told(make()), [
    ['DefaultExternalNetworkExists', `A default external network already exists: ${first['id']}.`],
  ])
  await lab.update(lab.admin, 'Network', idOf(first), { is_default: false })
  await make()
})

test('lists of networks filter by what is derived', async t => {
  const lab = await openLab(t)
  await lab.create(lab.admin, 'Network', { name: 'pub', 'router:external': true })
  await lab.create(lab.admin, 'Network', { name: 'all', shared: true })
  await lab.create(lab.admin, 'Network', { name: 'own' })
  const { behaviours } = await lab.commit(lab.admin, async context => context)
  const filters = behaviours?.of(lab.kind('Network'))?.derived?.filters
  const sight = { caller: lab.admin } as Parameters<NonNullable<typeof filters>[string]>[1]
  const named = async (name: string, ...values: readonly string[]) => {
    const filter = await filters?.[name]?.(values, sight)
    return (await lab.list(lab.admin, 'Network', filter)).map(row => row['name']).sort()
  }
  assert.deepEqual(await named('router:external', 'True'), ['pub'])
  assert.deepEqual(await named('router:external', 'false'), ['all', 'own'])
  assert.deepEqual(await named('router:external', 'true', 'false'), ['all', 'own', 'pub'])
  assert.deepEqual(await named('shared', 'True'), ['all'])
  assert.deepEqual(await named('shared', 'False'), ['own', 'pub'])
})
