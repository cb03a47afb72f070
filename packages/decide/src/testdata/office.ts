/** A service whose kinds have what only a behaviour can give meaning to. */
import type { Service } from '@baryon/model'
import { attribute, kind, policies } from './lab.ts'

const id = attribute('id', { name: 'uuid' }, { immutable: true, nullable: false })
const tenant = attribute('tenant_id', { name: 'uuid' }, { required: true })
const text = { name: 'string', maxLength: 64 } as const
const to = (target: string, onDelete: 'restrict' | 'cascade' | 'null') =>
  ({
    name: 'reference',
    to: { service: 'office', kind: target },
    onDelete,
    key: { name: 'uuid' },
  }) as const

const building = kind('Building', [id, tenant, attribute('name', text)], { service: 'office' })

const room = kind(
  'Room',
  [
    id,
    tenant,
    attribute('building_id', to('Building', 'cascade'), { immutable: true }),
    attribute('name', text, { default: '' }),
    attribute('seats', { name: 'integer' }, { nullable: false }),
    attribute('keeper', { name: 'uuid' }, { internal: true }),
    attribute('opened', { name: 'integer' }, { readOnly: true, default: 0 }),
    attribute('loud', { name: 'boolean' }, { derived: true, default: false, policies: { write: policies.admin } }),
    attribute('floor', { name: 'integer' }, { default: 0, policies: { create: policies.all, update: policies.admin } }),
  ],
  {
    service: 'office',
    quota: 2,
    rules: [{ expression: 'this.seats < 100', message: 'Take a larger building', attribute: 'seats' }],
    actions: [
      {
        name: 'measure',
        description: '',
        input: [attribute('unit', text, { default: 'm' })],
        requires: [{ expression: 'this.seats > 0', message: 'There is nothing to measure' }],
        set: {},
        behaviour: true,
      },
      { name: 'enlarge', description: '', input: [], requires: [], set: { seats: 'this.seats + 1' } },
    ],
    policies: { 'action:measure': policies.owner },
  },
)

const chair = kind('Chair', [id, tenant, attribute('room_id', to('Room', 'cascade'), { required: true })], {
  service: 'office',
})

const desk = kind('Desk', [id, tenant, attribute('room_id', to('Room', 'null'))], { service: 'office' })

/** Not stored. */
const census = kind('Census', [id, tenant, attribute('rooms', { name: 'integer' })], {
  service: 'office',
  virtual: true,
  actions: [{ name: 'tell', description: '', input: [], requires: [], set: {}, behaviour: true }],
  policies: { update: policies.admin, 'action:tell': policies.admin },
})

const notice = kind('Notice', [id, tenant], { service: 'office', verbs: ['create', 'get'] })

export const office: Service = {
  name: 'office',
  version: '1.0',
  status: 'CURRENT',
  title: 'Office',
  description: 'For tests of behaviours',
  language: '2.0',
  kinds: [building, room, chair, desk, census, notice],
}
