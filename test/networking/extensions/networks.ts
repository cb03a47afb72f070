/** Extensions of networks, segments, subnets and subnet pools. */
import assert from 'node:assert/strict'
import { answered, type Facts, newPort, newSubnet, refused } from './world.ts'

export const networks: Facts = {
  'external-net': async ({ demo, outside }) =>
    assert.deepEqual(await answered(demo.get('/networks?router:external=True&fields=id')), [{ id: outside.id }]),
  async provider({ admin, network }) {
    assert.equal((await answered(admin.get(`/networks/${network.id}`)))['provider:network_type'], 'vxlan')
    assert.equal('provider:network_type' in network, false)
  },
  'multi-provider': async ({ admin }) => {
    const segments = [7101, 7102].map(id => ({ 'provider:network_type': 'vxlan', 'provider:segmentation_id': id }))
    assert.equal((await admin.make('/networks', { network: { segments } })).segments.length, 2)
  },
  'net-mtu': async ({ network }) => assert.equal(network.mtu, 1450),
  'net-mtu-writable': async ({ demo }) => {
    const { id, mtu } = await demo.make('/networks', { network: { mtu: 1400 } })
    assert.equal(mtu, 1400)
    assert.equal((await answered(demo.put(`/networks/${id}`, { network: { mtu: 1300 } }))).mtu, 1300)
  },
  async network_availability_zone({ demo }) {
    const made = await demo.make('/networks', { network: { availability_zone_hints: ['nova'] } })
    assert.deepEqual(made.availability_zone_hints, ['nova'])
    const hints = { availability_zone_hints: ['nowhere'] }
    assert.equal(await refused(demo.post('/networks', { network: hints }), 404), 'AvailabilityZoneNotFound')
  },
  async l2_adjacency({ admin, network }) {
    assert.equal(network.l2_adjacency, true)
    const { id } = await admin.make('/networks', { network: {} })
    const [segment] = await answered(admin.get(`/segments?network_id=${id}`))
    const subnet = { network_id: id, ip_version: 4, cidr: '10.3.0.0/24', segment_id: segment.id }
    await admin.make('/subnets', { subnet })
    assert.equal((await answered(admin.get(`/networks/${id}`))).l2_adjacency, false)
  },
  'auto-allocated-topology': async ({ admin, cloud }) => {
    for (const [prefix, length] of [
      ['10.50.0.0/16', 26],
      ['2001:db8:50::/48', 64],
    ]) {
      const pool = { name: 'auto', prefixes: [prefix], default_prefixlen: length, is_default: true, shared: true }
      await admin.make('/subnetpools', { subnetpool: pool })
    }
    const other = cloud.as('other')
    const { id } = await answered(other.get(`/auto-allocated-topology/${other.project}`))
    assert.equal((await answered(other.get(`/networks/${id}`))).subnets.length, 2)
  },
  'network-ip-availability': async ({ admin, network }) => {
    const shown = await answered(admin.get(`/network-ip-availabilities/${network.id}`))
    assert.deepEqual([shown.total_ips, shown.used_ips > 0], [253, true])
  },
  async segment({ admin, network }) {
    const [segment] = await answered(admin.get(`/segments?network_id=${network.id}`))
    assert.equal(segment.network_type, 'vxlan')
  },
  'network-segment-range': async ({ admin }) => {
    const range = { name: 'r', network_type: 'vlan', physical_network: 'physnet2', minimum: 300, maximum: 301 }
    const made = await admin.make('/network_segment_ranges', { network_segment_range: { shared: true, ...range } })
    assert.deepEqual(made.available, [300, 301])
  },
  'segments-peer-subnet-host-routes': async ({ admin }) => {
    const provider = { 'provider:network_type': 'vlan', 'provider:physical_network': 'physnet1' }
    const { id: network_id } = await admin.make('/networks', { network: provider })
    const segment = { network_id, network_type: 'vlan', physical_network: 'physnet4', segmentation_id: 150 }
    const { id: second } = await admin.make('/segments', { segment })
    const all = await answered(admin.get(`/segments?network_id=${network_id}`))
    const first = all.find((one: { id: string }) => one.id !== second).id
    const subnet = { network_id, ip_version: 4 }
    const one = await admin.make('/subnets', { subnet: { ...subnet, cidr: '10.4.0.0/24', segment_id: first } })
    await admin.make('/subnets', { subnet: { ...subnet, cidr: '10.5.0.0/24', segment_id: second } })
    const { host_routes } = await answered(admin.get(`/subnets/${one.id}`))
    assert.deepEqual(host_routes, [{ destination: '10.5.0.0/24', nexthop: '10.4.0.1' }])
  },
  'subnet-segmentid-writable': async ({ admin }) => {
    const subnet = await newSubnet(admin)
    const [segment] = await answered(admin.get(`/segments?network_id=${subnet.network_id}`))
    const body = { subnet: { segment_id: segment.id } }
    assert.equal((await answered(admin.put(`/subnets/${subnet.id}`, body))).segment_id, segment.id)
  },
  'subnet-service-types': async ({ admin }) => {
    const { network_id } = await newSubnet(admin, { service_types: ['compute:nova'] })
    const made = await admin.make('/ports', { port: { network_id, device_owner: 'compute:nova' } })
    assert.equal(made.fixed_ips.length, 1)
    const other = { network_id, device_owner: 'baremetal:none' }
    assert.equal(
      await refused(admin.post('/ports', { port: other }), 409),
      'IpAddressGenerationFailureNoMatchingSubnet',
    )
  },
  'subnet-dns-publish-fixed-ip': async ({ demo }) =>
    assert.equal((await newSubnet(demo, { dns_publish_fixed_ip: true })).dns_publish_fixed_ip, true),
  async subnet_allocation({ demo }) {
    const { id: subnetpool_id } = await demo.make('/subnetpools', {
      subnetpool: { name: 'p', prefixes: ['10.6.0.0/16'] },
    })
    const made = await newSubnet(demo, { cidr: undefined, subnetpool_id, prefixlen: 28 })
    assert.equal(made.cidr, '10.6.0.0/28')
  },
  'default-subnetpools': async ({ admin }) => {
    const before = await answered(admin.get('/subnetpools?is_default=True&ip_version=4'))
    if (before.length === 0) {
      const pool = { name: 'd', prefixes: ['10.51.0.0/16'], default_prefixlen: 26, is_default: true, shared: true }
      await admin.make('/subnetpools', { subnetpool: pool })
    }
    const made = await newSubnet(admin, { cidr: undefined, use_default_subnetpool: true })
    assert.match(made.cidr, /^10\.5[01]\.\d+\.\d+\/26$/)
  },
  'address-scope': async ({ demo }) => {
    const { id } = await demo.make('/address-scopes', { address_scope: { name: 's', ip_version: 4 } })
    const pool = { name: 'p', prefixes: ['10.7.0.0/16'], address_scope_id: id }
    const { id: subnetpool_id } = await demo.make('/subnetpools', { subnetpool: pool })
    const { network_id } = await newSubnet(demo, { cidr: undefined, subnetpool_id, prefixlen: 24 })
    assert.equal((await answered(demo.get(`/networks/${network_id}`))).ipv4_address_scope, id)
  },
  'subnetpool-prefix-ops': async ({ demo }) => {
    const { id } = await demo.make('/subnetpools', { subnetpool: { name: 'p', prefixes: ['10.8.0.0/16'] } })
    const added = await answered(demo.put(`/subnetpools/${id}/add_prefixes`, { prefixes: ['10.9.0.0/16'] }))
    assert.deepEqual(added, ['10.8.0.0/15'])
  },
  async subnet_onboard({ demo }) {
    const { id } = await demo.make('/subnetpools', { subnetpool: { name: 'p', prefixes: ['10.20.0.0/16'] } })
    const subnet = await newSubnet(demo, { cidr: '10.10.0.0/24' })
    await demo.put(`/subnetpools/${id}/onboard_network_subnets`, { network_id: subnet.network_id })
    assert.equal((await answered(demo.get(`/subnets/${subnet.id}`))).subnetpool_id, id)
  },
  async ip_allocation(world) {
    assert.equal((await newPort(world)).ip_allocation, 'immediate')
    assert.equal((await newPort(world, { fixed_ips: [] })).ip_allocation, 'none')
  },
}
