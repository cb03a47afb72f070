import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Attribute, Kind, ScalarName } from '@baryon/model'
import fc from 'fast-check'
import { arbitrate, type BindingDecision, decideBinding, type Holder } from './binding.ts'

const states = {
  free: { host: null, device: null },
  cleared: { host: '', device: '' },
  held: { host: 'h1', device: 'd1' },
  otherDevice: { host: 'h1', device: 'd2' },
  otherHost: { host: 'h2', device: 'd1' },
  both: { host: 'h2', device: 'd2' },
  hostOnly: { host: 'h1', device: null },
  deviceOnly: { host: '', device: 'd1' },
} as const satisfies Record<string, Holder>

type State = keyof typeof states

/** Rows: as it is; columns: as it is asked to be, in the order of `states`. */
const table: Record<State, readonly BindingDecision[]> = {
  free: ['keep', 'keep', 'bind', 'bind', 'bind', 'bind', 'half', 'half'],
  cleared: ['keep', 'keep', 'bind', 'bind', 'bind', 'bind', 'half', 'half'],
  held: ['unbind', 'unbind', 'keep', 'refuse', 'refuse', 'refuse', 'half', 'half'],
  otherDevice: ['unbind', 'unbind', 'refuse', 'keep', 'refuse', 'refuse', 'half', 'half'],
  otherHost: ['unbind', 'unbind', 'refuse', 'refuse', 'keep', 'refuse', 'half', 'half'],
  both: ['unbind', 'unbind', 'refuse', 'refuse', 'refuse', 'keep', 'half', 'half'],
  hostOnly: ['keep', 'keep', 'bind', 'bind', 'bind', 'bind', 'keep', 'half'],
  deviceOnly: ['keep', 'keep', 'bind', 'bind', 'bind', 'bind', 'half', 'keep'],
}

const names = Object.keys(states) as State[]

for (const before of names) {
  for (const [column, after] of names.entries()) {
    const expected = table[before][column]
    test(`decideBinding() from ${before} to ${after}: ${expected}`, () => {
      assert.equal(decideBinding(states[before], states[after]), expected)
    })
  }
}

const attribute = (name: string, type: ScalarName): Attribute => ({
  name,
  description: '',
  type: { name: type },
  required: false,
  nullable: true,
  plane: 'intent',
  immutable: false,
  readOnly: false,
  writeOnly: false,
  sensitive: false,
  emptyIsNull: false,
  policies: {},
})

const port = (details: ScalarName): Kind => ({
  service: 's',
  name: 'Port',
  description: '',
  noun: 'port',
  plural: 'ports',
  table: 's_port',
  key: ['id'],
  generatedKey: true,
  attributes: [attribute('id', 'uuid'), attribute('vif_details', details)],
  uniques: [],
  indexes: [],
  references: [],
  rules: [],
  policies: {},
  actions: [],
  companions: [],
  binding: { host: 'host_id', device: 'device_id', vifType: 'vif_type', vifDetails: 'vif_details' },
})

const bound = { host_id: 'h', device_id: 'd', vif_type: 'ovs', vif_details: '{"port_filter":false}' }

test('arbitrate() clears what a port was given when it is let go', () => {
  const answer = arbitrate(port('json-text'), bound, { ...bound, host_id: '', device_id: null })
  assert.deepEqual(answer, { ok: true, value: { host_id: null, device_id: null, vif_type: null, vif_details: '{}' } })
})

test('arbitrate() clears details that are JSON to an empty object', () => {
  const answer = arbitrate(port('json'), bound, { ...bound, host_id: null, device_id: null })
  assert.deepEqual(answer.ok && answer.value['vif_details'], {})
})

test('arbitrate() keeps what a port was given when it is bound', () => {
  const free = { ...bound, host_id: null, device_id: null }
  assert.deepEqual(arbitrate(port('json'), free, bound), { ok: true, value: {} })
})

test('arbitrate() says who holds a port and where the refused value is', () => {
  const answer = arbitrate(port('json'), bound, { ...bound, device_id: 'x' })
  assert.ok(!answer.ok)
  assert.deepEqual(
    answer.faults.map(({ code, pointer, status, message }) => ({ code, pointer, status, message })),
    [
      {
        code: 'port.bound',
        pointer: '/device_id',
        status: 409,
        message: 'Unbind the Port first: device "d" on host "h" holds it',
      },
    ],
  )
})

test('arbitrate() points at the missing half', () => {
  const answer = arbitrate(port('json'), undefined, { host_id: 'h', device_id: null })
  assert.ok(!answer.ok)
  assert.equal(answer.faults[0]?.code, 'port.half_bound')
  assert.equal(answer.faults[0]?.pointer, '/device_id')
})

test('arbitrate() has nothing to say about a kind that is no port', () => {
  const { binding: _, ...plain } = port('json')
  assert.deepEqual(arbitrate(plain, undefined, { host_id: 'h', device_id: null }), { ok: true, value: {} })
})

test('whatever is asked of a port, it is held by nobody or by one until it is let go', () => {
  const part = (values: readonly string[]) => fc.constantFrom<Json>(null, '', ...values)
  const asked = fc.record({ host_id: part(['h1', 'h2']), device_id: part(['d1', 'd2']) }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.array(asked), requests => {
      let row: Record<string, Json> = { host_id: null, device_id: null, vif_type: null, vif_details: null }
      for (const request of requests) {
        const answer = arbitrate(port('json'), row, { ...row, ...request })
        if (!answer.ok) continue
        const next = { ...row, ...request, ...answer.value }
        assert.equal(Boolean(next.host_id), Boolean(next.device_id))
        const isHandedOn = row['host_id'] && next.host_id && JSON.stringify(row) !== JSON.stringify({ ...row, ...next })
        assert.ok(!isHandedOn)
        row = next
      }
    }),
  )
})
