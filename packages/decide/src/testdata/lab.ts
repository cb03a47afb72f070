/** A service made for tests: every way in which objects depend on each other, in as few kinds as that takes. */
import type { Attribute, Kind, Policy, PolicyExpression, Reference, Service, Type } from '@baryon/model'

const admin: PolicyExpression = { role: 'admin' }
const owner: PolicyExpression = { any: [admin, { caller: 'project', target: 'tenant_id' }] }
const policy = (source: string, expression: PolicyExpression): Policy => ({ source, expression })

export const policies = {
  admin: policy('rule:admin', admin),
  owner: policy('rule:admin_or_owner', owner),
  all: policy('', { always: true }),
  none: policy('!', { always: false }),
}

export const attribute = (name: string, type: Type, facts: Partial<Attribute> = {}): Attribute => ({
  name,
  description: '',
  type,
  required: false,
  nullable: facts.required !== true && facts.default === undefined,
  plane: 'intent',
  immutable: false,
  readOnly: false,
  writeOnly: false,
  sensitive: false,
  emptyIsNull: false,
  policies: {},
  ...facts,
})

export const reference = (kind: string, onDelete: Reference['onDelete']): Type => ({
  name: 'reference',
  to: { service: 'lab', kind },
  onDelete,
  key: { name: 'uuid' },
})

export function kind(name: string, attributes: readonly Attribute[], facts: Partial<Kind> = {}): Kind {
  const hasOwner = attributes.some(one => one.name === 'tenant_id')
  const all = hasOwner ? policies.owner : policies.all
  const standard = { create: all, list: all, get: all, update: all, delete: all }
  const actions = Object.fromEntries((facts.actions ?? []).map(action => [`action:${action.name}`, all]))
  return {
    service: 'lab',
    name,
    description: '',
    noun: name.toLowerCase(),
    plural: `${name.toLowerCase()}s`,
    table: `lab_${name.toLowerCase()}`,
    key: ['id'],
    generatedKey: facts.key === undefined,
    ...(hasOwner ? { owner: 'tenant_id' } : {}),
    attributes,
    uniques: [],
    indexes: [],
    references: attributes.flatMap(({ name: of, type }) => {
      const target = type.name === 'list' ? type.items : type
      if (target.name !== 'reference') return []
      return [{ attribute: of, many: type.name === 'list', to: target.to, onDelete: target.onDelete }]
    }),
    rules: [],
    actions: [],
    companions: [],
    ...facts,
    policies: { ...standard, ...actions, ...facts.policies },
  }
}

const text = (maxLength: number): Type => ({ name: 'string', maxLength })
const uuid: Type = { name: 'uuid' }
const id = attribute('id', uuid, { immutable: true, nullable: false })
const tenant = attribute('tenant_id', uuid, { required: true })
const stamps = [
  attribute('created_at', { name: 'datetime' }, { readOnly: true, stamp: 'created' }),
  attribute('updated_at', { name: 'datetime' }, { readOnly: true, stamp: 'updated' }),
  attribute('revision', { name: 'integer' }, { readOnly: true, stamp: 'revision' }),
]

const port = kind(
  'Port',
  [
    id,
    tenant,
    attribute('name', text(16), { default: '' }),
    attribute('mac_address', { name: 'mac' }),
    attribute('mtu', { name: 'integer', min: 68, max: 65535 }, { default: 1500 }),
    attribute('serial', text(16), { immutable: true }),
    attribute('title', text(16), { computed: 'this.name + "!"', readOnly: true }),
    attribute('state', { name: 'enum', values: ['idle', 'reserved'] }, { readOnly: true, default: 'idle' }),
    attribute('priority', { name: 'integer' }, { policies: { write: policies.admin } }),
    attribute('zone', reference('Zone', 'restrict')),
    attribute('host_id', text(64)),
    attribute('device_id', uuid, { emptyIsNull: true }),
    attribute('vif_type', text(32)),
    attribute('vif_details', { name: 'json-text' }),
    ...stamps,
  ],
  {
    quota: 3,
    uniques: [{ name: 'mac', attributes: ['tenant_id', 'mac_address'] }],
    rules: [
      { expression: 'this.mtu >= 576', message: 'Raise the MTU to 576', attribute: 'mtu' },
      { expression: 'old == null || this.mtu >= old.mtu', message: 'Never lower the MTU' },
    ],
    companions: [
      { kind: 'Interface', values: { id: 'this.id', port_id: 'this.id', name: 'this.name + "_default"' } },
    ],
    binding: { host: 'host_id', device: 'device_id', vifType: 'vif_type', vifDetails: 'vif_details' },
    actions: [
      {
        name: 'reserve',
        description: '',
        input: [attribute('label', text(64), { required: true })],
        requires: [{ expression: 'this.state == "idle"', message: 'Release the port first' }],
        set: { state: '"reserved"', name: 'input.label' },
      },
      {
        name: 'bind',
        description: '',
        input: [attribute('host_id', text(64), { required: true }), attribute('device_id', uuid, { required: true })],
        requires: [],
        set: { host_id: 'input.host_id', device_id: 'input.device_id' },
      },
      { name: 'unbind', description: '', input: [], requires: [], set: { host_id: 'null', device_id: 'null' } },
      {
        name: 'take',
        description: '',
        input: [],
        requires: [],
        set: { tenant_id: 'caller.project' },
      },
    ],
    policies: { get: policies.owner, 'action:take': policies.all },
  },
)

const nic = kind(
  'Interface',
  [
    id,
    tenant,
    attribute('name', text(32)),
    attribute('port_id', reference('Port', 'cascade'), { required: true }),
    attribute('tags', { name: 'map', values: text(8) }),
  ],
  { parent: { kind: 'Port', attribute: 'port_id' }, policies: { create: policies.owner } },
)

/** Seen by everybody, changed by administrators. */
const zone = kind('Zone', [id, attribute('name', text(32))], {
  policies: { create: policies.admin, update: policies.admin, delete: policies.admin },
})

const binding = kind(
  'Binding',
  [tenant, attribute('interface_id', reference('Interface', 'restrict'), { immutable: true, required: true })],
  { key: ['interface_id'] },
)

const group = kind('Group', [
  id,
  tenant,
  attribute('ports', { name: 'list', items: reference('Port', 'null'), uniqueItems: true }),
  attribute('leader', reference('Port', 'null')),
])

const pair = kind('Pair', [
  id,
  tenant,
  attribute('ports', { name: 'list', items: reference('Port', 'null'), minItems: 1 }),
])

/** Refers to its own kind in chains and circles. */
const link = kind('Link', [id, tenant, attribute('next', reference('Link', 'cascade'))])

const route = kind(
  'Route',
  [
    attribute('vrf', { name: 'integer' }, { required: true, immutable: true }),
    attribute('prefix', { name: 'cidr' }, { required: true, immutable: true }),
    tenant,
    attribute('via', { name: 'ip' }),
  ],
  { key: ['vrf', 'prefix'] },
)

export const lab: Service = {
  name: 'lab',
  version: '1.0',
  status: 'CURRENT',
  title: 'Lab',
  description: 'For tests',
  language: '2.0',
  kinds: [port, nic, zone, binding, group, pair, link, route],
}
