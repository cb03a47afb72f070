/** Kinds made for tests: one with every scalar and every construct, one with every property of an attribute. */
import { type Attribute, type Kind, Registry, type Service, scalars, type Type } from '@baryon/model'

const attribute = (name: string, type: Type, facts: Partial<Attribute> = {}): Attribute => ({
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

const open = { source: '', expression: { always: true } } as const

const kind = (name: string, plural: string, attributes: readonly Attribute[], facts: Partial<Kind> = {}): Kind => ({
  service: 'admit',
  name,
  description: '',
  noun: name.toLowerCase(),
  plural,
  table: `admit_${plural}`,
  key: ['id'],
  generatedKey: true,
  attributes,
  uniques: [],
  indexes: [],
  references: [],
  rules: [],
  actions: [],
  companions: [],
  policies: { create: open, list: open, get: open, update: open, delete: open },
  ...facts,
})

const text = (maxLength: number): Type => ({ name: 'string', maxLength })
const id = attribute('id', { name: 'uuid' }, { immutable: true, nullable: false })

const rule: Type = {
  name: 'object',
  attributes: [
    attribute('port', { name: 'integer', min: 1, max: 65535 }, { required: true }),
    attribute('protocol', { name: 'enum', values: ['tcp', 'udp'] }, { default: 'tcp' }),
    attribute('note', text(8)),
  ],
}

export const everything = kind('Everything', 'everythings', [
  id,
  ...Object.values(scalars).map(({ name }) =>
    attribute(`a_${name.replace('-', '_')}`, name === 'enum' ? { name, values: ['one', 'two'] } : { name }),
  ),
  attribute('a_list', { name: 'list', items: { name: 'ip' }, maxItems: 3, uniqueItems: true }),
  attribute('a_map', { name: 'map', values: { name: 'integer' }, maxItems: 2, keyPattern: '^[a-z]+$' }),
  attribute('an_object', rule),
  attribute('rules', { name: 'list', items: rule, maxItems: 4 }),
  attribute('a_reference', {
    name: 'reference',
    to: { service: 'admit', kind: 'Port' },
    onDelete: 'restrict',
    key: { name: 'uuid' },
  }),
])

export const port = kind(
  'Port',
  'ports',
  [
    id,
    attribute('tenant_id', { name: 'uuid' }, { required: true }),
    attribute('mac_address', { name: 'mac' }, { required: true }),
    attribute('mtu', { name: 'integer', min: 68, max: 65535 }, { default: 1500 }),
    attribute('name', { name: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]*$' }),
    attribute('mode', { name: 'enum', values: ['on', 'off'] }, { required: true, default: 'on' }),
    attribute('device_id', { name: 'uuid' }, { emptyIsNull: true }),
    attribute('serial', text(8), { immutable: true }),
    attribute('secret', text(8), { writeOnly: true, sensitive: true }),
    attribute('state', { name: 'enum', values: ['up', 'down'] }, { readOnly: true, plane: 'status' }),
    attribute('label', text(8), { computed: 'this.name', readOnly: true }),
    attribute('labels', { name: 'map', values: text(8), maxItems: 3 }),
    attribute('rule', rule),
    attribute('extra', { name: 'json' }),
    attribute('revision', { name: 'integer' }, { readOnly: true, stamp: 'revision' }),
  ],
  {
    owner: 'tenant_id',
    actions: [
      {
        name: 'bind',
        description: '',
        input: [
          attribute('host', text(8), { required: true }),
          attribute('mode', { name: 'enum', values: ['a', 'b'] }, { default: 'a' }),
          attribute('note', text(8)),
        ],
        requires: [],
        set: {},
      },
    ],
  },
)

export const nic = kind(
  'Interface',
  'interfaces',
  [
    id,
    attribute(
      'port_id',
      { name: 'reference', to: { service: 'admit', kind: 'Port' }, onDelete: 'cascade', key: { name: 'uuid' } },
      { required: true },
    ),
  ],
  { parent: { kind: 'Port', attribute: 'port_id' } },
)

/** Keyed by two attributes, one of which is a number. */
export const route = kind(
  'Route',
  'routes',
  [
    attribute('vrf', { name: 'integer' }, { required: true, immutable: true }),
    attribute('prefix', { name: 'cidr' }, { required: true, immutable: true }),
  ],
  { key: ['vrf', 'prefix'], generatedKey: false },
)

export const service: Service = {
  name: 'admit',
  version: '1.0',
  status: 'CURRENT',
  title: 'Admission',
  description: 'For tests',
  language: '2.0',
  kinds: [everything, port, nic, route],
}

export const registry = new Registry([service])
