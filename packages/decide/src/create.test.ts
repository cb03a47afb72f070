import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, blue, codes, idOfRow, ofBlue, ofRed, openLab, red, uuid } from './testdata/open-lab.ts'

test('create() fills in the key, the owner and the defaults, and computes', async t => {
  const lab = await openLab(t)
  const { stored } = await lab.create('Port', { name: 'p' }, ofRed)
  assert.ok(stored)
  const { id, tenant_id, name, mtu, title, state, zone } = stored.row
  assert.deepEqual(
    { id, tenant_id, name, mtu, title, state, zone },
    { id: uuid(1), tenant_id: red, name: 'p', mtu: 1500, title: 'p!', state: 'idle', zone: null },
  )
})

test('create() finds the owner also where the caller writes its project without dashes', async t => {
  const lab = await openLab(t)
  const { stored } = await lab.create('Group', {}, { ...ofRed, project: red.replaceAll('-', '') })
  assert.equal(stored?.row['tenant_id'], red)
})

test('create() demands the owner of a caller without a project', async t => {
  const lab = await openLab(t)
  assert.deepEqual(codes(await lab.create('Group', {}, admin)), [['attribute.missing', '/tenant_id']])
})

test('create() for another project is denied to all but administrators', async t => {
  const lab = await openLab(t)
  const denied = await lab.create('Group', { tenant_id: red }, ofBlue)
  assert.deepEqual(codes(denied), [['policy.denied', undefined]])
  assert.equal(denied.faults[0]?.status, 403)
  assert.equal((await lab.create('Group', { tenant_id: red }, admin)).stored?.row['tenant_id'], red)
})

test('create() refuses a key that is taken, with its pointer', async t => {
  const lab = await openLab(t)
  await lab.given('Group', { id: uuid(50), tenant_id: red })
  const again = await lab.create('Group', { id: uuid(50), tenant_id: red })
  assert.deepEqual(codes(again), [['key.taken', '/id']])
  assert.equal(again.faults[0]?.status, 409)
})

test('create() refuses a unique value that is taken in the project, and allows it in another', async t => {
  const lab = await openLab(t)
  const mac_address = '02:00:00:00:00:01'
  await lab.given('Port', { tenant_id: red, mac_address })
  assert.deepEqual(codes(await lab.create('Port', { mac_address }, ofRed)), [['unique.taken', '/mac_address']])
  assert.deepEqual(codes(await lab.create('Port', { mac_address }, ofBlue)), [])
})

test('create() names every rule that does not hold', async t => {
  const lab = await openLab(t)
  const refused = await lab.create('Port', { mtu: 100 }, ofRed)
  assert.deepEqual(codes(refused), [['rule.violated', '/mtu']])
  assert.equal(refused.faults[0]?.message, 'Raise the MTU to 576')
})

test('create() refuses a computed value outside its type', async t => {
  const lab = await openLab(t)
  assert.deepEqual(codes(await lab.create('Port', { name: 'sixteen letters.' }, ofRed)), [['value.unfit', '/title']])
})

test('create() names every reference that leads nowhere', async t => {
  const lab = await openLab(t)
  const { id } = await lab.given('Port', { tenant_id: red })
  const refused = await lab.create('Group', { ports: [id ?? '', uuid(77)], leader: uuid(78) }, ofRed)
  assert.deepEqual(codes(refused), [
    ['reference.dangling', '/ports/1'],
    ['reference.dangling', '/leader'],
  ])
})

test('create() answers alike for what is not there and what the caller may not see', async t => {
  const lab = await openLab(t)
  const { id } = await lab.given('Port', { tenant_id: red })
  const hidden = await lab.create('Group', { leader: id ?? '' }, ofBlue)
  const missing = await lab.create('Group', { leader: uuid(77) }, ofBlue)
  assert.deepEqual(codes(hidden), [['reference.dangling', '/leader']])
  const text = JSON.stringify(hidden.faults).replaceAll(String(id), uuid(77))
  assert.equal(text, JSON.stringify(missing.faults))
})

test('create() lets an object refer to itself', async t => {
  const lab = await openLab(t)
  const { stored } = await lab.create('Link', { id: uuid(60), next: uuid(60) }, ofRed)
  assert.equal(stored?.row['next'], uuid(60))
})

test('create() makes the companions in the same transaction', async t => {
  const lab = await openLab(t)
  const { stored, entries } = await lab.create('Port', { name: 'p' }, ofRed)
  const id = idOfRow(stored?.row ?? {})
  assert.deepEqual(entries, [`create Port ${id}`, `create Interface ${id}`])
  const { tenant_id, port_id, name } = (await lab.row('Interface', id)) ?? {}
  assert.deepEqual({ tenant_id, port_id, name }, { tenant_id: red, port_id: id, name: 'p_default' })
})

test('create() keeps nothing when a companion is refused', async t => {
  const lab = await openLab(t)
  const { id } = await lab.given('Port', { tenant_id: red })
  await lab.given('Interface', { id: uuid(70), tenant_id: red, port_id: id ?? '' })
  const refused = await lab.create('Port', { id: uuid(70) }, ofRed)
  assert.deepEqual(codes(refused), [['key.taken', undefined]])
  assert.match(refused.faults[0]?.message ?? '', /Interface/)
  assert.equal(await lab.row('Port', uuid(70)), undefined)
})

test('create() stops at the quota of the project, whoever asks', async t => {
  const lab = await openLab(t)
  for (const _ of [1, 2, 3]) await lab.given('Port', { tenant_id: red })
  for (const caller of [ofRed, admin]) {
    const refused = await lab.create('Port', { tenant_id: red }, caller)
    assert.deepEqual(codes(refused), [['quota.exceeded', '/tenant_id']])
    assert.match(refused.faults[0]?.message ?? '', new RegExp(`project "${red}" uses 3 of 3`))
  }
  assert.deepEqual(codes(await lab.create('Port', {}, ofBlue)), [])
})

test('create() denies an attribute that only others may write, unless it is left at its default', async t => {
  const lab = await openLab(t)
  assert.deepEqual(codes(await lab.create('Port', { priority: 5 }, ofRed)), [['attribute.denied', '/priority']])
  assert.deepEqual(codes(await lab.create('Port', { priority: null }, ofRed)), [])
  assert.deepEqual(codes(await lab.create('Port', { tenant_id: red, priority: 5 }, admin)), [])
})

test('create() below a parent takes it from the URL, and says 404 when it is not there', async t => {
  const lab = await openLab(t)
  const port = idOfRow(await lab.given('Port', { tenant_id: red }))
  const kind = lab.kind('Interface')
  const below = (value: string) => ({
    verb: 'create' as const,
    kind,
    values: {},
    parent: { attribute: 'port_id', value },
  })
  assert.equal((await lab.decide(below(port), ofRed)).stored?.row['port_id'], port)
  for (const outcome of [await lab.decide(below(uuid(77)), ofRed), await lab.decide(below(port), ofBlue)]) {
    assert.deepEqual(codes(outcome), [['key.unknown', undefined]])
    assert.equal(outcome.faults[0]?.status, 404)
  }
})

test('create() binds a port at once, and refuses half a binding', async t => {
  const lab = await openLab(t)
  const { stored } = await lab.create('Port', { host_id: 'h', device_id: uuid(1) }, ofRed)
  assert.equal(stored?.row['host_id'], 'h')
  assert.deepEqual(codes(await lab.create('Port', { host_id: 'h' }, ofRed)), [['port.half_bound', '/device_id']])
})

test('create() of a kind with a composite key', async t => {
  const lab = await openLab(t)
  const values = { vrf: 1, prefix: '10.0.0.0/8', tenant_id: blue }
  assert.deepEqual((await lab.create('Route', values)).entries, ['create Route 1,10.0.0.0%2F8'])
  assert.deepEqual(codes(await lab.create('Route', values)), [['key.taken', '/vrf']])
})
