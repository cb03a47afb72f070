import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { type Lab, openLab, refused } from '../testdata/lab.ts'

type Given = { readonly [name: string]: Json }
const told = async (doing: Promise<unknown>) => (await refused(doing)).map(({ name, message }) => [name, message])

async function begin(t: Parameters<typeof openLab>[0], settings: Given = {}) {
  const lab = await openLab(t, settings)
  const demo = lab.member('demo')
  const network = await lab.create(demo, 'Network', { name: 'net1' })
  const network_id = String(network['id'])
  const subnet = (given: Given) => lab.create(demo, 'Subnet', { network_id, ip_version: 4, ...given })
  return { lab, demo, network_id, subnet }
}

const shown = (row: Given, ...names: readonly string[]) => names.map(name => row[name])

test('a subnet says what is not said of it', async t => {
  const { lab, network_id, subnet } = await begin(t)
  const row = await subnet({ cidr: '10.1.0.0/24', name: 'sub1' })
  assert.deepEqual(
    shown(row, 'cidr', 'gateway_ip', 'allocation_pools', 'enable_dhcp', 'host_routes', 'subnetpool_id'),
    ['10.1.0.0/24', '10.1.0.1', [{ start: '10.1.0.2', end: '10.1.0.254' }], true, [], null],
  )
  assert.deepEqual((await lab.row('Network', network_id))?.['subnets'], [row['id']])
})

test('the gateway of a subnet and the pools around it', async t => {
  const { subnet } = await begin(t)
  const cases: readonly (readonly [Given, Json, Json])[] = [
    [{ cidr: '10.0.0.5/24' }, '10.0.0.1', [['10.0.0.2', '10.0.0.254']]],
    [{ cidr: '10.0.1.0/24', gateway_ip: null }, null, [['10.0.1.1', '10.0.1.254']]],
    [
      { cidr: '10.0.2.0/24', gateway_ip: '10.0.2.9' },
      '10.0.2.9',
      [
        ['10.0.2.1', '10.0.2.8'],
        ['10.0.2.10', '10.0.2.254'],
      ],
    ],
    [{ cidr: '10.0.3.0/24', gateway_ip: '192.0.2.1' }, '192.0.2.1', [['10.0.3.1', '10.0.3.254']]],
    [{ cidr: '10.0.4.0/31', enable_dhcp: false }, '10.0.4.1', [['10.0.4.0', '10.0.4.0']]],
    [{ cidr: '10.0.5.7/32', enable_dhcp: false }, '10.0.5.8', [['10.0.5.7', '10.0.5.7']]],
    [
      { cidr: '2001:db8:1::/64', ip_version: 6 },
      '2001:db8:1::',
      [['2001:db8:1::1', '2001:db8:1:0:ffff:ffff:ffff:ffff']],
    ],
    [
      { cidr: '2001:db8:2::/64', ip_version: 6, gateway_ip: '2001:db8:2::1' },
      '2001:db8:2::1',
      [['2001:db8:2::2', '2001:db8:2:0:ffff:ffff:ffff:ffff']],
    ],
  ]
  for (const [given, gateway, pools] of cases) {
    const row = await subnet(given)
    const ranges = (row['allocation_pools'] as readonly Given[]).map(pool => [pool['start'], pool['end']])
    assert.deepEqual([row['gateway_ip'], ranges], [gateway, pools], String(given['cidr']))
  }
})

const many = (count: number, make: (at: number) => Json): Json => Array.from({ length: count }, (_, at) => make(at + 1))

test('subnets that contradict themselves are refused in the words of Neutron', async t => {
  const { network_id, subnet } = await begin(t)
  await subnet({ cidr: '10.1.0.0/24' })
  const input = (reason: string) => ['InvalidInput', `Invalid input for operation: ${reason}.`]
  const v6 = { ip_version: 6, cidr: '2001:db8:9::/64' }
  const pools = (...ranges: readonly string[]) => ({
    allocation_pools: ranges.map(range => ({ start: range.split('-')[0] ?? '', end: range.split('-')[1] ?? '' })),
  })
  const cases: readonly (readonly [Given, readonly string[]])[] = [
    [
      { ip_version: 5, cidr: '10.2.0.0/24' },
      ['HTTPBadRequest', 'Invalid input for ip_version. Reason: 5 is not in valid_values.'],
    ],
    [{ ip_version: 6, cidr: '10.99.0.0/24' }, input("cidr '10.99.0.0/24' does not match the ip_version '6'")],
    [{}, ['BadRequest', 'Bad subnets request: a subnetpool must be specified in the absence of a cidr.']],
    [
      { cidr: '10.2.0.0/24', prefixlen: 24 },
      ['BadRequest', 'Bad subnets request: cidr and prefixlen must not be supplied together.'],
    ],
    [{ use_default_subnetpool: true }, ['BadRequest', 'Bad subnets request: No default subnetpool found for IPv4.']],
    [
      { cidr: '10.1.0.0/25' },
      input(`Requested subnet with cidr: 10.1.0.0/25 for network: ${network_id} overlaps with another subnet`),
    ],
    [{ cidr: '0.0.0.0/0', enable_dhcp: false }, input('0 is not allowed as CIDR prefix length')],
    [
      { cidr: '10.60.0.0/24', gateway_ip: '10.60.0.5', ...pools('10.60.0.2-10.60.0.9') },
      [
        'GatewayConflictWithAllocationPools',
        'Gateway ip 10.60.0.5 conflicts with allocation pool 10.60.0.2-10.60.0.9.',
      ],
    ],
    [
      { cidr: '10.60.0.0/24', ...pools('10.61.0.2-10.61.0.9') },
      [
        'OutOfBoundsAllocationPool',
        'The allocation pool 10.61.0.2-10.61.0.9 spans beyond the subnet cidr 10.60.0.0/24.',
      ],
    ],
    [
      { cidr: '10.60.0.0/24', ...pools('10.60.0.2-10.60.0.9', '10.60.0.5-10.60.0.19') },
      [
        'OverlappingAllocationPools',
        'Found overlapping allocation pools: 10.60.0.2-10.60.0.9 10.60.0.5-10.60.0.19 for subnet 10.60.0.0/24.',
      ],
    ],
    [
      { cidr: '10.60.0.0/24', ...pools('10.60.0.9-10.60.0.2') },
      ['InvalidAllocationPool', "The allocation pool {'start': '10.60.0.9', 'end': '10.60.0.2'} is not valid."],
    ],
    [{ cidr: '10.60.0.0/24', gateway_ip: '10.60.0.0' }, input('Gateway is not valid on subnet')],
    [{ cidr: '10.60.0.0/24', gateway_ip: '10.60.0.255' }, input('Gateway is not valid on subnet')],
    [
      { cidr: '10.60.0.0/24', gateway_ip: '2001:db8::1' },
      input("gateway_ip '2001:db8::1' does not match the ip_version '4'"),
    ],
    [{ cidr: '10.60.0.0/31' }, input('Subnet has a prefix length that is incompatible with DHCP service enabled')],
    [{ cidr: '224.1.0.0/24' }, input('Multicast IP subnet is not supported if enable_dhcp is True')],
    [{ cidr: '127.0.1.0/24' }, input('Loopback IP subnet is not supported if enable_dhcp is True')],
    [
      { cidr: '10.60.0.0/24', dns_nameservers: ['2001:db8::1'] },
      input("dns_nameserver '2001:db8::1' does not match the ip_version '4'"),
    ],
    [
      { cidr: '10.60.0.0/24', dns_nameservers: many(6, at => `192.0.2.${at}`) },
      [
        'DNSNameServersExhausted',
        'Unable to complete operation for new subnet. The number of DNS nameservers exceeds the limit 5.',
      ],
    ],
    [
      { cidr: '10.60.0.0/24', host_routes: many(21, at => ({ destination: `10.9.${at}.0/24`, nexthop: '10.60.0.9' })) },
      [
        'HostRoutesExhausted',
        'Unable to complete operation for new subnet. The number of host routes exceeds the limit 20.',
      ],
    ],
    [{ cidr: '10.60.0.0/24', ipv6_ra_mode: 'slaac' }, input('ipv6_ra_mode is not valid when ip_version is 4')],
    [
      { ...v6, ipv6_ra_mode: 'slaac', ipv6_address_mode: 'dhcpv6-stateful' },
      input(
        "ipv6_ra_mode set to 'slaac' with ipv6_address_mode set to 'dhcpv6-stateful' is not valid. If both attributes are set, they must be the same value",
      ),
    ],
    [
      { ...v6, ipv6_ra_mode: 'slaac', enable_dhcp: false },
      input('ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False'),
    ],
    [
      { ...v6, cidr: '2001:db8:9::/80', ipv6_address_mode: 'slaac' },
      input(
        'Invalid CIDR 2001:db8:9::/80 for IPv6 address mode. OpenStack uses the EUI-64 address format, which requires the prefix to be /64',
      ),
    ],
  ]
  for (const [given, expected] of cases) assert.deepEqual(await told(subnet(given)), [expected], JSON.stringify(given))
})

test('a network that the caller does not see is not there for its subnets', async t => {
  const { lab, network_id } = await begin(t)
  const on = (by: Caller, network: string) =>
    told(lab.create(by, 'Subnet', { network_id: network, ip_version: 4, cidr: '10.1.0.0/24' }))
  assert.deepEqual(await on(lab.member('other'), network_id), [
    ['NetworkNotFound', `Network ${network_id} could not be found.`],
  ])
  const unknown = crypto.randomUUID()
  assert.deepEqual(await on(lab.admin, unknown), [['NetworkNotFound', `Network ${unknown} could not be found.`]])
})

test('whom a network is shared with uses its subnets, and makes his own', async t => {
  const { lab, network_id, subnet } = await begin(t)
  const row = await subnet({ cidr: '10.1.0.0/24' })
  const other = lab.member('other')
  const seen = async () => (await lab.list(other, 'Subnet')).map(one => one['id'])
  assert.deepEqual(await seen(), [])
  await lab.update(lab.admin, 'Network', network_id, { shared: true })
  assert.deepEqual(await seen(), [row['id']])
  const renamed = lab.update(other, 'Subnet', String(row['id']), { name: 'mine' })
  assert.deepEqual(
    (await refused(renamed)).map(({ code }) => code),
    ['policy.denied'],
  )
  const own = await lab.create(other, 'Subnet', { network_id, ip_version: 4, cidr: '10.2.0.0/24' })
  const unshared = () => lab.update(lab.admin, 'Network', network_id, { shared: false })
  assert.equal((await told(unshared()))[0]?.[0], 'InvalidSharedSetting')
  await lab.remove(other, 'Subnet', String(own['id']))
  await unshared()
  assert.deepEqual(await seen(), [])
})

test('a subnet changes by the rules of a new one', async t => {
  const { lab, demo, subnet } = await begin(t)
  const row = await subnet({
    cidr: '10.1.0.0/24',
    gateway_ip: '10.1.0.254',
    allocation_pools: [{ start: '10.1.0.10', end: '10.1.0.20' }],
  })
  const change = (given: Given) => lab.update(demo, 'Subnet', String(row['id']), given)
  assert.deepEqual(await told(change({ gateway_ip: '10.1.0.15' })), [
    ['GatewayConflictWithAllocationPools', 'Gateway ip 10.1.0.15 conflicts with allocation pool 10.1.0.10-10.1.0.20.'],
  ])
  assert.equal(
    (await change({ gateway_ip: '10.1.0.15', allocation_pools: [{ start: '10.1.0.16', end: '10.1.0.20' }] }))[
      'gateway_ip'
    ],
    '10.1.0.15',
  )
  assert.equal((await change({ gateway_ip: null }))['gateway_ip'], null)
  assert.equal(
    (await told(change({ allocation_pools: [{ start: '10.1.1.1', end: '10.1.1.2' }] })))[0]?.[0],
    'OutOfBoundsAllocationPool',
  )
  assert.deepEqual((await change({ dns_nameservers: ['192.0.2.54', '192.0.2.55'] }))['dns_nameservers'], [
    '192.0.2.54',
    '192.0.2.55',
  ])
  const slaac = await subnet({
    ip_version: 6,
    cidr: '2001:db8::/64',
    ipv6_address_mode: 'slaac',
    ipv6_ra_mode: 'slaac',
  })
  assert.deepEqual(await told(lab.update(demo, 'Subnet', String(slaac['id']), { enable_dhcp: false })), [
    ['InvalidInput', 'Invalid input for operation: Cannot disable enable_dhcp with ipv6 attributes set.'],
  ])
})

const routed = async (t: Parameters<typeof openLab>[0]) => {
  const lab = await openLab(t, { vlan_ranges: { physnet1: ['100:199'], physnet2: [] } })
  const network = await lab.create(lab.admin, 'Network', {
    'provider:network_type': 'vlan',
    'provider:physical_network': 'physnet1',
  })
  const network_id = String(network['id'])
  const [first] = await lab.list(lab.admin, 'Segment', { attribute: 'network_id', in: [network_id] })
  return { lab, network_id, first: String(first?.['id']) }
}

const addSegment = async (lab: Lab, network_id: string, segmentation_id: number) =>
  String(
    (
      await lab.create(lab.admin, 'Segment', {
        network_id,
        network_type: 'vlan',
        physical_network: 'physnet2',
        segmentation_id,
      })
    )['id'],
  )

test('subnets of a routed network are all on segments and have routes to each other', async t => {
  const { lab, network_id, first } = await routed(t)
  const second = await addSegment(lab, network_id, 300)
  const on = (segment_id: string | null, cidr: string) =>
    lab.create(lab.admin, 'Subnet', { network_id, ip_version: 4, cidr, segment_id })
  const one = await on(first, '10.1.0.0/24')
  assert.equal((await lab.row('Network', network_id))?.['l2_adjacency'], false)
  assert.equal((await told(on(null, '10.9.0.0/24')))[0]?.[0], 'SubnetsNotAllAssociatedWithSegments')
  const two = await on(second, '10.2.0.0/24')
  const routes = async (row: Given) => (await lab.row('Subnet', String(row['id'])))?.['host_routes']
  assert.deepEqual(await routes(one), [{ destination: '10.2.0.0/24', nexthop: '10.1.0.1' }])
  assert.deepEqual(await routes(two), [{ destination: '10.1.0.0/24', nexthop: '10.2.0.1' }])
  await lab.update(lab.admin, 'Subnet', String(one['id']), { gateway_ip: null })
  assert.deepEqual(await routes(one), [])
  assert.deepEqual(await routes(two), [])
  await lab.update(lab.admin, 'Subnet', String(one['id']), { gateway_ip: '10.1.0.1' })
  assert.deepEqual(await routes(two), [{ destination: '10.1.0.0/24', nexthop: '10.2.0.1' }])
  assert.deepEqual(await told(lab.remove(lab.admin, 'Segment', second)), [
    [
      'SegmentInUse',
      `Segment '${second}' cannot be deleted: The segment is still associated with subnet(s) ${two['id']}.`,
    ],
  ])
  await lab.remove(lab.admin, 'Subnet', String(two['id']))
  assert.deepEqual(await routes(one), [])
})

test('the only subnet of a network with one segment comes to it later, and stays there', async t => {
  const { lab, network_id, first } = await routed(t)
  const subnet = await lab.create(lab.admin, 'Subnet', { network_id, ip_version: 4, cidr: '10.1.0.0/24' })
  const move = (segment_id: string | null) => lab.update(lab.admin, 'Subnet', String(subnet['id']), { segment_id })
  assert.equal((await move(first))['segment_id'], first)
  assert.equal((await lab.row('Network', network_id))?.['l2_adjacency'], false)
  assert.equal((await told(move(null)))[0]?.[0], 'SubnetSegmentAssociationChangeNotAllowed')
})

test('a routed network goes with its segments and subnets', async t => {
  const { lab, network_id, first } = await routed(t)
  await lab.create(lab.admin, 'Subnet', { network_id, ip_version: 4, cidr: '10.1.0.0/24', segment_id: first })
  await lab.remove(lab.admin, 'Network', network_id)
  for (const kind of ['Network', 'Segment', 'Subnet']) assert.deepEqual(await lab.list(lab.admin, kind), [], kind)
})
