import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type Cloud, type Got, type Person, projectId, said, stable, startCloud } from './cloud.ts'

const demoId = projectId('demo')
suite('subnet pools and address scopes', () => {
  let cloud: Cloud
  let demo: Person
  before(async () => {
    cloud = await startCloud()
    demo = cloud.as('demo')
  })
  after(() => cloud.stop())

  test('an address scope, a pool in it, and a subnet of that', async () => {
    const scope = await demo.post('/address-scopes', { address_scope: { name: 'as4', ip_version: 4 } })
    const { id: address_scope_id } = scope.body.address_scope
    assert.deepEqual(
      [scope.status, scope.body],
      [
        201,
        {
          address_scope: {
            id: address_scope_id,
            project_id: demoId,
            tenant_id: demoId,
            name: 'as4',
            shared: false,
            ip_version: 4,
          },
        },
      ],
    )
    const given = { name: 'sp', default_prefixlen: 26, min_prefixlen: 20, max_prefixlen: 30, address_scope_id }
    const pool = await demo.post('/subnetpools', {
      subnetpool: { ...given, prefixes: ['10.40.0.0/16', '10.41.0.0/16'] },
    })
    assert.equal(pool.status, 201, pool.text)
    assert.deepEqual(stable(pool.body.subnetpool), {
      ...given,
      default_prefixlen: '26',
      min_prefixlen: '20',
      max_prefixlen: '30',
      tenant_id: demoId,
      project_id: demoId,
      is_default: false,
      shared: false,
      prefixes: ['10.40.0.0/15'],
      ip_version: 4,
      default_quota: null,
      description: '',
      tags: [],
    })
    const subnetpool_id = pool.body.subnetpool.id
    const { id: network_id } = await demo.make('/networks', { network: {} })
    const made = await demo.post('/subnets', { subnet: { network_id, ip_version: 4, subnetpool_id, prefixlen: 24 } })
    const { cidr, gateway_ip, allocation_pools } = made.body.subnet
    assert.deepEqual(
      [cidr, gateway_ip, allocation_pools, made.body.subnet.subnetpool_id],
      ['10.40.0.0/24', '10.40.0.1', [{ start: '10.40.0.2', end: '10.40.0.254' }], subnetpool_id],
    )
    assert.equal('prefixlen' in made.body.subnet || 'use_default_subnetpool' in made.body.subnet, false)
    assert.equal((await demo.get(`/networks/${network_id}`)).body.network.ipv4_address_scope, address_scope_id)
    const gone = await demo.delete(`/subnetpools/${subnetpool_id}`)
    assert.deepEqual(said(gone), [
      400,
      'SubnetPoolDeleteError',
      'Unable to delete subnet pool: Subnet pool has existing allocations.',
    ])
    assert.deepEqual(said(await demo.delete(`/address-scopes/${address_scope_id}`)), [
      409,
      'AddressScopeInUse',
      `Unable to complete operation on address scope ${address_scope_id}. There are one or more subnet pools in use on the address scope.`,
    ])
  })

  test('prefixes come and go, and subnets are brought in', async () => {
    const pool = await demo.make('/subnetpools', { subnetpool: { prefixes: ['10.60.0.0/15'] } })
    const act = (action: string, body: object) => demo.put(`/subnetpools/${pool.id}/${action}`, body)
    const added = await act('add_prefixes', { prefixes: ['10.62.0.0/16'] })
    assert.deepEqual([added.status, added.body], [200, { prefixes: ['10.60.0.0/15', '10.62.0.0/16'] }])
    const removed = await act('remove_prefixes', { prefixes: ['10.62.0.0/16'] })
    assert.deepEqual([removed.status, removed.body], [200, { prefixes: ['10.60.0.0/15'] }])
    const { id: network_id } = await demo.make('/networks', { network: {} })
    const subnet = await demo.make('/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.1.0.0/24' } })
    const onboarded = await act('onboard_network_subnets', { network_id })
    assert.deepEqual([onboarded.status, onboarded.body], [200, [{ id: subnet.id, cidr: '10.1.0.0/24' }]])
    assert.equal((await demo.get(`/subnets/${subnet.id}`)).body.subnet.subnetpool_id, pool.id)
  })

  test('a pool is called by its id; delegated prefixes are not there', async () => {
    const { id: network_id } = await demo.make('/networks', { network: {} })
    const from = async (subnetpool_id: string) => {
      const { status, body } = await demo.post('/subnets', { subnet: { network_id, ip_version: 6, subnetpool_id } })
      return [status, body.NeutronError.message]
    }
    assert.deepEqual(await from('prefix_delegation'), [
      400,
      'Bad subnets request: IPv6 prefix delegation is not supported.',
    ])
    assert.deepEqual(await from('x'), [400, "Invalid input for subnetpool_id. Reason: 'x' is not a valid UUID."])
    const nobody = crypto.randomUUID()
    assert.deepEqual(await from(nobody), [404, `Subnet pool ${nobody} could not be found.`])
  })

  test('the default pool is of administrators, and for all', async () => {
    const given = { name: 'def4', prefixes: ['10.50.0.0/16'], default_prefixlen: 26, is_default: true, shared: true }
    assert.equal((await demo.post('/subnetpools', { subnetpool: given })).status, 403)
    const pool = await cloud.admin.make('/subnetpools', { subnetpool: given })
    assert.deepEqual([pool.min_prefixlen, pool.max_prefixlen, pool.shared], ['8', '32', true])
    const seen = await demo.get('/subnetpools?shared=True&is_default=True')
    assert.deepEqual(
      seen.body.subnetpools.map(({ id, shared }: Got['body']) => [id, shared]),
      [[pool.id, true]],
    )
    const { id: network_id } = await demo.make('/networks', { network: {} })
    const made = await demo.post('/subnets', { subnet: { network_id, ip_version: 4, use_default_subnetpool: true } })
    assert.deepEqual([made.status, made.body.subnet.cidr], [201, '10.50.0.0/26'])
  })

  test('a pool that is not there is called as Neutron calls it', async () => {
    const id = crypto.randomUUID()
    assert.deepEqual(said(await demo.get(`/subnetpools/${id}`)), [
      404,
      'SubnetPoolNotFound',
      `Subnet pool ${id} could not be found.`,
    ])
    assert.deepEqual(said(await demo.get(`/address-scopes/${id}`)), [
      404,
      'AddressScopeNotFound',
      `Address scope ${id} could not be found.`,
    ])
  })
})
