import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '@baryon/model'
import type { State } from '../state.ts'
import { breaches } from './index.ts'

/** A state of nothing but these. */
function stateWith(rows: Readonly<Record<string, readonly Row[]>>): State {
  const all = (kind: string) => rows[kind] ?? []
  return { kinds: [], all, get: (kind, id) => all(kind).find(row => row['id'] === id) }
}

const network: Row = { id: 'n', project_id: 'p', subnets: ['s'], shared_with: [], external_for: [] }
const subnet: Row = {
  id: 's',
  network_id: 'n',
  cidr: '10.0.0.0/24',
  network_project_id: 'p',
  shared_with: [],
  subnetpool_id: null,
}
const port: Row = {
  id: 'a',
  network_id: 'n',
  network_project_id: 'p',
  project_id: 'p',
  mac_address: 'm',
  device_owner: '',
  'binding:host_id': '',
  fixed_ips: [{ subnet_id: 's', ip_address: '10.0.0.5' }],
}
const router: Row = { id: 'r', external_gateway_info: null, gw_port_id: null }
const whole = { Network: [network], Subnet: [subnet], Port: [port], Router: [router] }

const floating = {
  id: 'f',
  floating_ip_address: '10.0.0.5',
  floating_port_id: 'a',
  floating_network_id: 'n',
  port_id: null,
  fixed_ip_address: null,
  router_id: null,
}
const leg = { ...port, id: 'b', mac_address: 'l', device_id: 'r', device_owner: 'network:router_interface' }

test('a network that is whole has no breach', () => {
  assert.deepEqual(breaches(stateWith(whole)), [])
})

const broken: readonly (readonly [invariant: string, rows: Readonly<Record<string, readonly Row[]>>])[] = [
  ['noAddressTwice', { Port: [port, { ...port, id: 'b', mac_address: 'o' }] }],
  ['addressesAreInTheirSubnets', { Port: [{ ...port, fixed_ips: [{ subnet_id: 's', ip_address: '10.0.1.5' }] }] }],
  ['addressesAreInTheirSubnets', { Port: [{ ...port, network_id: 'other' }] }],
  ['noSubnetsOverlap', { Subnet: [subnet, { ...subnet, id: 't', cidr: '10.0.0.128/25' }] }],
  [
    'subnetsOfPoolsAreInThemAlone',
    {
      SubnetPool: [{ id: 'q', address_scope_id: null, prefixes: ['10.1.0.0/16'] }],
      Subnet: [{ ...subnet, subnetpool_id: 'q' }],
    },
  ],
  [
    'poolsOfScopesDoNotOverlap',
    { SubnetPool: ['q', 'w'].map(id => ({ id, address_scope_id: 'x', prefixes: ['10.1.0.0/16'] })) },
  ],
  ['noMacTwice', { Port: [port, { ...port, id: 'b', fixed_ips: [] }] }],
  ['referencesOfBehavioursResolve', { Router: [{ ...router, gw_port_id: 'gone' }] }],
  ['referencesOfBehavioursResolve', { RbacPolicy: [{ id: 'x', object_type: 'network', object_id: 'gone' }] }],
  ['networksKnowTheirSubnets', { Network: [{ ...network, subnets: [] }] }],
  ['heldPortsHaveTheirHolder', { Port: [{ ...leg, device_id: 'gone' }] }],
  ['heldPortsHaveTheirHolder', { Port: [{ ...leg, device_owner: 'network:router_gateway' }] }],
  [
    'gatewaysAreTheirPorts',
    { Router: [{ ...router, gw_port_id: 'a', external_gateway_info: { network_id: 'n', external_fixed_ips: [] } }] },
  ],
  ['routersHaveOneLegInASubnet', { Port: [leg, { ...leg, id: 'c' }] }],
  ['floatingIpsLeadSomewhere', { FloatingIp: [{ ...floating, floating_ip_address: '10.0.0.6' }] }],
  [
    'floatingIpsLeadSomewhere',
    { FloatingIp: [{ ...floating, port_id: 'a', fixed_ip_address: '10.0.0.9', router_id: 'r' }] },
  ],
  [
    'noProjectHasTwoDefaultGroups',
    { SecurityGroup: ['g', 'h'].map(id => ({ id, name: 'default', default_of: 'p', project_id: 'p' })) },
  ],
  ['sharingIsWhatThePoliciesSay', { Network: [{ ...network, shared_with: ['*'] }] }],
  ['copiesOfNetworksAreTheirs', { Subnet: [{ ...subnet, shared_with: ['*'] }] }],
  [
    'noSegmentTwice',
    { Segment: ['x', 'y'].map(id => ({ id, network_type: 'vlan', physical_network: 'p', segmentation_id: 7 })) },
  ],
  ['atMostOneBindingIsActive', { PortBinding: ['x', 'y'].map(host => ({ port_id: 'a', host, status: 'ACTIVE' })) }],
  ['atMostOneBindingIsActive', { Port: [{ ...port, 'binding:host_id': 'x' }] }],
  ['portsAreInOneTrunk', { Trunk: [{ id: 't', port_id: 'a', sub_ports: [{ port_id: 'a', segmentation_id: 1 }] }] }],
]

for (const [invariant, rows] of broken)
  test(`${invariant} finds ${JSON.stringify(rows).slice(0, 60)}`, () => {
    const found = breaches(stateWith({ ...whole, ...rows }))
    assert.ok(
      found.some(breach => breach.startsWith(`${invariant}: `)),
      JSON.stringify(found),
    )
  })
