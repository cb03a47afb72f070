/** Networks, subnets, pools, scopes and segments. */
import { get, type Make, post, put, removeOne } from './call.ts'

const v4 = [
  '10.0.0.0/24',
  '10.0.0.0/28',
  '10.0.0.16/28',
  '10.0.1.0/29',
  '10.1.0.0/16',
  '192.168.0.0/30',
  '198.51.100.0/28',
]
const v6 = ['2001:db8::/64', '2001:db8:0:1::/64', '2001:db8::/120', 'fd00::/64']
const modes = [
  {},
  { ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' },
  { ipv6_ra_mode: 'dhcpv6-stateful', ipv6_address_mode: 'dhcpv6-stateful' },
  { ipv6_ra_mode: 'dhcpv6-stateless', ipv6_address_mode: 'dhcpv6-stateless' },
  { ipv6_address_mode: 'slaac' },
]

const pools = [
  [{ start: '10.0.0.2', end: '10.0.0.6' }],
  [
    { start: '10.0.0.4', end: '10.0.0.5' },
    { start: '10.0.0.8', end: '10.0.0.9' },
  ],
  [],
]

const prefixes = [['10.8.0.0/22'], ['10.8.4.0/24', '10.8.5.0/24'], ['10.9.0.0/16'], ['fd01::/48'], ['10.8.0.0/23']]

const subnet: Make = ({ dice, some }) => {
  const network_id = some('Network')
  const chosen = dice.below(10)
  const own = { network_id, ...dice.perhaps(8, () => ({ enable_dhcp: false })) }
  if (chosen < 5)
    return post('/subnets', {
      subnet: {
        ...own,
        ip_version: 4,
        cidr: dice.of(v4),
        ...dice.perhaps(5, () => ({ gateway_ip: null })),
        ...dice.perhaps(6, () => ({ gateway_ip: '10.0.0.9' })),
        ...dice.perhaps(5, () => ({ allocation_pools: dice.of(pools) })),
        ...dice.perhaps(10, () => ({ service_types: ['compute:nova'] })),
      },
    })
  if (chosen < 8) return post('/subnets', { subnet: { ...own, ip_version: 6, cidr: dice.of(v6), ...dice.of(modes) } })
  const from = dice.once(4) ? { use_default_subnetpool: true } : { subnetpool_id: some('SubnetPool') }
  const size = dice.perhaps(2, () => ({ prefixlen: dice.of([24, 26, 28, 64, 65]) }))
  return post('/subnets', { subnet: { ...own, ...from, ...size, ip_version: dice.of([4, 4, 6]) } })
}

const physical = (dice: { below(n: number): number }) => ({
  'provider:network_type': 'vlan',
  'provider:physical_network': 'physnet1',
  'provider:segmentation_id': 100 + dice.below(6),
})

export const networkCalls: Readonly<Record<string, Make>> = {
  createNetwork: ({ dice, some }) =>
    post('/networks', {
      network: {
        name: dice.of(['', 'n', 'default']),
        ...dice.perhaps(5, () => ({ 'router:external': true })),
        ...dice.perhaps(6, () => ({ shared: true })),
        ...dice.perhaps(8, () => physical(dice)),
        ...dice.perhaps(8, () => ({ mtu: dice.of([0, 67, 68, 1400, 9000]) })),
        ...dice.perhaps(8, () => ({ port_security_enabled: false })),
        ...dice.perhaps(9, () => ({ qos_policy_id: some('QosPolicy') })),
        ...dice.perhaps(12, () => ({ segments: [physical(dice), physical(dice)] })),
        ...dice.perhaps(20, () => ({ is_default: true })),
      },
    }),
  createNetworks: ({ dice }) =>
    post('/networks', { networks: Array.from({ length: 1 + dice.below(3) }, () => ({ name: 'many' })) }),
  updateNetwork: ({ dice, some }) =>
    put(`/networks/${some('Network')}`, {
      network: dice.of<object>([
        { name: 'renamed' },
        { shared: true },
        { shared: false },
        { 'router:external': true },
        { 'router:external': false },
        { admin_state_up: false },
        { qos_policy_id: null },
        { qos_policy_id: some('QosPolicy') },
        { mtu: 1400 },
        { is_default: true },
        physical(dice),
      ]),
    }),
  deleteNetwork: removeOne('networks', 'Network'),
  createSubnet: subnet,
  updateSubnet: ({ dice, some }) =>
    put(`/subnets/${some('Subnet')}`, {
      subnet: dice.of<object>([
        { gateway_ip: null },
        { gateway_ip: '10.0.0.1' },
        { gateway_ip: '10.0.0.3' },
        { enable_dhcp: false },
        { allocation_pools: dice.of(pools) },
        { host_routes: [{ destination: '10.77.0.0/16', nexthop: '10.0.0.1' }] },
        { dns_nameservers: ['10.0.0.5'] },
        { segment_id: some('Segment') },
        { name: 'renamed' },
      ]),
    }),
  deleteSubnet: removeOne('subnets', 'Subnet'),
  createPool: ({ dice, some }) =>
    post('/subnetpools', {
      subnetpool: {
        name: 'pool',
        prefixes: dice.of(prefixes),
        ...dice.perhaps(3, () => ({ address_scope_id: some('AddressScope') })),
        ...dice.perhaps(4, () => ({ default_prefixlen: dice.of([26, 64]) })),
        ...dice.perhaps(5, () => ({ default_quota: dice.of([0, 100, 1000]) })),
        ...dice.perhaps(5, () => ({ shared: true })),
        ...dice.perhaps(6, () => ({ is_default: true })),
      },
    }),
  updatePool: ({ dice, some }) =>
    put(`/subnetpools/${some('SubnetPool')}`, {
      subnetpool: dice.of<object>([
        { prefixes: ['10.8.0.0/21'] },
        { address_scope_id: some('AddressScope') },
        { address_scope_id: null },
        { default_quota: 300 },
        { is_default: true },
        { name: 'renamed' },
      ]),
    }),
  growPool: ({ dice, some }) =>
    put(`/subnetpools/${some('SubnetPool')}/add_prefixes`, { prefixes: dice.of([...prefixes, ['10.0.0.0/8']]) }),
  shrinkPool: ({ dice, some }) =>
    put(`/subnetpools/${some('SubnetPool')}/remove_prefixes`, { prefixes: dice.of([...prefixes, ['10.8.1.0/24']]) }),
  onboard: ({ some }) =>
    put(`/subnetpools/${some('SubnetPool')}/onboard_network_subnets`, { network_id: some('Network') }),
  deletePool: removeOne('subnetpools', 'SubnetPool'),
  createScope: ({ dice }) =>
    post('/address-scopes', { address_scope: { name: 's', ip_version: dice.of([4, 4, 6]), shared: dice.once(6) } }),
  deleteScope: removeOne('address-scopes', 'AddressScope'),
  createSegment: ({ dice, some }) =>
    post('/segments', {
      segment: dice.once(2)
        ? { network_id: some('Network'), network_type: 'vxlan' }
        : {
            network_id: some('Network'),
            network_type: 'vlan',
            physical_network: 'physnet1',
            segmentation_id: 100 + dice.below(6),
          },
    }),
  deleteSegment: removeOne('segments', 'Segment'),
  topology: ({ dice, projects }) => get(`/auto-allocated-topology/${dice.of(projects)}`),
}
