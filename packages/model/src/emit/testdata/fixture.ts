/**
 * Two hand-made services that have one of everything in the language: every type, a composite key, nesting over three levels,
 * references (to one, to many, across services, to itself), a status plane, actions, quota, rules, a companion.
 * Tests of several packages use them where YAML would only be in the way.
 */
import type { Service } from '../../ir.ts'
import { action, attribute, kind, refer, scalar } from './build.ts'

const id = attribute('id', scalar('uuid'), { required: true, nullable: false, immutable: true })
const tenant = attribute('tenant_id', scalar('uuid'), { required: true, immutable: true })
const name = attribute('name', scalar('string', { maxLength: 64 }))
const stamps = [
  attribute('created_at', scalar('datetime'), { readOnly: true, nullable: false, stamp: 'created' }),
  attribute('updated_at', scalar('datetime'), { readOnly: true, nullable: false, stamp: 'updated' }),
  attribute('revision_number', scalar('integer'), { readOnly: true, nullable: false, stamp: 'revision' }),
]

const port = kind({
  service: 'fabric',
  name: 'Port',
  noun: 'port',
  plural: 'ports',
  description: 'A vNIC that can be plugged into a service',
  attributes: [
    id,
    tenant,
    name,
    attribute('mac_address', scalar('mac'), { required: true }),
    attribute('admin_state_up', scalar('boolean'), { nullable: false, default: true }),
    attribute('mtu', scalar('integer', { min: 68, max: 65535 }), { default: 1500 }),
    attribute('status', scalar('enum', { values: ['ACTIVE', 'DOWN'] }), { plane: 'status', readOnly: true }),
    attribute('device_id', scalar('uuid'), { emptyIsNull: true }),
    attribute('host_id', scalar('string', { maxLength: 64 })),
    attribute('vif_type', scalar('string', { maxLength: 32 }), { readOnly: true }),
    attribute('vif_details', scalar('json-text'), { readOnly: true }),
    attribute('secret', scalar('string', { minLength: 8 }), { writeOnly: true, sensitive: true }),
    attribute('label', scalar('string'), { deprecated: 'Use name' }),
    ...stamps,
  ],
  uniques: [{ name: 'mac_per_tenant', attributes: ['tenant_id', 'mac_address'] }],
  indexes: [{ name: 'by_device', attributes: ['device_id', 'created_at'] }],
  rules: [{ expression: 'this.mtu == null || this.mtu >= 576', message: 'Raise the MTU to 576 or more', attribute: 'mtu' }],
  quota: 100,
  actions: [
    action('bind', {
      description: 'Claim the port for a device on a host',
      input: [
        attribute('host_id', scalar('string', { maxLength: 64 }), { required: true }),
        attribute('device_id', scalar('uuid'), { required: true }),
      ],
      requires: [{ expression: 'this.host_id == null', message: 'Unbind the port first' }],
      set: { host_id: 'input.host_id', device_id: 'input.device_id' },
    }),
    action('unbind', { set: { host_id: 'null', device_id: 'null' } }),
  ],
  companions: [{ kind: 'Interface', values: { id: 'this.id', port_id: 'this.id', tenant_id: 'this.tenant_id' } }],
  binding: { host: 'host_id', device: 'device_id', vifType: 'vif_type', vifDetails: 'vif_details' },
})

const nic = kind({
  service: 'fabric',
  name: 'Interface',
  noun: 'interface',
  plural: 'interfaces',
  parent: { kind: 'Port', attribute: 'port_id' },
  attributes: [
    id,
    tenant,
    attribute('port_id', refer('fabric/Port', 'cascade'), { required: true, immutable: true }),
    attribute('segmentation_id', scalar('integer', { min: 0 }), { nullable: false, default: 0 }),
  ],
  uniques: [{ name: 'segment', attributes: ['port_id', 'segmentation_id'] }],
})

const address = kind({
  service: 'fabric',
  name: 'Address',
  noun: 'address',
  plural: 'addresses',
  parent: { kind: 'Interface', attribute: 'interface_id' },
  attributes: [
    id,
    attribute('interface_id', refer('fabric/Interface', 'cascade'), { required: true }),
    attribute('ip', scalar('ip'), { required: true, immutable: true }),
  ],
})

const route = kind({
  service: 'fabric',
  name: 'Route',
  noun: 'route',
  plural: 'routes',
  description: 'Where packets to a prefix go',
  key: ['vrf', 'prefix'],
  deprecated: 'Use a peering instead',
  attributes: [
    attribute('vrf', scalar('integer', { min: 1 }), { required: true, immutable: true }),
    attribute('prefix', scalar('cidr'), { required: true, immutable: true }),
    tenant,
    attribute('next_hop', scalar('ip', { version: 4 }), { required: true }),
    attribute('via_port', refer('fabric/Port', 'null')),
    attribute('summary', scalar('string'), { computed: "this.prefix + ' via ' + this.next_hop", readOnly: true }),
  ],
})

const everything = kind({
  service: 'fabric',
  name: 'Everything',
  noun: 'everything',
  plural: 'everythings',
  description: 'One attribute of each type',
  attributes: [
    id,
    attribute('a_string', scalar('string', { minLength: 2, maxLength: 8, pattern: '^[a-z]+$' })),
    attribute('an_integer', scalar('integer', { min: 1, max: 10 })),
    attribute('a_number', scalar('number', { min: 0 })),
    attribute('a_boolean', scalar('boolean')),
    attribute('a_datetime', scalar('datetime')),
    attribute('a_json', scalar('json')),
    attribute('a_json_text', scalar('json-text')),
    attribute('a_cidr', scalar('cidr', { version: 6 })),
    attribute('an_ip', scalar('ip', { version: 6 })),
    attribute('a_mac', scalar('mac')),
    attribute('a_fqdn', scalar('fqdn')),
    attribute('a_uri', scalar('uri')),
    attribute('an_email', scalar('email')),
    attribute('an_enum', scalar('enum', { values: ['one', 'two'] })),
    attribute('a_list', { name: 'list', items: scalar('ip'), maxItems: 8, uniqueItems: true }),
    attribute('a_map', { name: 'map', values: scalar('integer'), maxItems: 8, keyPattern: '^[a-z]+$' }),
    attribute('an_object', {
      name: 'object',
      attributes: [
        attribute('port', scalar('integer', { min: 1, max: 65535 }), { required: true }),
        attribute('protocol', scalar('enum', { values: ['tcp', 'udp'] }), { nullable: false, default: 'tcp' }),
      ],
    }),
  ],
})

const session = kind({
  service: 'peering',
  name: 'Session',
  noun: 'session',
  plural: 'sessions',
  description: 'A BGP session over ports of the fabric',
  attributes: [
    id,
    tenant,
    name,
    attribute('as_number', scalar('integer', { min: 1, max: 4294967295 }), { required: true }),
    attribute('home_port', refer('fabric/Port'), { required: true }),
    attribute('ports', { name: 'list', items: refer('fabric/Port', 'null'), uniqueItems: true }),
    attribute('backup', refer('peering/Session', 'null')),
  ],
  uniques: [{ name: 'name', attributes: ['tenant_id', 'name'] }],
})

export const fabric: Service = {
  name: 'fabric',
  version: '1.0',
  status: 'CURRENT',
  title: 'Fabric',
  description: 'Ports, their interfaces, and routes',
  language: '2.0',
  kinds: [port, nic, address, route, everything],
}

export const peering: Service = {
  name: 'peering',
  version: '2.1',
  status: 'STABLE',
  title: 'Peering',
  description: 'Sessions with the outside',
  language: '2.0',
  kinds: [session],
}

export const fixtureServices: readonly Service[] = [fabric, peering]
