/** Gluon's models are read unchanged; the fixtures are in `testdata/gluon`. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Kind } from '../ir.ts'
import { type Loaded, loadModels } from './load.ts'
import { attributeIn, kindIn, loadFiles, serviceIn } from './testdata/models.ts'

const root = new URL('../../testdata/gluon', import.meta.url).pathname
let loaded: Loaded

before(async () => {
  loaded = await loadModels([root])
})

const l3vpn = (name: string): Kind => kindIn(loaded, name, 'net-l3vpn')
const tested = (name: string): Kind => kindIn(loaded, name, 'test')
const typeOf = (kind: Kind, name: string) => attributeIn(kind, name).type

describe('loadModels() with models of Gluon', () => {
  test('finds no fault in them', () => {
    assert.deepEqual(loaded.diagnostics, [])
    assert.equal(loaded.ok, true)
  })

  test('does not serve the base objects', () => {
    assert.deepEqual(
      loaded.services.map(service => service.name),
      ['net-l3vpn', 'test'],
    )
  })

  test('takes file_version as text and as a number', () => {
    assert.deepEqual(
      loaded.services.map(service => service.language),
      ['1.0', '1.0'],
    )
  })

  test('keeps a version as it is written, so that 1.10 is not 1.1', () => {
    assert.equal(serviceIn(loaded, 'test').version, '1.10')
    assert.equal(serviceIn(loaded, 'net-l3vpn').version, '1.0')
  })

  test('merges all files of a folder in the order of their names', () => {
    const names = serviceIn(loaded, 'net-l3vpn').kinds.map(kind => kind.name)
    const first = ['Port', 'Interface', 'VpnService', 'VpnBinding']
    assert.deepEqual(names, [...first, 'VpnAfConfig', 'BGPPeering', 'SclSffBinding', 'Note'])
  })

  test('takes nouns, plurals and tables as Gluon did', () => {
    const found = serviceIn(loaded, 'net-l3vpn').kinds.map(({ noun, plural, table }) => [noun, plural, table])
    assert.deepEqual(found.slice(0, 6), [
      ['port', 'ports', 'net_l3vpn__port'],
      ['interface', 'interfaces', 'net_l3vpn__interface'],
      ['vpn', 'vpns', 'net_l3vpn__vpn_service'],
      ['vpnbinding', 'vpnbindings', 'net_l3vpn__vpn_binding'],
      ['vpnafconfig', 'vpnafconfigs', 'net_l3vpn__vpn_af_config'],
      ['bgppeering', 'bgppeerings', 'net_l3vpn_bgp_peering'],
    ])
  })

  test('inherits over several levels, property by property', () => {
    const port = tested('Port')
    assert.deepEqual(typeOf(port, 'mtu'), { name: 'integer', min: 68 })
    assert.equal(attributeIn(port, 'mtu').required, true)
    assert.equal(attributeIn(l3vpn('VpnBinding'), 'service_id').description, 'UUID of the service')
    assert.equal(attributeIn(l3vpn('VpnBinding'), 'service_id').required, true)
  })

  test('leaves the base as it is when an object overrides it', () => {
    assert.deepEqual(typeOf(l3vpn('VpnBinding'), 'interface_id').name, 'reference')
    assert.deepEqual(typeOf(tested('TestBinding'), 'interface_id'), { name: 'uuid' })
    assert.deepEqual(typeOf(l3vpn('Port'), 'mtu'), { name: 'integer' })
  })

  test('gives every format a type of its own', () => {
    const service = tested('TestService')
    assert.deepEqual(typeOf(service, 'datetime'), { name: 'datetime' })
    assert.deepEqual(typeOf(service, 'uri'), { name: 'uri' })
    assert.deepEqual(typeOf(service, 'email'), { name: 'email' })
    assert.deepEqual(typeOf(service, 'json'), { name: 'json-text' })
    assert.deepEqual(typeOf(service, 'ipv6'), { name: 'ip', version: 6 })
    assert.deepEqual(typeOf(service, 'float_num'), { name: 'number' })
    assert.deepEqual(typeOf(l3vpn('VpnBinding'), 'ipaddress'), { name: 'ip', version: 4 })
    assert.deepEqual(typeOf(l3vpn('Port'), 'mac_address'), { name: 'mac' })
    assert.deepEqual(typeOf(l3vpn('Port'), 'profile'), { name: 'json-text', maxLength: 128 })
  })

  test('bounds int32 but not int64, and keeps bounds that are given', () => {
    assert.deepEqual(typeOf(l3vpn('BGPPeering'), 'as_number'), { name: 'integer', min: -2147483648, max: 2147483647 })
    assert.deepEqual(typeOf(tested('TestService'), 'int_num'), { name: 'integer', min: 1, max: 10 })
    assert.deepEqual(typeOf(tested('TestService'), 'big_num'), { name: 'integer' })
  })

  test('takes a missing length as 255', () => {
    assert.deepEqual(typeOf(l3vpn('Note'), 'text'), { name: 'string', maxLength: 255 })
    assert.deepEqual(typeOf(l3vpn('Port'), 'name'), { name: 'string', maxLength: 64 })
  })

  test('takes the values of an enum as texts', () => {
    assert.deepEqual(typeOf(tested('TestService'), 'enum'), { name: 'enum', values: ['one', 'two', '3'] })
  })

  test('reads truth values as YAML 1.1 does', () => {
    assert.equal(attributeIn(l3vpn('Port'), 'mtu').required, true)
  })

  test('makes a uuid key where none is declared', () => {
    const note = l3vpn('Note')
    assert.deepEqual(note.key, ['uuid'])
    assert.equal(note.generatedKey, true)
    assert.deepEqual(attributeIn(note, 'uuid').type, { name: 'uuid' })
  })

  test('makes a composite key of several primaries', () => {
    const binding = l3vpn('SclSffBinding')
    assert.deepEqual(binding.key, ['id', 'sff_name', 'scl_name'])
    assert.equal(binding.generatedKey, false)
    for (const name of binding.key) {
      const { required, nullable, immutable } = attributeIn(binding, name)
      assert.deepEqual({ required, nullable, immutable }, { required: true, nullable: false, immutable: true })
    }
  })

  test('makes up a uuid key, and asks for any other', () => {
    assert.equal(l3vpn('Port').generatedKey, true)
    assert.equal(attributeIn(l3vpn('Port'), 'id').required, false)
    assert.equal(l3vpn('VpnAfConfig').generatedKey, false)
    assert.equal(l3vpn('VpnBinding').generatedKey, false)
    assert.equal(attributeIn(l3vpn('VpnBinding'), 'interface_id').required, true)
  })

  test('refers by the key of the target, through keys that are references', () => {
    assert.deepEqual(typeOf(l3vpn('VpnBinding'), 'service_id'), {
      name: 'reference',
      to: { service: 'net-l3vpn', kind: 'VpnService' },
      onDelete: 'restrict',
      key: { name: 'uuid' },
    })
    assert.deepEqual(
      l3vpn('VpnBinding').references.map(({ attribute, to, onDelete }) => [attribute, to.kind, onDelete]),
      [
        ['interface_id', 'Interface', 'restrict'],
        ['service_id', 'VpnService', 'restrict'],
      ],
    )
  })

  test('knows the parent, whose key becomes a reference where it is a uuid', () => {
    assert.deepEqual(l3vpn('Interface').parent, { kind: 'Port', attribute: 'port_id' })
    const { type, immutable } = attributeIn(tested('Interface'), 'port_id')
    assert.equal(immutable, true)
    assert.deepEqual(type, {
      name: 'reference',
      to: { service: 'test', kind: 'Port' },
      onDelete: 'cascade',
      key: { name: 'uuid' },
    })
  })

  test('fixes the owner and the key', () => {
    const port = l3vpn('Port')
    assert.equal(port.owner, 'tenant_id')
    assert.equal(attributeIn(port, 'tenant_id').immutable, true)
    assert.equal(attributeIn(port, 'id').immutable, true)
    assert.equal(attributeIn(port, 'name').immutable, false)
    assert.equal(l3vpn('Note').owner, undefined)
  })

  test('takes the empty text as null where a value is optional and has a form', () => {
    const port = l3vpn('Port')
    const cleared = port.attributes.filter(attribute => attribute.emptyIsNull).map(attribute => attribute.name)
    assert.deepEqual(cleared, ['id', 'profile', 'device_id', 'vif_details'])
  })

  test('stamps every object', () => {
    for (const kind of [l3vpn('Port'), l3vpn('VpnAfConfig'), l3vpn('Note'), tested('TestBinding')]) {
      const stamps = kind.attributes.filter(attribute => attribute.stamp !== undefined)
      assert.deepEqual(
        stamps.map(({ name, stamp, readOnly }) => [name, stamp, readOnly]),
        [
          ['created_at', 'created', true],
          ['updated_at', 'updated', true],
        ],
      )
    }
  })

  test('binds what extends BasePort, directly or not', () => {
    const binding = { host: 'host_id', device: 'device_id', vifType: 'vif_type', vifDetails: 'vif_details' }
    assert.deepEqual(l3vpn('Port').binding, binding)
    assert.deepEqual(tested('Port').binding, binding)
    assert.equal(l3vpn('Interface').binding, undefined)
  })

  test('makes the default interface of a port, which goes with it', () => {
    const [companion, ...more] = l3vpn('Port').companions
    assert.deepEqual(more, [])
    assert.equal(companion?.kind, 'Interface')
    assert.deepEqual(Object.keys(companion?.values ?? {}), [
      'id',
      'port_id',
      'tenant_id',
      'name',
      'segmentation_type',
      'segmentation_id',
    ])
    assert.deepEqual(
      l3vpn('Interface').references.map(reference => reference.onDelete),
      ['cascade'],
    )
  })

  test('has room for the suffix in the name of the default interface', () => {
    assert.deepEqual(typeOf(l3vpn('Interface'), 'name'), { name: 'string', maxLength: 72 })
    assert.deepEqual(typeOf(l3vpn('VpnService'), 'name'), { name: 'string', maxLength: 64 })
  })

  test('reads policies in both spellings', () => {
    assert.equal(l3vpn('Port').policies['create']?.source, 'rule:admin_or_owner')
    assert.equal(l3vpn('VpnBinding').policies['create']?.source, 'rule:admin_or_owner')
    assert.equal(l3vpn('Port').policies['list']?.source, 'rule:admin')
  })

  test('falls back to the default rule where a policy is missing', () => {
    assert.equal(l3vpn('Note').policies['create']?.source, 'rule:default')
  })

  test('shows owners their objects in lists whose rule Gluon never had', () => {
    const { expression } = l3vpn('Port').policies['list'] ?? {}
    assert.deepEqual(expression, { any: [{ role: 'admin' }, { caller: 'project', target: 'tenant_id' }] })
  })
})

test('a service of Gluon takes its base from a file in the newer language', async context => {
  const found = await loadFiles(context, {
    'base/base.yaml': `file_version: "2.0"
info: { name: base, version: "1.0" }
objects:
  BasePort:
    mixins: [timestamps]
    attributes:
      id: { type: uuid, primary: true }
      address: { type: cidr, required: true }
`,
    'old/old.yaml': `file_version: 1.0
imports: base/base.yaml
info: { name: old, version: 1.0 }
objects:
  Port:
    extends: BasePort
    api: { name: port }
    attributes:
      address: { description: of the port }
`,
  })
  assert.deepEqual(found.diagnostics, [])
  const names = kindIn(found, 'Port', 'old').attributes.map(attribute => attribute.name)
  assert.deepEqual(names, ['id', 'address', 'created_at', 'updated_at'])
})

test('a key that is there twice is a warning in the language of Gluon, and the later one counts', async context => {
  const found = await loadFiles(context, {
    'old/old.yaml': `file_version: "1.0"
info: { name: old, version: 1.0 }
objects:
  Thing:
    api: { name: thing }
    attributes:
      size: { type: string, length: 3 }
      size: { type: integer }
`,
  })
  assert.deepEqual(
    found.diagnostics.map(({ severity, code }) => [severity, code]),
    [['warning', 'yaml.duplicate']],
  )
  assert.deepEqual(typeOf(kindIn(found, 'Thing', 'old'), 'size'), { name: 'integer' })
})
