/** A small service with one of everything that a store treats differently. */
import type { Json } from '@baryon/kit'
import type { Attribute, Kind, Reference, Row, ScalarName, Service, Type } from '@baryon/model'

const scalar = (name: ScalarName): Type => ({ name })

function attribute(name: string, type: Type, facts: Partial<Attribute> = {}): Attribute {
  return {
    name,
    description: '',
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
    ...facts,
  }
}

type Given = Pick<Kind, 'name' | 'plural' | 'attributes'> & Partial<Kind>

const nobody = { source: '!', expression: { always: false } } as const

export function kind(given: Given): Kind {
  return {
    service: 'shop',
    description: '',
    noun: given.name.toLowerCase(),
    table: `shop_${given.plural}`,
    key: ['id'],
    generatedKey: true,
    uniques: [],
    indexes: [],
    references: [],
    rules: [],
    policies: { create: nobody, list: nobody, get: nobody, update: nobody, delete: nobody },
    actions: [],
    companions: [],
    ...given,
  }
}

const must = { required: true, nullable: false } as const
const stamped = { readOnly: true, nullable: false } as const
const id = attribute('id', scalar('string'), must)

const address: Type = {
  name: 'object',
  attributes: [
    attribute('net', scalar('string')),
    attribute('ip', scalar('ip')),
    attribute('port', scalar('integer')),
    attribute('zones', { name: 'list', items: scalar('string') }),
  ],
}

/** Owned, counted, with both planes, all types, stamps, a unique constraint, indexes and element indexes. */
export const item: Kind = kind({
  name: 'Item',
  plural: 'items',
  owner: 'owner',
  quota: 10,
  uniques: [{ name: 'code', attributes: ['owner', 'code'] }],
  indexes: [
    { name: 'rank', attributes: ['rank'] },
    { name: 'label', attributes: ['label'] },
  ],
  elements: [
    { name: 'address', list: 'addresses', attributes: ['net', 'ip'], unique: true },
    { name: 'port', list: 'addresses', attributes: ['port', 'net'], unique: false },
    { name: 'ip', list: 'addresses', attributes: ['ip'], unique: false },
    { name: 'tag', list: 'tags', attributes: [], unique: false },
  ],
  attributes: [
    id,
    attribute('owner', scalar('string')),
    attribute('code', scalar('string')),
    attribute('label', scalar('string')),
    attribute('rank', scalar('integer')),
    attribute('ratio', scalar('number')),
    attribute('ready', scalar('boolean')),
    attribute('tags', { name: 'list', items: scalar('string') }),
    attribute('sizes', { name: 'list', items: scalar('integer') }),
    attribute('addresses', { name: 'list', items: address }),
    attribute('facts', scalar('json')),
    attribute('state', scalar('string'), { plane: 'status', readOnly: true }),
    attribute('detail', scalar('json'), { plane: 'status', readOnly: true }),
    attribute('created_at', scalar('datetime'), { ...stamped, stamp: 'created' }),
    attribute('updated_at', scalar('datetime'), { ...stamped, stamp: 'updated' }),
    attribute('revision', scalar('integer'), { ...stamped, stamp: 'revision' }),
  ],
})

/** A key of two attributes of different types. */
export const place: Kind = kind({
  name: 'Place',
  plural: 'places',
  key: ['hall', 'name'],
  generatedKey: false,
  attributes: [
    attribute('hall', scalar('integer'), must),
    attribute('name', scalar('string'), must),
    attribute('note', scalar('string')),
  ],
})

const toItem: Reference['to'] = { service: 'shop', kind: 'Item' }
const itemKey: Type = { name: 'reference', to: toItem, onDelete: 'restrict', key: { name: 'string' } }

/** References to one and to many. */
export const crate: Kind = kind({
  name: 'Crate',
  plural: 'crates',
  references: [
    { attribute: 'main', many: false, to: toItem, onDelete: 'restrict' },
    { attribute: 'items', many: true, to: toItem, onDelete: 'null' },
  ],
  attributes: [id, attribute('main', itemKey), attribute('items', { name: 'list', items: itemKey })],
})

export const shop: Service = {
  name: 'shop',
  version: '1',
  status: 'CURRENT',
  title: 'Shop',
  description: '',
  language: '2.0',
  kinds: [item, place, crate],
}

/** An item with every attribute; what is not given is null. */
export function itemRow(key: string, values: Readonly<Record<string, Json>> = {}): Row {
  const own = item.attributes.filter(({ stamp }) => stamp === undefined)
  return { ...Object.fromEntries(own.map(({ name }) => [name, null])), id: key, ...values }
}

export { attribute, scalar }
