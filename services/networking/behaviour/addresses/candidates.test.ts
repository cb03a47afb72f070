import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ipOf } from '../network-address/ip.ts'
import { refused } from '../testdata/lab.ts'
import { type AskedIp, candidates, type Place } from './candidates.ts'
import { isUsable, type Subnet, subnetOf } from './subnet.ts'

const row = (id: string, more = {}) => ({
  id,
  ip_version: 4,
  cidr: `10.${id}.0.0/24`,
  gateway_ip: null,
  allocation_pools: [],
  enable_dhcp: true,
  ipv6_ra_mode: null,
  ipv6_address_mode: null,
  service_types: [],
  segment_id: null,
  ...more,
})

const place = (subnets: readonly Subnet[], more: Partial<Place> = {}): Place => ({
  network: 'n',
  subnets,
  owner: '',
  host: '',
  reaches: () => true,
  ...more,
})

const ids = (found: readonly Subnet[] | 'deferred') => (found === 'deferred' ? found : found.map(({ id }) => id))

const fault = async (asked: readonly AskedIp[] | undefined, where: Place) =>
  (await refused((async () => candidates(asked, where))()))[0]?.name

const plain = subnetOf(row('1'))
const compute = subnetOf(row('2', { service_types: ['compute:nova'] }))
const router = subnetOf(row('3', { service_types: ['network:router_gateway'] }))
const west = subnetOf(row('4', { segment_id: 'west' }))
const east = subnetOf(row('5', { segment_id: 'east' }))

test('a network without subnets has no candidates', () => {
  assert.deepEqual(candidates(undefined, place([])), [])
})

test('subnets for the owner of the device come first, those for others not at all', () => {
  assert.deepEqual(ids(candidates(undefined, place([plain, compute, router], { owner: 'compute:nova' }))), ['2', '1'])
  assert.deepEqual(ids(candidates(undefined, place([plain, compute, router]))), ['1'])
})

test('DHCP servers are on subnets of any service type', () => {
  assert.deepEqual(ids(candidates(undefined, place([router], { owner: 'network:dhcp' }))), ['3'])
})

test('without a subnet for the owner the port is refused', async () => {
  assert.equal(
    await fault(undefined, place([router], { owner: 'compute:nova' })),
    'IpAddressGenerationFailureNoMatchingSubnet',
  )
})

test('on a routed network addresses wait for the host', () => {
  assert.equal(candidates(undefined, place([west, east])), 'deferred')
  assert.equal(candidates([], place([west, east])), 'deferred')
  assert.deepEqual(ids(candidates(undefined, place([west, east], { host: 'h' }))), ['4'])
  const reaches = (segment: string) => segment === 'east'
  assert.deepEqual(ids(candidates(undefined, place([west, east], { host: 'h', reaches }))), ['5'])
})

test('on a routed network addresses that are asked for are of one segment', async () => {
  assert.deepEqual(ids(candidates([{ subnet_id: '5' }], place([west, east]))), ['5'])
  assert.deepEqual(ids(candidates([{ ip_address: '10.5.0.9' }], place([west, east]))), ['5'])
  assert.deepEqual(ids(candidates([{ subnet_id: '5' }], place([west, east], { host: 'h' }))), ['5'])
  const both = [{ subnet_id: '4' }, { ip_address: '10.5.0.9' }]
  assert.equal(await fault(both, place([west, east])), 'FixedIpsSubnetsNotOnSameSegment')
})

test('a host that reaches no segment is refused', async () => {
  const where = place([west, east], { host: 'h', reaches: () => false })
  assert.equal(await fault(undefined, where), 'HostNotConnectedToAnySegment')
})

test('isUsable() leaves out the address of the subnet and the IPv4 broadcast address', () => {
  assert.ok(!isUsable(plain, ipOf('10.1.0.0'), ''))
  assert.ok(!isUsable(plain, ipOf('10.1.0.255'), ''))
  assert.ok(!isUsable(plain, ipOf('10.2.0.1'), ''))
  assert.ok(isUsable(plain, ipOf('10.1.0.1'), ''))
  const pair = subnetOf(row('6', { cidr: '10.6.0.0/31' }))
  assert.ok(isUsable(pair, ipOf('10.6.0.0'), 'compute:nova') && isUsable(pair, ipOf('10.6.0.1'), 'compute:nova'))
})

test('isUsable() lets routers have the subnet-router anycast address of IPv6', () => {
  const six = subnetOf(row('7', { ip_version: 6, cidr: '2001:db8::/64' }))
  assert.ok(!isUsable(six, ipOf('2001:db8::'), 'compute:nova'))
  assert.ok(isUsable(six, ipOf('2001:db8::'), 'network:router_interface'))
  assert.ok(isUsable(six, ipOf('2001:db8::ffff:ffff:ffff:ffff'), 'compute:nova'))
})
