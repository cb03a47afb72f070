/** The shipped services are Gluon's: same URLs, same attributes, and every body that its clients send is still taken. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Json } from '@baryon/kit'
import { bodyValidator } from '../validator.ts'
import { type Loaded, loadModels } from './load.ts'
import { kindIn, serviceIn } from './testdata/models.ts'

const root = new URL('../../../../services', import.meta.url).pathname
let loaded: Loaded

before(async () => {
  loaded = await loadModels([root])
})

const OBJECT = ['id', 'tenant_id', 'name']
const STAMPS = ['created_at', 'updated_at']
const PORT = [
  ...OBJECT,
  'mac_address',
  'admin_state_up',
  'status',
  'vnic_type',
  'mtu',
  'vlan_transparency',
  'profile',
  'device_id',
  'device_owner',
  'host_id',
  'vif_details',
  'vif_type',
]
const INTERFACE = [...OBJECT, 'port_id', 'segmentation_type', 'segmentation_id']
const SERVICE = [...OBJECT, 'description']
const BINDING = ['tenant_id', 'interface_id', 'service_id', 'ipaddress']

/** Noun, plural and attributes (but the stamps) of every object, after Gluon's models. */
const GLUON: Readonly<Record<string, Readonly<Record<string, readonly [string, string, readonly string[]]>>>> = {
  'net-l3vpn': {
    Port: ['port', 'ports', PORT],
    Interface: ['interface', 'interfaces', INTERFACE],
    VpnService: ['vpn', 'vpns', [...SERVICE, 'ipv4_family', 'ipv6_family', 'route_distinguishers']],
    VpnBinding: ['vpnbinding', 'vpnbindings', [...BINDING, 'subnet_prefix', 'gateway']],
    VpnAfConfig: [
      'vpnafconfig',
      'vpnafconfigs',
      ['tenant_id', 'vrf_rt_value', 'vrf_rt_type', 'import_route_policy', 'export_route_policy'],
    ],
    BGPPeering: ['bgppeering', 'bgppeerings', [...OBJECT, 'local_ip_address', 'peer_ip_address', 'as_number']],
    DataplaneTunnel: [
      'dataplanetunnel',
      'dataplanetunnels',
      [...OBJECT, 'local_tunnel_endpoint', 'remote_tunnel_endpoint'],
    ],
  },
  'ietf-sfc': {
    Port: ['port', 'ports', PORT],
    Interface: ['interface', 'interfaces', INTERFACE],
    ServiceFunction: ['servicefunction', 'servicefunctions', [...SERVICE, 'type', 'ip_mgmt_address']],
    ServiceFunctionForwarder: [
      'servicefunctionforwarder',
      'servicefunctionforwarders',
      [...SERVICE, 'ip_mgmt_address'],
    ],
    SfDataPlaneLocator: [
      'sfdataplanelocator',
      'sfdataplanelocators',
      [...BINDING, 'name', 'l4_port', 'transport', 'service_function_forwarder'],
    ],
    SffDataPlaneLocator: ['sffdataplanelocator', 'sffdataplanelocator', [...BINDING, 'l4_port', 'mac', 'transport']],
    SffSfBinding: ['sffsfbinding', 'sffsfbindings', [...OBJECT, 'sf_name', 'sff_name', 'sff_dpl_name', 'sf_dpl_name']],
    SclSffBinding: ['sclsffbinding', 'sclsffbindings', [...OBJECT, 'sff_name', 'scl_name']],
    ServiceFunctionClassifier: [
      'servicefunctionclassifier',
      'servicefunctionclassifiers',
      [...OBJECT, 'src_ip', 'dst_ip', 'src_mac', 'dst_mac', 'l4_port', 'service_function_chain'],
    ],
    ServiceFunctionChain: [
      'servicefunctionchain',
      'servicefunctionchains',
      [...OBJECT, 'sfc_service_functions', 'symmetric'],
    ],
    ServiceFunctionPath: [
      'servicefunctionpath',
      'servicefunctionpaths',
      [
        ...OBJECT,
        'transport_type',
        'sfc_encapsulation',
        'symmetric',
        'service_path_hops',
        'service_chain_name',
        'starting_index',
        'path_id',
        'context_metadata',
        'variable_metadata',
      ],
    ],
    ServicePathHop: ['servicepathhop', 'servicepathhops', [...OBJECT, 'hop_id', 'sf_name', 'sff_name']],
  },
}

const UUID = '6f6b7f1e-9d1c-4a7e-8a55-0d1c6c1f8f11'
const OWNED = { tenant_id: UUID.replaceAll('-', ''), name: 'a' }
const BOUND = { tenant_id: UUID, interface_id: UUID, service_id: UUID, ipaddress: '10.10.0.2' }

/** Bodies as Gluon's own client and OpenStack's plug-in send them. */
const BODIES: readonly (readonly [service: string, kind: string, mode: 'create' | 'update', body: Json])[] = [
  [
    'net-l3vpn',
    'Port',
    'create',
    {
      ...OWNED,
      id: '',
      mac_address: 'FA-16-3E-00-00-01',
      admin_state_up: true,
      status: 'ACTIVE',
      vnic_type: 'normal',
      mtu: 1500,
      vlan_transparency: false,
      profile: '',
      device_id: '',
      device_owner: '',
      host_id: '',
      vif_details: '',
      vif_type: '',
    },
  ],
  ['net-l3vpn', 'Port', 'create', { ...OWNED, mac_address: 'fa:16:3e:00:00:01', profile: null, device_id: null }],
  [
    'net-l3vpn',
    'Port',
    'update',
    { device_owner: 'compute:nova', device_id: UUID, host_id: 'h1', profile: '{"pci_slot": "0000:00:1f.6"}' },
  ],
  ['net-l3vpn', 'Port', 'update', { device_owner: '', device_id: '', host_id: '', profile: '' }],
  ['net-l3vpn', 'Interface', 'create', { ...OWNED, port_id: UUID, segmentation_type: 'vlan', segmentation_id: 100 }],
  [
    'net-l3vpn',
    'VpnService',
    'create',
    {
      ...OWNED,
      description: '',
      ipv4_family: '1000:1000,1000:1001',
      ipv6_family: '',
      route_distinguishers: '1000:1000',
    },
  ],
  ['net-l3vpn', 'VpnBinding', 'create', { ...BOUND, subnet_prefix: 24, gateway: '10.10.0.1' }],
  ['net-l3vpn', 'VpnBinding', 'create', { ...BOUND, ipaddress: '', gateway: '' }],
  ['net-l3vpn', 'VpnAfConfig', 'create', { tenant_id: UUID, vrf_rt_value: '1000:1000', vrf_rt_type: 'both' }],
  [
    'net-l3vpn',
    'BGPPeering',
    'create',
    { ...OWNED, local_ip_address: '192.0.2.1', peer_ip_address: '192.0.2.2', as_number: 64512 },
  ],
  [
    'ietf-sfc',
    'SfDataPlaneLocator',
    'create',
    { ...BOUND, name: 'sf', l4_port: 4789, transport: 'vxlan-gpe', service_function_forwarder: 'sff' },
  ],
  ['ietf-sfc', 'SffSfBinding', 'create', { ...OWNED, sff_dpl_name: 'a', sf_dpl_name: 'b' }],
  ['ietf-sfc', 'ServiceFunctionPath', 'create', { ...OWNED, tenant_id: 'any text', transport_type: 'vxlan-gpe' }],
]

describe('the shipped services', () => {
  test('have no fault', () => {
    assert.deepEqual(loaded.diagnostics, [])
  })

  test('have the objects, words and attributes of Gluon', () => {
    for (const [name, kinds] of Object.entries(GLUON)) {
      const service = serviceIn(loaded, name)
      assert.equal(service.version, '1.0')
      const found = service.kinds.map(kind => {
        const attributes = kind.attributes.map(attribute => attribute.name).filter(one => !STAMPS.includes(one))
        return [kind.name, [kind.noun, kind.plural, attributes.sort()]]
      })
      const wanted = Object.entries(kinds).map(([kind, [noun, plural, names]]) => [
        kind,
        [noun, plural, [...names].sort()],
      ])
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(wanted))
    }
  })

  for (const [service, kind, mode, body] of BODIES) {
    test(`take what clients of Gluon send to ${mode} a ${kind}: ${JSON.stringify(body).slice(0, 60)}…`, () => {
      assert.deepEqual(bodyValidator(kindIn(loaded, kind, service), mode)(body), [])
    })
  }

  test('make the default interface with a port, and let it go with the port', () => {
    for (const service of ['net-l3vpn', 'ietf-sfc']) {
      const [companion] = kindIn(loaded, 'Port', service).companions
      assert.equal(companion?.kind, 'Interface')
      assert.equal(companion?.values['id'], 'this.id')
      const [reference] = kindIn(loaded, 'Interface', service).references
      assert.equal(reference?.onDelete, 'cascade')
    }
  })

  test('have bind and unbind on every port', () => {
    for (const service of ['net-l3vpn', 'ietf-sfc']) {
      const port = kindIn(loaded, 'Port', service)
      assert.deepEqual(
        port.actions.map(action => action.name),
        ['bind', 'unbind'],
      )
      assert.equal(port.binding?.host, 'host_id')
    }
  })

  test('describe every object and attribute', () => {
    for (const service of loaded.services) {
      for (const kind of service.kinds) {
        assert.notEqual(kind.description, '', `${service.name} ${kind.name}`)
        for (const { name, description } of kind.attributes) assert.notEqual(description, '', `${kind.name}.${name}`)
      }
    }
  })

  test('tell editors where their schema is', () => {
    for (const file of ['base/base.yaml', 'net-l3vpn/net-l3vpn.yaml', 'ietf-sfc/ietf-sfc.yaml']) {
      const [first = ''] = readFileSync(join(root, file), 'utf8').split('\n')
      const path = /^# yaml-language-server: \$schema=(.*)$/.exec(first)?.[1] ?? ''
      assert.ok(JSON.parse(readFileSync(join(root, file, '..', path), 'utf8')).$defs)
    }
  })
})
