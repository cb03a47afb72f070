import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, Refusal } from '@baryon/kit'
import fc from 'fast-check'
import { blockOf } from '../../network-address/block.ts'
import { encloses, overlaps } from '../../network-address/range.ts'
import { openLab, refused } from '../../testdata/lab.ts'

type Given = { readonly [name: string]: Json }
const told = async (doing: Promise<unknown>) => (await refused(doing)).map(({ name, message }) => [name, message])

/** A pool that has no room left is fine. */
function fullOrThrow(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.faults[0]?.name !== 'SubnetAllocationError') throw error
}

async function begin(t: Parameters<typeof openLab>[0]) {
  const lab = await openLab(t)
  const demo = lab.member('demo')
  const network = async () => String((await lab.create(demo, 'Network', {}))['id'])
  const pool = (given: Given) => lab.create(demo, 'SubnetPool', given)
  const subnet = async (given: Given) =>
    lab.create(demo, 'Subnet', { network_id: given['network_id'] ?? (await network()), ip_version: 4, ...given })
  return { lab, demo, network, pool, subnet }
}

test('a pool joins its prefixes and says what is not said of it', async t => {
  const { pool } = await begin(t)
  const four = await pool({
    prefixes: ['10.40.0.0/16', '10.41.0.0/16'],
    default_prefixlen: 26,
    min_prefixlen: 20,
    max_prefixlen: 30,
  })
  assert.deepEqual([four['prefixes'], four['ip_version'], four['default_quota']], [['10.40.0.0/15'], 4, null])
  const lengths = async (prefix: string) => {
    const row = await pool({ prefixes: [prefix] })
    return [row['min_prefixlen'], row['max_prefixlen'], row['default_prefixlen']]
  }
  assert.deepEqual(await lengths('10.50.0.0/16'), [8, 32, 8])
  assert.deepEqual(await lengths('2001:db8:50::/48'), [64, 128, 64])
})

test('pools that contradict themselves are refused in the words of Neutron', async t => {
  const { pool, lab, demo } = await begin(t)
  const cases: readonly (readonly [Given, string, string])[] = [
    [{ prefixes: [] }, 'EmptySubnetPoolPrefixList', 'Empty subnet pool prefix list.'],
    [
      { prefixes: ['10.0.0.0/8', '2001:db8::/32'] },
      'PrefixVersionMismatch',
      'Cannot mix IPv4 and IPv6 prefixes in a subnet pool.',
    ],
    [
      { prefixes: ['10.0.0.0/8'], min_prefixlen: 28, max_prefixlen: 24 },
      'IllegalSubnetPoolPrefixBounds',
      'Illegal prefix bounds: min_prefixlen=28, max_prefixlen=24.',
    ],
    [
      { prefixes: ['10.0.0.0/8'], max_prefixlen: 33 },
      'IllegalSubnetPoolPrefixBounds',
      'Illegal prefix bounds: max_prefixlen=33, ip_version_max=32.',
    ],
    [
      { prefixes: ['10.0.0.0/8'], min_prefixlen: 24, default_prefixlen: 20 },
      'IllegalSubnetPoolPrefixBounds',
      'Illegal prefix bounds: default_prefixlen=20, min_prefixlen=24.',
    ],
  ]
  for (const [given, name, message] of cases) assert.deepEqual(await told(pool(given)), [[name, message]])
  const row = await pool({ prefixes: ['10.40.0.0/16'] })
  assert.deepEqual(await told(lab.update(demo, 'SubnetPool', String(row['id']), { prefixes: ['10.40.0.0/17'] })), [
    [
      'IllegalSubnetPoolPrefixUpdate',
      'Illegal update to prefixes: Existing prefixes must be a subset of the new prefixes.',
    ],
  ])
})

test('subnets get the first free range of a pool, or the one that they ask for', async t => {
  const { lab, demo, pool, subnet } = await begin(t)
  const { id } = await pool({
    prefixes: ['10.40.0.0/16'],
    default_prefixlen: 26,
    min_prefixlen: 20,
    max_prefixlen: 30,
    default_quota: 4096,
  })
  const from = (given: Given) => subnet({ subnetpool_id: id ?? null, ...given })
  const first = await from({ prefixlen: 24 })
  assert.deepEqual([first['cidr'], first['gateway_ip']], ['10.40.0.0/24', '10.40.0.1'])
  assert.deepEqual(first['allocation_pools'], [{ start: '10.40.0.2', end: '10.40.0.254' }])
  assert.equal((await from({}))['cidr'], '10.40.1.0/26')
  assert.equal((await from({ cidr: '10.40.8.0/24' }))['cidr'], '10.40.8.0/24')
  assert.equal((await from({ gateway_ip: '10.40.9.5', prefixlen: 28 }))['cidr'], '10.40.9.0/28')
  const cases: readonly (readonly [Given, string, string])[] = [
    [
      { cidr: '10.40.8.0/25' },
      'SubnetAllocationError',
      'Failed to allocate subnet: Cannot allocate requested subnet from the available set of prefixes.',
    ],
    [
      { prefixlen: 31 },
      'MaxPrefixSubnetAllocationError',
      'Unable to allocate subnet with prefix length 31, maximum allowed prefix is 30.',
    ],
    [
      { prefixlen: 19 },
      'MinPrefixSubnetAllocationError',
      'Unable to allocate subnet with prefix length 19, minimum allowed prefix is 20.',
    ],
    [{ prefixlen: 20 }, 'SubnetPoolQuotaExceeded', 'Per-tenant subnet pool prefix quota exceeded.'],
    [
      { allocation_pools: [{ start: '10.40.0.2', end: '10.40.0.3' }] },
      'BadRequest',
      'Bad subnets request: allocation_pools allowed only for specific subnet requests..',
    ],
    [{ ip_version: 6 }, 'BadRequest', 'Bad subnets request: Cannot allocate IPv6 subnet from IPv4 subnet pool.'],
  ]
  for (const [given, name, message] of cases) assert.deepEqual(await told(from(given)), [[name, message]])
  assert.deepEqual(await told(lab.remove(demo, 'SubnetPool', String(id))), [
    ['SubnetPoolDeleteError', 'Unable to delete subnet pool: Subnet pool has existing allocations.'],
  ])
})

test('no two subnets of a pool overlap, whatever comes and goes', async t => {
  const { lab, demo, network, pool, subnet } = await begin(t)
  const { id } = await pool({ prefixes: ['10.0.0.0/24', '10.0.2.0/23'], min_prefixlen: 24, max_prefixlen: 30 })
  const step = fc.oneof(fc.integer({ min: 24, max: 30 }), fc.constant('remove' as const))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      const alive: Given[] = []
      for (const one of steps) {
        if (one === 'remove') {
          const gone = alive.shift()
          if (gone !== undefined) await lab.remove(demo, 'Network', String(gone['network_id']))
          continue
        }
        const network_id = await network()
        const making = subnet({ network_id, subnetpool_id: id ?? null, prefixlen: one })
        const made = await making.catch((error: unknown) => fullOrThrow(error))
        if (made === undefined) await lab.remove(demo, 'Network', network_id)
        else alive.push(made)
      }
      const blocks = alive.map(row => blockOf(String(row['cidr'])))
      for (const [at, block] of blocks.entries()) {
        assert.ok(blocks.every((other, index) => index === at || !overlaps(block, other)))
        assert.ok(['10.0.0.0/24', '10.0.2.0/23'].some(prefix => encloses(blockOf(prefix), block)))
      }
      for (const row of alive) await lab.remove(demo, 'Network', String(row['network_id']))
    }),
    { numRuns: 8 },
  )
})

test('one pool of an IP version is the default', async t => {
  const { lab, subnet } = await begin(t)
  const make = (prefix: string) =>
    lab.create(lab.admin, 'SubnetPool', {
      prefixes: [prefix],
      default_prefixlen: prefix.includes(':') ? 64 : 26,
      is_default: true,
      shared: true,
    })
  const four = await make('10.50.0.0/16')
  await make('2001:db8:50::/48')
  assert.deepEqual((await told(make('10.51.0.0/16')))[0]?.[0], 'InvalidInput')
  const row = await subnet({ use_default_subnetpool: true })
  assert.deepEqual([row['cidr'], row['subnetpool_id']], ['10.50.0.0/26', four['id']])
  assert.equal((await subnet({ use_default_subnetpool: true, ip_version: 6 }))['gateway_ip'], '2001:db8:50::1')
  const refusal = await refused(
    lab.create(lab.member('demo'), 'SubnetPool', { prefixes: ['10.9.0.0/16'], is_default: true }),
  )
  assert.deepEqual(
    refusal.map(({ pointer }) => pointer),
    ['/is_default'],
  )
})

test('prefixes come to a pool, and go when no subnet is in them', async t => {
  const { lab, demo, pool, subnet } = await begin(t)
  const row = await pool({ prefixes: ['10.40.0.0/15'] })
  const act = (action: string, ...prefixes: readonly string[]) =>
    lab.action(demo, 'SubnetPool', String(row['id']), action, { prefixes })
  assert.deepEqual(await act('add_prefixes', '10.42.0.0/16'), { prefixes: ['10.40.0.0/15', '10.42.0.0/16'] })
  assert.deepEqual(await act('remove_prefixes', '10.42.0.0/16'), { prefixes: ['10.40.0.0/15'] })
  assert.deepEqual(await act('remove_prefixes', '192.168.0.0/16'), { prefixes: ['10.40.0.0/15'] })
  await subnet({ subnetpool_id: row['id'] ?? null, prefixlen: 24 })
  assert.deepEqual(await told(act('remove_prefixes', '10.40.0.0/16') as Promise<unknown>), [
    [
      'IllegalSubnetPoolPrefixUpdate',
      'Illegal update to prefixes: One or more the prefixes to be removed is in use by a subnet..',
    ],
  ])
  assert.deepEqual(await act('remove_prefixes', '10.41.0.0/16'), { prefixes: ['10.40.0.0/16'] })
})

test('the subnets of a network come into a pool', async t => {
  const { lab, demo, network, pool, subnet } = await begin(t)
  const network_id = await network()
  const made = await subnet({ network_id, cidr: '10.1.0.0/24' })
  const scope = await lab.create(demo, 'AddressScope', { ip_version: 4, name: 'as4' })
  const row = await pool({ prefixes: ['10.40.0.0/15'], address_scope_id: scope['id'] ?? null })
  const answer = await lab.action(demo, 'SubnetPool', String(row['id']), 'onboard_network_subnets', { network_id })
  assert.deepEqual(answer, [{ id: made['id'], cidr: '10.1.0.0/24' }])
  assert.equal((await lab.row('Subnet', String(made['id'])))?.['subnetpool_id'], row['id'])
  assert.deepEqual((await lab.row('SubnetPool', String(row['id'])))?.['prefixes'], ['10.1.0.0/24', '10.40.0.0/15'])
  assert.equal((await lab.row('Network', network_id))?.['ipv4_address_scope'], scope['id'])
})

test('pools of an address scope have no address in common, and their networks show the scope', async t => {
  const { lab, demo, network, pool, subnet } = await begin(t)
  const scope = await lab.create(demo, 'AddressScope', { ip_version: 4 })
  const six = await lab.create(demo, 'AddressScope', { ip_version: 6 })
  const address_scope_id = String(scope['id'])
  const row = await pool({ prefixes: ['10.40.0.0/16'], default_prefixlen: 24, address_scope_id })
  assert.deepEqual(
    (await told(pool({ prefixes: ['10.40.128.0/17'], address_scope_id })))[0]?.[0],
    'AddressScopePrefixConflict',
  )
  const versions = await told(pool({ prefixes: ['10.9.0.0/16'], address_scope_id: six['id'] ?? null }))
  assert.equal(versions[0]?.[0], 'IllegalSubnetPoolIpVersionAssociationToAddressScope')
  const network_id = await network()
  await subnet({ network_id, subnetpool_id: row['id'] ?? null })
  const shownScope = async () => (await lab.row('Network', network_id))?.['ipv4_address_scope']
  assert.equal(await shownScope(), address_scope_id)
  assert.deepEqual(
    (await told(subnet({ network_id, cidr: '10.99.0.0/24' })))[0]?.[0],
    'NetworkAddressScopeAffinityError',
  )
  assert.deepEqual(await told(lab.remove(demo, 'AddressScope', address_scope_id)), [
    [
      'AddressScopeInUse',
      `Unable to complete operation on address scope ${address_scope_id}. There are one or more subnet pools in use on the address scope.`,
    ],
  ])
  await lab.update(demo, 'SubnetPool', String(row['id']), { address_scope_id: null })
  assert.equal(await shownScope(), null)
  assert.deepEqual((await told(subnet({ network_id, cidr: '10.99.0.0/24' })))[0]?.[0], 'NetworkSubnetPoolAffinityError')
  await lab.remove(demo, 'AddressScope', address_scope_id)
})

test('a shared address scope stays shared', async t => {
  const { lab } = await begin(t)
  const scope = await lab.create(lab.admin, 'AddressScope', { ip_version: 4, shared: true })
  const id = String(scope['id'])
  assert.equal((await lab.show(lab.member('demo'), 'AddressScope', id))['shared'], true)
  assert.deepEqual(await told(lab.update(lab.admin, 'AddressScope', id, { shared: false })), [
    ['AddressScopeUpdateError', `Unable to update address scope ${id} : Shared address scope can't be unshared.`],
  ])
  await lab.remove(lab.admin, 'AddressScope', id)
  assert.deepEqual(await lab.list(lab.admin, 'RbacPolicy'), [])
})
