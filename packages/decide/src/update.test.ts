import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '@baryon/model'
import { admin, blue, codes, idOfRow, type Lab, ofBlue, ofRed, openLab, red, uuid } from './testdata/open-lab.ts'

const aPort = async (lab: Lab, values: Row = {}) => idOfRow(await lab.given('Port', { tenant_id: red, ...values }))

test('update() changes what is given and keeps the rest', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab, { name: 'a', serial: 's' })
  const { stored, entries } = await lab.update('Port', id, { name: 'b' }, ofRed)
  const { name, title, serial } = stored?.row ?? {}
  assert.deepEqual({ name, title, serial }, { name: 'b', title: 'b!', serial: 's' })
  assert.deepEqual(entries, [`update Port ${id}`])
})

test('update() that changes nothing makes no entry and answers the object', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab, { name: 'a' })
  const before = await lab.store.read.get(lab.kind('Port'), id)
  const { stored, entries } = await lab.update('Port', id, before?.row ?? {}, ofRed)
  assert.deepEqual(entries, [])
  assert.deepEqual(stored, before)
})

test('update() of what is not there, or not visible, is 404', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const hidden = await lab.update('Port', id, { name: 'mine' }, ofBlue)
  const missing = await lab.update('Port', uuid(77), { name: 'mine' }, ofBlue)
  assert.deepEqual(codes(hidden), [['key.unknown', undefined]])
  assert.equal(JSON.stringify(hidden.faults).replaceAll(id, uuid(77)), JSON.stringify(missing.faults))
})

test('update() of what is visible but not allowed is 403', async t => {
  const lab = await openLab(t)
  const { id } = await lab.given('Zone', { name: 'z' })
  const denied = await lab.update('Zone', String(id), { name: 'y' }, ofBlue)
  assert.deepEqual(codes(denied), [['policy.denied', undefined]])
  assert.equal((await lab.row('Zone', String(id)))?.['name'], 'z')
})

test('update() lets nobody take over an object of another project', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const taken = await lab.update('Port', id, { tenant_id: blue }, ofBlue)
  assert.deepEqual(codes(taken), [['key.unknown', undefined]])
  assert.equal((await lab.row('Port', id))?.['tenant_id'], red)
})

test('update() lets nobody give an object to another project', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  assert.deepEqual(codes(await lab.update('Port', id, { tenant_id: blue }, ofRed)), [['policy.denied', undefined]])
  assert.deepEqual(codes(await lab.update('Port', id, { tenant_id: blue }, admin)), [])
})

test('update() counts an object that changes hands against the quota of its new project', async t => {
  const lab = await openLab(t)
  for (const _ of [1, 2, 3]) await lab.given('Port', { tenant_id: blue })
  const id = await aPort(lab)
  assert.deepEqual(codes(await lab.update('Port', id, { tenant_id: blue })), [['quota.exceeded', '/tenant_id']])
})

test('update() refuses every attribute that cannot change, and accepts the value it has', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab, { serial: 's' })
  const refused = await lab.update('Port', id, {
    id: uuid(88),
    serial: 't',
    title: 'x',
    state: 'reserved',
    revision: 99,
  })
  assert.deepEqual(codes(refused), [
    ['key.immutable', '/id'],
    ['attribute.immutable', '/serial'],
    ['attribute.read_only', '/title'],
    ['attribute.read_only', '/state'],
    ['attribute.read_only', '/revision'],
  ])
  assert.deepEqual(codes(await lab.update('Port', id, { id, serial: 's', state: 'idle', mtu: 9000 })), [])
})

test('update() refuses a stale revision and says the current one', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const kind = lab.kind('Port')
  const current = (await lab.store.read.get(kind, id))?.revision ?? 0
  const change = (ifRevision: number) =>
    lab.decide({ verb: 'update', kind, id, values: { name: 'n' }, ifRevision }, ofRed)
  const stale = await change(current + 1)
  assert.deepEqual(codes(stale), [['revision.stale', undefined]])
  assert.equal(stale.faults[0]?.status, 412)
  assert.match(stale.faults[0]?.message ?? '', new RegExp(`at revision ${current},`))
  assert.deepEqual(codes(await change(current)), [])
})

test('update() and delete below another parent are 404', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const other = await aPort(lab)
  const kind = lab.kind('Interface')
  const parent = { attribute: 'port_id', value: other }
  assert.deepEqual(codes(await lab.decide({ verb: 'update', kind, id, values: { name: 'x' }, parent }, ofRed)), [
    ['key.unknown', undefined],
  ])
  assert.deepEqual(codes(await lab.decide({ verb: 'delete', kind, id, parent }, ofRed)), [['key.unknown', undefined]])
  assert.deepEqual(
    codes(await lab.decide({ verb: 'delete', kind, id, parent: { attribute: 'port_id', value: id } }, ofRed)),
    [],
  )
})

test('update() checks a reference that changes, and not one that stays', async t => {
  const lab = await openLab(t)
  const hidden = await aPort(lab)
  const { id } = await lab.given('Group', { tenant_id: blue, ports: [hidden], leader: hidden })
  assert.deepEqual(codes(await lab.update('Group', String(id), { leader: uuid(77) }, ofBlue)), [
    ['reference.dangling', '/leader'],
  ])
  const own = idOfRow(await lab.given('Port', { tenant_id: blue }))
  assert.deepEqual(codes(await lab.update('Group', String(id), { ports: [hidden, own] }, ofBlue)), [])
})

test('update() checks rules against the object before and after', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const refused = await lab.update('Port', id, { mtu: 100 }, ofRed)
  assert.deepEqual(
    refused.faults.map(fault => fault.message),
    ['Raise the MTU to 576', 'Never lower the MTU'],
  )
})

test('update() denies an attribute that only others may write', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab, { priority: 1 })
  assert.deepEqual(codes(await lab.update('Port', id, { priority: 2 }, ofRed)), [['attribute.denied', '/priority']])
  assert.deepEqual(codes(await lab.update('Port', id, { priority: 1, name: 'n' }, ofRed)), [])
})

test('update() takes values that depend on the stored row', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab, { name: 'a' })
  const values = (stored: Row) => ({ name: `${String(stored['name'])}b` })
  const { stored } = await lab.decide({ verb: 'update', kind: lab.kind('Port'), id, values }, ofRed)
  assert.equal(stored?.row['name'], 'ab')
})

test('decide() refuses a second host while bound, and takes it after an unbind', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab, { host_id: 'h1', device_id: uuid(5) })
  const move = { host_id: 'h2', device_id: uuid(5) }
  assert.deepEqual(codes(await lab.update('Port', id, move, ofRed)), [['port.bound', '/host_id']])
  await lab.update('Port', id, { host_id: null, device_id: null }, ofRed)
  assert.deepEqual(codes(await lab.update('Port', id, move, ofRed)), [])
})

test('update() binds, keeps and unbinds a port', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const held = { host_id: 'h', device_id: uuid(5) }
  assert.deepEqual(codes(await lab.update('Port', id, held, ofRed)), [])
  await lab.update('Port', id, { vif_type: 'ovs', vif_details: '{"a":1}' })
  assert.deepEqual(codes(await lab.update('Port', id, { ...held, name: 'n' }, ofRed)), [])
  assert.equal((await lab.row('Port', id))?.['vif_type'], 'ovs')

  const other = await lab.update('Port', id, { ...held, device_id: uuid(6) }, ofRed)
  assert.deepEqual(codes(other), [['port.bound', '/device_id']])
  assert.deepEqual(codes(await lab.update('Port', id, { host_id: null }, ofRed)), [['port.half_bound', '/host_id']])

  const { stored } = await lab.update('Port', id, { host_id: '', device_id: null }, ofRed)
  const { host_id, device_id, vif_type, vif_details } = stored?.row ?? {}
  assert.deepEqual(
    { host_id, device_id, vif_type, vif_details },
    { host_id: null, device_id: null, vif_type: null, vif_details: '{}' },
  )
})
