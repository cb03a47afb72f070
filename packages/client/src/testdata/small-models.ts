import type { Attribute, Kind, Service, Type } from '@baryon/model'

export const attribute = (name: string, type: Type, more: Partial<Attribute> = {}): Attribute => ({
  name,
  description: `What ${name} is.`,
  type,
  required: false,
  nullable: true,
  plane: 'intent',
  immutable: false,
  readOnly: false,
  writeOnly: false,
  sensitive: false,
  emptyIsNull: false,
  policies: {},
  ...more,
})

export const kind = (service: string, name: string, attributes: readonly Attribute[], more: Partial<Kind> = {}): Kind => ({
  service,
  name,
  description: `${name} of a test.`,
  noun: name.toLowerCase(),
  plural: `${name.toLowerCase()}s`,
  table: name.toLowerCase(),
  key: ['id'],
  generatedKey: true,
  attributes: [attribute('id', { name: 'uuid' }, { nullable: false }), ...attributes],
  uniques: [],
  indexes: [],
  references: [],
  rules: [],
  policies: {},
  actions: [],
  companions: [],
  ...more,
})

export const service = (name: string, kinds: readonly Kind[]): Service => ({
  name,
  version: '1.0',
  status: 'CURRENT',
  title: `The service ${name}`,
  description: `The service ${name} of a test.`,
  language: '2.0',
  kinds,
})

/** One service with one kind that has a name. */
export const things = service('lab', [kind('lab', 'Thing', [attribute('name', { name: 'string' })])])
