import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type Cloud, type Person, projectId, said, stable, startCloud } from './cloud.ts'

const demoId = projectId('demo')
suite('subnets', () => {
  let cloud: Cloud
  let demo: Person
  before(async () => {
    cloud = await startCloud()
    demo = cloud.as('demo')
  })
  after(() => cloud.stop())

  const network = async () => (await demo.make('/networks', { network: {} })).id
  /** A subnet as a member sees it. */
  const plain = (network_id: string, cidr: string) => ({
    name: '',
    tenant_id: demoId,
    project_id: demoId,
    network_id,
    ip_version: 4,
    subnetpool_id: null,
    enable_dhcp: true,
    ipv6_ra_mode: null,
    ipv6_address_mode: null,
    cidr,
    host_routes: [],
    dns_nameservers: [],
    description: '',
    service_types: [],
    dns_publish_fixed_ip: false,
    tags: [],
  })

  test('one is made with what is said of it and what is not', async () => {
    const network_id = await network()
    const given = {
      network_id,
      ip_version: 4,
      cidr: '10.1.0.0/24',
      name: 'sub1',
      dns_nameservers: ['192.0.2.53'],
      host_routes: [{ destination: '10.9.0.0/16', nexthop: '10.1.0.9' }],
      allocation_pools: [{ start: '10.1.0.10', end: '10.1.0.200' }],
    }
    const made = await demo.post('/subnets', { subnet: given })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual(stable(made.body.subnet), { ...plain(network_id, given.cidr), ...given, gateway_ip: '10.1.0.1' })
    assert.deepEqual((await demo.get(`/networks/${network_id}`)).body.network.subnets, [made.body.subnet.id])
    const servers = ['192.0.2.54', '192.0.2.55']
    const changed = await demo.put(`/subnets/${made.body.subnet.id}`, { subnet: { dns_nameservers: servers } })
    assert.deepEqual([changed.status, changed.body.subnet.dns_nameservers], [200, servers])
    assert.equal((await demo.delete(`/subnets/${made.body.subnet.id}`)).status, 204)
    assert.deepEqual((await demo.get(`/networks/${network_id}`)).body.network.subnets, [])
  })

  test('an IPv6 one has the anycast address as its gateway', async () => {
    const network_id = await network()
    const modes = { ipv6_address_mode: 'slaac', ipv6_ra_mode: 'slaac' }
    const given = { network_id, ip_version: 6, cidr: '2001:db8:1::/64', ...modes }
    const made = await demo.post('/subnets', { subnet: given })
    assert.deepEqual(stable(made.body.subnet), {
      ...plain(network_id, given.cidr),
      ...given,
      gateway_ip: '2001:db8:1::',
      allocation_pools: [{ start: '2001:db8:1::1', end: '2001:db8:1:0:ffff:ffff:ffff:ffff' }],
    })
  })

  test('an administrator sees the segment too', async () => {
    const network_id = (await cloud.admin.make('/networks', { network: {} })).id
    const given = { network_id, ip_version: 4, cidr: '198.51.100.0/24', enable_dhcp: false, gateway_ip: '198.51.100.1' }
    const made = await cloud.admin.post('/subnets', { subnet: given })
    assert.deepEqual(stable(made.body.subnet), {
      ...plain(network_id, given.cidr),
      ...given,
      tenant_id: projectId('admin'),
      project_id: projectId('admin'),
      segment_id: null,
      allocation_pools: [{ start: '198.51.100.2', end: '198.51.100.254' }],
    })
  })

  test('what is wrong is told as Neutron tells it', async () => {
    const network_id = await network()
    await demo.make('/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.1.0.0/24' } })
    const told = async (given: Readonly<Record<string, unknown>>) =>
      said(await demo.post('/subnets', { subnet: { network_id, ip_version: 4, ...given } }))
    const input = (reason: string) => [400, 'InvalidInput', `Invalid input for operation: ${reason}.`]
    assert.deepEqual(await told({ cidr: '10.0.0.0/99' }), input('10.0.0.0/99 is not in a CIDR format'))
    assert.deepEqual(
      await told({ ip_version: 6, cidr: '10.99.0.0/24' }),
      input("cidr '10.99.0.0/24' does not match the ip_version '6'"),
    )
    assert.deepEqual(await told({ ip_version: 5, cidr: '10.9.0.0/24' }), [
      400,
      'HTTPBadRequest',
      'Invalid input for ip_version. Reason: 5 is not in valid_values.',
    ])
    assert.deepEqual(said(await demo.post('/subnets', { subnet: { network_id, cidr: '10.9.0.0/24' } })), [
      400,
      'HTTPBadRequest',
      "Failed to parse request. Required attribute 'ip_version' not specified",
    ])
    assert.deepEqual(await told({}), [
      400,
      'BadRequest',
      'Bad subnets request: a subnetpool must be specified in the absence of a cidr.',
    ])
    assert.deepEqual(
      await told({ cidr: '10.1.0.0/25' }),
      input(`Requested subnet with cidr: 10.1.0.0/25 for network: ${network_id} overlaps with another subnet`),
    )
    const gateway = { cidr: '10.60.0.0/24', gateway_ip: '10.60.0.5' }
    const pools = [{ start: '10.60.0.2', end: '10.60.0.9' }]
    assert.deepEqual(await told({ ...gateway, allocation_pools: pools }), [
      409,
      'GatewayConflictWithAllocationPools',
      'Gateway ip 10.60.0.5 conflicts with allocation pool 10.60.0.2-10.60.0.9.',
    ])
    assert.deepEqual(
      await told({ cidr: '10.60.0.0/24', allocation_pools: [{ start: '10.61.0.2', end: '10.61.0.9' }] }),
      [
        400,
        'OutOfBoundsAllocationPool',
        'The allocation pool 10.61.0.2-10.61.0.9 spans beyond the subnet cidr 10.60.0.0/24.',
      ],
    )
    const two = [...pools, { start: '10.60.0.5', end: '10.60.0.19' }]
    assert.deepEqual(await told({ cidr: '10.60.0.0/24', allocation_pools: two }), [
      409,
      'OverlappingAllocationPools',
      'Found overlapping allocation pools: 10.60.0.2-10.60.0.9 10.60.0.5-10.60.0.19 for subnet 10.60.0.0/24.',
    ])
    const missing = crypto.randomUUID()
    assert.deepEqual(await told({ network_id: missing, cidr: '10.9.0.0/24' }), [
      404,
      'NetworkNotFound',
      `Network ${missing} could not be found.`,
    ])
  })

  test('what cannot be changed is not', async () => {
    const network_id = await network()
    const { id } = await demo.make('/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.1.0.0/24' } })
    const change = async (subnet: Readonly<Record<string, unknown>>) =>
      said(await demo.put(`/subnets/${id}`, { subnet }))
    assert.deepEqual(await change({ network_id: await network() }), [
      400,
      'HTTPBadRequest',
      'Cannot update read-only attribute network_id',
    ])
    assert.deepEqual(await change({ cidr: '10.2.0.0/24' }), [
      400,
      'HTTPBadRequest',
      'Cannot update read-only attribute cidr',
    ])
    assert.equal((await change({ segment_id: crypto.randomUUID() }))[0], 403)
    const segment_id = crypto.randomUUID()
    assert.deepEqual(said(await cloud.admin.put(`/subnets/${id}`, { subnet: { segment_id } })), [
      404,
      'SegmentNotFound',
      `Segment ${segment_id} could not be found.`,
    ])
    assert.equal((await change({ service_types: ['compute:nova'] }))[0], 403)
    assert.equal((await demo.put(`/subnets/${id}`, { subnet: { gateway_ip: null } })).body.subnet.gateway_ip, null)
  })

  test('one with addresses in use stays', async () => {
    const network_id = await network()
    const { id } = await demo.make('/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.1.0.0/24' } })
    await demo.make('/ports', { port: { network_id } })
    assert.deepEqual(said(await demo.delete(`/subnets/${id}`)), [
      409,
      'SubnetInUse',
      `Unable to complete operation on subnet ${id}: One or more ports have an IP allocation from this subnet.`,
    ])
  })

  test('several are made at once or none at all', async () => {
    const network_id = await network()
    const subnet = (cidr: string) => ({ network_id, ip_version: 4, cidr })
    const refused = await demo.post('/subnets', { subnets: [subnet('10.1.0.0/24'), subnet('10.1.0.0/25')] })
    assert.equal(refused.status, 400)
    const made = await demo.post('/subnets', { subnets: [subnet('10.1.0.0/24'), subnet('10.2.0.0/24')] })
    assert.equal(made.status, 201, made.text)
    const listed = await demo.get(`/subnets?network_id=${network_id}&fields=cidr&sort_key=cidr&sort_dir=asc`)
    assert.deepEqual(listed.body.subnets, [{ cidr: '10.1.0.0/24' }, { cidr: '10.2.0.0/24' }])
    assert.equal((await demo.get('/subnets?cidr=10.2.0.0/24&ip_version=4&enable_dhcp=True')).body.subnets.length, 1)
  })
})
