import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, codes, idOfRow, type Lab, ofBlue, ofRed, openLab, red, uuid } from './testdata/open-lab.ts'

const aPort = async (lab: Lab) => idOfRow(await lab.given('Port', { tenant_id: red, name: 'p' }))

test('act() sets what the model says, also what a request may not', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const { stored, entries } = await lab.act('Port', id, 'reserve', { label: 'mine' }, ofRed)
  assert.deepEqual([stored?.row['state'], stored?.row['name'], stored?.row['title']], ['reserved', 'mine', 'mine!'])
  assert.deepEqual(entries, [`update Port ${id}`])
})

test('act() is a conflict with the words of the model when a condition does not hold', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  await lab.act('Port', id, 'reserve', { label: 'a' }, ofRed)
  const refused = await lab.act('Port', id, 'reserve', { label: 'b' }, ofRed)
  assert.deepEqual(
    refused.faults.map(({ code, status, message }) => [code, status, message]),
    [['action.refused', 409, 'Release the port first']],
  )
})

test('act() refuses a value outside the type of its attribute', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const refused = await lab.act('Port', id, 'reserve', { label: 'longer than sixteen' }, ofRed)
  assert.deepEqual(codes(refused), [['value.unfit', '/name']])
})

test('act() binds a port as an update does', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  const bind = (device: string) => lab.act('Port', id, 'bind', { host_id: 'h', device_id: device }, ofRed)
  assert.deepEqual(codes(await bind(uuid(5))), [])
  assert.deepEqual((await bind(uuid(5))).entries, [])
  assert.deepEqual(codes(await bind(uuid(6))), [['port.bound', '/device_id']])
  const { stored } = await lab.act('Port', id, 'unbind', {}, ofRed)
  assert.deepEqual([stored?.row['host_id'], stored?.row['vif_details']], [null, '{}'])
})

test('act() is 404 for what the caller may not see', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  assert.deepEqual(codes(await lab.act('Port', id, 'unbind', {}, ofBlue)), [['key.unknown', undefined]])
})

test('act() lets nobody take over an object, whatever the action sets', async t => {
  const lab = await openLab(t)
  const id = await aPort(lab)
  assert.deepEqual(codes(await lab.act('Port', id, 'take', {}, ofBlue)), [['key.unknown', undefined]])
  assert.deepEqual(codes(await lab.act('Port', id, 'take', {}, { ...admin, project: uuid(901) })), [])
})
