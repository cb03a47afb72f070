import { type Behaviour, type BehaviourModule, decideErrors, type Sight } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'

/** Calls of `derived.load`: how many rows each was for. */
export const loads: number[] = []

const textOf = (row: Row, name: string) => String(row[name] ?? '')

const room = (most: number): Behaviour => ({
  create(row, given) {
    row['keeper'] = given['loud'] === true ? 'loud' : 'quiet'
    if (textOf(row, 'name').length > most) row['name'] = textOf(row, 'name').slice(0, most)
  },
  actions: {
    measure: async (stored, { unit }) => ({ length: textOf(stored.row, 'name').length, unit: unit ?? null }),
    look: async () => undefined,
  },
  derived: {
    async load(rows, sight: Sight, wanted) {
      loads.push(rows.length)
      const chairs = await sight.read.list(sight.kind('Chair'), {
        filter: { attribute: 'room_id', in: rows.map(row => row['id'] ?? null) },
      })
      return rows.map(row => {
        const size = chairs.filter(chair => chair.row['room_id'] === row['id']).length
        const values: Record<string, Json> = { size, loud: row['keeper'] === 'loud' }
        if (wanted.has('secret')) values['secret'] = 42
        return values
      })
    },
    filters: {
      loud: values => ({ attribute: 'keeper', in: values.map(value => (value === 'true' ? 'loud' : 'quiet')) }),
      keeper_of: values => ({ attribute: 'keeper', in: values }),
    },
  },
})

const censuses = (tenant: string): readonly Row[] =>
  [3, 1, 2].map(id => ({ id, tenant_id: tenant, rooms: id * 10, hidden: 7 }))

const census: Behaviour = {
  virtual: {
    list: async sight => censuses(sight.caller.project ?? '11111111-1111-4111-8111-111111111111'),
    async get(id, work) {
      const rooms = await work.list('Room')
      return { id: Number(id), tenant_id: work.caller.project ?? null, rooms: rooms.length, hidden: 7 }
    },
    create: async given => (given['rooms'] === 0 ? undefined : { ...given, hidden: 7 }),
    update: async (id, given) => ({ id: Number(id), tenant_id: null, ...given }),
  },
}

export const { settings, behaviour }: BehaviourModule = {
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      longest_name: { type: 'integer', minimum: 1, default: 8, description: 'Characters that the name of a room keeps' },
      paint: {
        type: 'object',
        additionalProperties: false,
        properties: { colour: { type: 'string', default: 'white', description: 'Colour of the walls' } },
        default: {},
        description: 'How rooms are painted',
      },
    },
  },
  behaviour: ({ longest_name: longest }) => ({
    kinds: { Room: room(Number(longest)), Census: census },
    errors: decideErrors,
  }),
}
