import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '@baryon/model'
import { admin, blue, codes, idOfRow, type Lab, ofBlue, ofRed, openLab, red, uuid } from './testdata/open-lab.ts'

const make = async (lab: Lab, kind: string, values: Row) => idOfRow(await lab.given(kind, values))
const aPort = (lab: Lab) => make(lab, 'Port', { tenant_id: red })

test('remove() takes along what cascades, children first', async t => {
  const lab = await openLab(t)
  const port = await aPort(lab)
  const second = await make(lab, 'Interface', { tenant_id: red, port_id: port })
  const { entries } = await lab.remove('Port', port, ofRed)
  assert.deepEqual(entries.toSorted(), [
    `delete Interface ${port}`,
    `delete Interface ${second}`,
    `delete Port ${port}`,
  ])
  assert.equal(entries.at(-1), `delete Port ${port}`)
  assert.equal(await lab.row('Interface', second), undefined)
})

test('remove() is refused by one that restricts, anywhere in the cascade, and keeps everything', async t => {
  const lab = await openLab(t)
  const port = await aPort(lab)
  await lab.given('Binding', { tenant_id: red, interface_id: port })
  const refused = await lab.remove('Port', port, ofRed)
  assert.deepEqual(codes(refused), [['reference.in_use', undefined]])
  assert.equal(refused.faults[0]?.status, 409)
  assert.equal(
    refused.faults[0]?.message,
    `Delete what uses it first: Interface "${port}" is used by 1 Binding ("${port}") in "interface_id"`,
  )
  assert.ok(await lab.row('Port', port))
})

test('remove() counts all users and names a few', async t => {
  const lab = await openLab(t)
  const zone = await make(lab, 'Zone', {})
  for (const number of [1, 2, 3, 4, 5, 6, 7])
    await lab.given('Port', { id: uuid(100 + number), tenant_id: uuid(700 + number), zone })
  const refused = await lab.remove('Zone', zone)
  const message = refused.faults[0]?.message ?? ''
  assert.match(message, /is used by 7 Port/)
  assert.equal(message.match(/00000000-0000-4000-8000-0000000001/g)?.length, 5)
})

test('remove() does not name users that the caller may not see', async t => {
  const lab = await openLab(t)
  const group = await aPort(lab)
  await lab.given('Binding', { tenant_id: blue, interface_id: group })
  const refused = await lab.remove('Interface', group, ofRed)
  assert.match(refused.faults[0]?.message ?? '', /is used by 1 Binding in "interface_id"/)
})

test('remove() does not name what would go along and the caller may not see', async t => {
  const lab = await openLab(t)
  const port = await aPort(lab)
  const hidden = await make(lab, 'Interface', { tenant_id: blue, port_id: port })
  await lab.given('Binding', { tenant_id: blue, interface_id: hidden })
  const [fault] = (await lab.remove('Port', port, ofRed)).faults
  assert.equal(fault?.code, 'reference.in_use')
  assert.doesNotMatch(JSON.stringify(fault), new RegExp(hidden))
  assert.match(JSON.stringify((await lab.remove('Port', port, admin)).faults), new RegExp(hidden))
})

test('remove() clears references that become null, and shortens lists', async t => {
  const lab = await openLab(t)
  const [one, two] = [await aPort(lab), await aPort(lab)]
  const group = await make(lab, 'Group', { tenant_id: blue, ports: [one, two], leader: one })
  const { faults } = await lab.remove('Port', one, ofRed)
  assert.deepEqual(faults, [])
  const { ports, leader } = (await lab.row('Group', group)) ?? {}
  assert.deepEqual({ ports, leader }, { ports: [two], leader: null })
})

test('remove() is refused where an object would break its model without the reference', async t => {
  const lab = await openLab(t)
  const port = await aPort(lab)
  await lab.given('Pair', { tenant_id: red, ports: [port] })
  assert.deepEqual(codes(await lab.remove('Port', port, ofRed)), [['reference.in_use', undefined]])
  assert.ok(await lab.row('Port', port))
})

test('remove() ends in circles and chains', async t => {
  const lab = await openLab(t)
  const first = await make(lab, 'Link', { tenant_id: red })
  const second = await make(lab, 'Link', { tenant_id: red, next: first })
  const third = await make(lab, 'Link', { tenant_id: red, next: second })
  const itself = await make(lab, 'Link', { id: uuid(500), tenant_id: red, next: uuid(500) })
  assert.deepEqual((await lab.remove('Link', itself, ofRed)).entries, [`delete Link ${itself}`])
  await lab.update('Link', first, { next: third }, ofRed)
  const { faults, entries } = await lab.remove('Link', second, ofRed)
  assert.deepEqual(faults, [])
  assert.deepEqual(
    entries.filter(entry => entry.startsWith('update')),
    [`update Link ${second}`],
  )
  const deleted = entries.filter(entry => entry.startsWith('delete')).toSorted()
  assert.deepEqual(deleted, [first, second, third].map(id => `delete Link ${id}`).toSorted())
})

test('remove() goes through more objects than one query answers', async t => {
  const lab = await openLab(t)
  const root = await make(lab, 'Link', { id: uuid(1000), tenant_id: red })
  const kind = lab.kind('Link')
  const filled = await lab.store.commit({ actor: 'test', requestId: 'test' }, async tx => {
    for (let number = 1; number <= 1200; number += 1)
      await tx.insert(kind, {
        id: uuid(1000 + number),
        tenant_id: red,
        next: number <= 600 ? root : uuid(1000 + number - 600),
      })
  })
  assert.ok(filled.ok)
  const { entries } = await lab.remove('Link', root, ofRed)
  assert.equal(entries.length, 1201)
  assert.equal(await lab.store.read.count(kind), 0)
  const position = new Map(entries.map((entry, index) => [entry.slice('delete Link '.length), index]))
  for (let number = 601; number <= 1200; number += 1)
    assert.ok((position.get(uuid(1000 + number)) ?? 0) < (position.get(uuid(400 + number)) ?? 0))
})

test('remove() is 404 for what is not visible, 403 for what is not allowed, 412 for what has changed', async t => {
  const lab = await openLab(t)
  const port = await aPort(lab)
  const zone = await make(lab, 'Zone', {})
  assert.deepEqual(codes(await lab.remove('Port', port, ofBlue)), [['key.unknown', undefined]])
  assert.deepEqual(codes(await lab.remove('Zone', zone, ofBlue)), [['policy.denied', undefined]])
  const stale = await lab.decide({ verb: 'delete', kind: lab.kind('Port'), id: port, ifRevision: 99 }, admin)
  assert.deepEqual(codes(stale), [['revision.stale', undefined]])
})

test('remove() takes a port that is bound, as Gluon did', async t => {
  const lab = await openLab(t)
  const port = await make(lab, 'Port', { tenant_id: red, host_id: 'h', device_id: uuid(5) })
  assert.deepEqual(codes(await lab.remove('Port', port, ofRed)), [])
})

test('remove() gives the quota back', async t => {
  const lab = await openLab(t)
  const ports = [await aPort(lab), await aPort(lab), await aPort(lab)]
  await lab.remove('Port', ports[0] ?? '', ofRed)
  assert.deepEqual(codes(await lab.create('Port', {}, ofRed)), [])
})
