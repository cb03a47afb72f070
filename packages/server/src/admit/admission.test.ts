import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Update } from '@baryon/decide'
import { type Json, Refusal, type Result } from '@baryon/kit'
import { type Caller, canonical, example, type Row, sameJson } from '@baryon/model'
import fc from 'fast-check'
import { createAdmission } from './admission.ts'
import { everything, nic, port, registry, route } from './testdata/kinds.ts'

const admission = createAdmission(registry)
const admin: Caller = { user: 'root', roles: ['admin'] }
const project = '11111111-1111-4111-8111-111111111111'
const other = '22222222-2222-4222-8222-222222222222'
const member: Caller = { user: 'ruth', project, roles: ['member'] }
const mac_address = '02:00:00:00:00:01'

const codes = (result: Result<unknown>) => (result.ok ? [] : result.faults.map(({ code, pointer }) => [code, pointer]))
const valuesOf = (result: Result<{ readonly values: Update['values'] }>) => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value.values
}
const create = (body: unknown) => admission.create(port, body, member)
const first = (result: Result<unknown>) => (result.ok ? undefined : result.faults[0])

test('create() takes values to their canonical form', () => {
  const values = valuesOf(
    create({ mac_address: '02-00-00-00-00-AB', tenant_id: project.replaceAll('-', '').toUpperCase() }),
  )
  assert.deepEqual(values, { mac_address: '02:00:00:00:00:ab', tenant_id: project })
})

test('create() names every fault at once', () => {
  const refused = create({
    colour: 'red',
    mtu: 5,
    name: 'x',
    mode: 'auto',
    tenant_id: 7,
    labels: { a: 1, b: 'b' },
    rule: { protocol: 'icmp', prot: 1 },
    serial: 'longer than eight',
    state: 'up',
    label: 'l',
    revision: 1,
    'a/b~c': 1,
  })
  assert.deepEqual(codes(refused).toSorted(), [
    ['attribute.length', '/name'],
    ['attribute.length', '/serial'],
    ['attribute.missing', '/mac_address'],
    ['attribute.missing', '/rule/port'],
    ['attribute.range', '/mtu'],
    ['attribute.read_only', '/label'],
    ['attribute.read_only', '/revision'],
    ['attribute.read_only', '/state'],
    ['attribute.type', '/labels/a'],
    ['attribute.type', '/tenant_id'],
    ['attribute.unknown', '/a~1b~0c'],
    ['attribute.unknown', '/colour'],
    ['attribute.unknown', '/rule/prot'],
    ['attribute.value', '/mode'],
    ['attribute.value', '/rule/protocol'],
  ])
})

test('a key of a map that is not of its form is refused where it is', () => {
  const refused = admission.create(everything, { a_map: { OK: 1, ok: 2 } }, admin)
  assert.deepEqual(codes(refused), [['attribute.key', '/a_map/OK']])
  assert.match(first(refused)?.message ?? '', /"OK"/)
})

test('lists are refused for the same item twice and for too many', () => {
  const faultOf = (a_list: Json) => first(admission.create(everything, { a_list }, admin))
  assert.equal(
    faultOf(['10.0.0.1', '10.0.0.2', '10.0.0.1'])?.message,
    'Remove item 2 of "a_list": it is the same as item 0',
  )
  assert.equal(
    faultOf(['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'])?.message,
    'Correct "a_list": give at most 3 members instead of 4',
  )
})

test('create() says what is expected, where and what to do', () => {
  const { values: _, ...told } = first(create({ mac_address: 'zz' })) ?? {}
  assert.deepEqual(told, {
    code: 'attribute.format',
    status: 400,
    retry: false,
    message: 'Correct "mac_address": give a MAC address such as fa:16:3e:00:00:01 instead of "zz"',
    cause: 'The text is not of the form that the model asks for',
    next: 'Write it like "fa:16:3e:00:00:01"',
    pointer: '/mac_address',
  })
  const typed = first(create({ mac_address, mtu: '1500' }))
  assert.equal(
    typed?.message,
    'Correct "mtu": give a whole number from 68 to 65535 instead of "1500", which is a string',
  )
  const nulled = first(create({ mac_address, mtu: null }))
  assert.equal(nulled?.code, 'attribute.null')
  const unknown = first(create({ mac_address, mtuu: 1 }))
  assert.equal(unknown?.next, 'Did you mean "mtu"?')
  assert.equal(unknown?.message, 'Remove "mtuu": Port has no such attribute')
})

test('create() does not repeat a sensitive value', () => {
  const refused = create({ mac_address, secret: 'hunter2hunter2' })
  assert.equal(first(refused)?.code, 'attribute.length')
  assert.doesNotMatch(JSON.stringify(refused), /hunter2/)
  assert.doesNotMatch(JSON.stringify(create({ mac_address, secret: { pass: 'hunter2' } })), /hunter2/)
})

test('create() demands the owner only of a caller without a project', () => {
  assert.deepEqual(codes(create({ mac_address })), [])
  assert.deepEqual(codes(admission.create(port, { mac_address }, admin)), [['attribute.missing', '/tenant_id']])
  assert.deepEqual(codes(create({ tenant_id: null, mac_address })), [['attribute.null', '/tenant_id']])
})

test('create() takes an empty key for none where keys are made up', () => {
  for (const id of [null, '']) assert.deepEqual(valuesOf(create({ mac_address, id })), { mac_address })
  assert.deepEqual(codes(admission.create(route, { vrf: 1, prefix: '' }, admin)), [['attribute.format', '/prefix']])
  assert.deepEqual(codes(admission.create(route, { vrf: 1 }, admin)), [['attribute.missing', '/prefix']])
})

test('create() takes the empty string for null where the model says so', () => {
  assert.deepEqual(valuesOf(create({ mac_address, device_id: '' })), { mac_address, device_id: null })
})

test('create() below a parent fills it in, and refuses another one', () => {
  const parent = { attribute: 'port_id', value: project }
  const below = (body: Row) => admission.create(nic, body, admin, parent)
  assert.ok(below({}).ok)
  assert.ok(below({ port_id: project.toUpperCase() }).ok)
  assert.deepEqual(codes(below({ port_id: other })), [['parent.mismatch', '/port_id']])
  assert.deepEqual(codes(admission.create(nic, {}, admin)), [['attribute.missing', '/port_id']])
})

for (const body of [undefined, null, 1, 'x', true, [], [{}]]) {
  test(`a body that is ${JSON.stringify(body)} is refused`, () => {
    for (const result of [create(body), admission.update(port, 'x', body), admission.patch(port, 'x', body)])
      assert.deepEqual(codes(result), [['body.type', '']])
  })
}

test('createAll() points into the list', () => {
  const items = [{ mac_address }, 5, { mac_address, mtu: 1 }, { mac_address: 'x' }]
  assert.ok(admission.isBulk(port, { ports: items }))
  assert.deepEqual(codes(admission.createAll(port, { ports: items }, member)), [
    ['body.type', '/ports/1'],
    ['attribute.range', '/ports/2/mtu'],
    ['attribute.format', '/ports/3/mac_address'],
  ])
  const all = admission.createAll(port, { ports: [items[0], items[0]] }, member)
  assert.equal(all.ok && all.value.length, 2)
})

test('isBulk() is about a list below the plural alone', () => {
  for (const body of [null, [], {}, { ports: {} }, { ports: [], name: 'x' }, { interfaces: [] }])
    assert.equal(admission.isBulk(port, body), false)
})

test('an answer lists a bounded number of faults and says how many there are', () => {
  const body = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, index]))
  const refused = admission.update(port, 'x', body)
  assert.ok(!refused.ok)
  assert.equal(refused.faults.length, 101)
  assert.match(refused.faults.at(-1)?.message ?? '', /the first 100 faults/)
})

test('update() takes back what an answer shows', () => {
  const answered = {
    id: project,
    tenant_id: project,
    mac_address,
    mtu: 1500,
    name: null,
    mode: 'on',
    device_id: null,
    serial: null,
    state: 'up',
    label: 'x',
    labels: null,
    rule: null,
    extra: null,
    revision: 5,
  }
  assert.deepEqual(valuesOf(admission.update(port, project, answered)), answered)
})

test('update() and patch() hold null against what always has a value', () => {
  for (const result of [admission.update(port, 'x', { mtu: null }), admission.patch(port, 'x', { mtu: null })])
    assert.deepEqual(codes(result), [['attribute.null', '/mtu']])
})

test('update() keeps the condition of the request', () => {
  const parent = { attribute: 'port_id', value: project }
  const change = admission.update(nic, other, {}, { ifRevision: 7, parent })
  assert.deepEqual(change, {
    ok: true,
    value: { verb: 'update', kind: nic, id: other, values: {}, ifRevision: 7, parent },
  })
})

const patched = (body: Row, stored: Row): Row => {
  const values = valuesOf(admission.patch(port, 'x', body))
  return typeof values === 'function' ? values(stored) : values
}

test('patch() merges maps, objects and JSON with what is stored', () => {
  const stored = {
    labels: { a: '1', b: '2' },
    rule: { port: 80, protocol: 'udp', note: 'n' },
    extra: { deep: { x: 1, y: 2 }, list: [1, 2] },
  }
  const body = {
    name: 'abc',
    labels: { a: null, c: '3' },
    rule: { port: 81, note: null },
    extra: { deep: { x: null, z: 3 }, list: [9] },
  }
  assert.deepEqual(patched(body, stored), {
    name: 'abc',
    labels: { b: '2', c: '3' },
    rule: { port: 81, protocol: 'udp', note: null },
    extra: { deep: { y: 2, z: 3 }, list: [9] },
  })
})

test('patch() gives a member that is taken away its default', () => {
  const stored = { rule: { port: 80, protocol: 'udp', note: null } }
  assert.deepEqual(patched({ rule: { protocol: null } }, stored), { rule: { port: 80, protocol: 'tcp', note: null } })
})

test('patch() creates an object from its parts, and clears it with null', () => {
  assert.deepEqual(patched({ rule: { port: 80 } }, { rule: null }), {
    rule: { port: 80, protocol: 'tcp', note: null },
  })
  assert.deepEqual(patched({ rule: null }, { rule: { port: 80 } }), { rule: null })
})

test('patch() checks what the parts make of the object', () => {
  const attempt = (body: Row, stored: Row) => () => patched(body, stored)
  const refusal =
    (...expected: readonly (readonly string[])[]) =>
    (error: unknown) => {
      assert.ok(error instanceof Refusal)
      assert.deepEqual(
        error.faults.map(({ code, pointer }) => [code, pointer]),
        expected,
      )
      return true
    }
  const labels = { a: '1', b: '2', c: '3' }
  assert.throws(attempt({ labels: { d: '4' } }, { labels }), refusal(['attribute.count', '/labels']))
  assert.throws(attempt({ rule: { note: 'n' } }, { rule: null }), refusal(['attribute.missing', '/rule/port']))
  assert.throws(attempt({ rule: { port: null } }, { rule: { port: 1 } }), refusal(['attribute.missing', '/rule/port']))
})

test('patch() refuses wrong parts before anything is read', () => {
  assert.deepEqual(codes(admission.patch(port, 'x', { labels: { a: 1 }, rule: { colour: 1 }, revision: 3 })), [
    ['attribute.type', '/labels/a'],
    ['attribute.unknown', '/rule/colour'],
  ])
})

test('action() fills its input in, and names its faults', () => {
  const bind = (body: unknown) => admission.action(port, 'x', 'bind', body)
  const bound = bind({ host: 'h' })
  assert.deepEqual(bound.ok && bound.value.input, { host: 'h', mode: 'a', note: null })
  assert.deepEqual(codes(bind(undefined)), [['attribute.missing', '/host']])
  assert.deepEqual(codes(bind({ host: 'h', mode: 'c', x: 1 })), [
    ['attribute.unknown', '/x'],
    ['attribute.value', '/mode'],
  ])
  assert.deepEqual(codes(admission.action(port, 'x', 'fly', {})), [['action.unknown', undefined]])
})

test('every example of a type is admitted as it is', () => {
  const body = Object.fromEntries(
    everything.attributes.filter(({ name }) => name !== 'id').map(({ name, type }) => [name, example(type)]),
  )
  const values = valuesOf(admission.create(everything, body, admin))
  assert.ok(typeof values !== 'function')
  for (const { name, type } of everything.attributes) {
    if (name !== 'id') assert.ok(sameJson(values[name] ?? null, canonical(type, example(type)) ?? null), name)
  }
})

/** Bodies that look like objects of the kind often enough to be admitted in part. */
const bodies = (names: readonly string[]) =>
  fc.oneof(
    fc.jsonValue(),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...names), fc.string()),
      fc.oneof(fc.jsonValue(), fc.constantFrom('', null)),
    ),
    fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.ipV4(), fc.ipV6(), fc.uuid(), fc.string(), fc.integer())),
  )

function assertCanonical(kind: (typeof registry)['services'][number]['kinds'][number], values: Row) {
  for (const attribute of kind.attributes) {
    const value = values[attribute.name] ?? null
    if (value === null) continue
    const form = canonical(attribute.type, value)
    assert.ok(form !== undefined && sameJson(form, value), `${attribute.name}: ${JSON.stringify(value)}`)
  }
  for (const name of Object.keys(values)) assert.ok(kind.attributes.some(attribute => attribute.name === name))
}

for (const kind of registry.kinds()) {
  const names = kind.attributes.map(({ name }) => name)
  test(`whatever is sent as ${kind.name}, nothing throws and what is admitted is of its types`, () => {
    fc.assert(
      fc.property(bodies(names), body => {
        const created = admission.create(kind, body, member)
        if (created.ok) assertCanonical(kind, created.value.values)
        else for (const fault of created.faults) assert.ok(fault.status === 400 && fault.message !== '')
        admission.update(kind, 'x', body)
        admission.createAll(kind, { [kind.plural]: [body] }, member)
        for (const action of kind.actions) admission.action(kind, 'x', action.name, body)
      }),
      { numRuns: 300 },
    )
  })

  test(`whatever a patch of ${kind.name} merges into, the outcome is of its types or refused`, () => {
    fc.assert(
      fc.property(bodies(names), fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (body, stored) => {
        const change = admission.patch(kind, 'x', body)
        if (!change.ok || typeof change.value.values !== 'function') return
        try {
          const values = change.value.values(stored as Record<string, Json>)
          assertCanonical(kind, Object.fromEntries(Object.entries(values).filter(([name]) => !isKept(kind, name))))
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error))
        }
      }),
      { numRuns: 300 },
    )
  })
}

const isKept = (kind: typeof port, name: string) =>
  kind.attributes.some(one => one.name === name && (one.readOnly || one.stamp !== undefined))
