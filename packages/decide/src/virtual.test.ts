import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { VirtualObjects } from './behaviour.ts'
import { BehaviourSet } from './behaviour-set.ts'
import { decideAction, showVirtual } from './decide.ts'
import { decideErrors } from './errors.ts'
import { sightOf } from './sight.ts'
import { admin, blue, codes, type Lab, ofBlue, ofRed, openOffice, red, uuid } from './testdata/open-lab.ts'
import { verbsOf } from './verbs.ts'
import { listVirtual } from './virtual.ts'

const one: Row = { id: uuid(1), tenant_id: red, rooms: 1 }
const other: Row = { id: uuid(2), tenant_id: blue, rooms: 2 }

const census: VirtualObjects = {
  list: async () => [one, other],
  get: async id => [one, other].find(row => row['id'] === id),
  create: async given => (given['rooms'] === 0 ? undefined : { ...one, ...given }),
  update: async (id, given) => ({ ...one, id, ...given }),
}

const show = (office: Lab, id: string, caller = ofRed) =>
  office.commit(context => showVirtual(office.kind('Census'), id, context), caller)

test('showVirtual() answers what the behaviour says, to those who may get it', async t => {
  const office = await openOffice(t, { Census: { virtual: census } })
  assert.deepEqual(await show(office, uuid(1)), one)
  for (const id of [uuid(2), uuid(3)]) await assert.rejects(show(office, id), /there is no Census/)
})

test('showVirtual() may make what it answers, and makes nothing when the caller may not see it', async t => {
  const office = await openOffice(t, {
    Census: {
      virtual: {
        async get(id, work) {
          const { row } = await work.create('Building', { tenant_id: blue })
          return { id, tenant_id: row['tenant_id'] ?? null, rooms: 0 }
        },
      },
    },
  })
  await assert.rejects(show(office, uuid(1), ofRed), Refusal)
  assert.equal(office.store.journal.head(), 0)
  assert.deepEqual(await show(office, uuid(1), ofBlue), { id: uuid(1), tenant_id: blue, rooms: 0 })
  assert.equal(office.store.journal.head(), 1)
})

test('listVirtual() answers those that the caller may list or get', async t => {
  const office = await openOffice(t, {})
  const behaviours = new BehaviourSet(
    office.registry,
    new Map([['office', { kinds: { Census: { virtual: census } }, errors: decideErrors }]]),
  )
  const list = (caller: typeof admin) =>
    listVirtual(office.kind('Census'), sightOf('office', office.registry, caller, office.store.read), behaviours)
  assert.deepEqual(await list(ofRed), [one])
  assert.deepEqual(await list(admin), [one, other])
})

test('changes of what is not stored are for those whom the policies let', async t => {
  const office = await openOffice(t, { Census: { virtual: census } })
  const made = await office.create('Census', { rooms: 3 }, ofRed)
  assert.deepEqual(made.stored, { row: { ...one, rooms: 3 }, revision: 0 })
  assert.deepEqual(codes(await office.create('Census', { tenant_id: red }, ofBlue)), [['policy.denied', undefined]])
  const nothing = await office.create('Census', { rooms: 0 }, ofRed)
  assert.deepEqual([nothing.stored, nothing.faults], [undefined, []])
  assert.deepEqual(codes(await office.update('Census', uuid(1), { rooms: 4 }, ofRed)), [['policy.denied', undefined]])
  assert.equal((await office.update('Census', uuid(1), { rooms: 4 }, admin)).stored?.row['rooms'], 4)
  assert.deepEqual(made.entries, [])
})

test('a verb without its function is not there', async t => {
  const office = await openOffice(t, { Census: { virtual: census } })
  assert.deepEqual(codes(await office.remove('Census', uuid(1))), [['verb.absent', undefined]])
  assert.deepEqual(verbsOf(office.kind('Census'), { virtual: census }), ['create', 'list', 'get', 'update'])
  assert.deepEqual(verbsOf(office.kind('Census'), undefined), [])
  assert.deepEqual(verbsOf(office.kind('Notice'), undefined), ['create', 'get'])
})

test('actions on what is not stored are given its key', async t => {
  const office = await openOffice(t, {
    Census: { actions: { tell: async (stored, input) => ({ of: stored.row, input }) }, virtual: census },
  })
  const tell = (caller: typeof admin) =>
    office.commit(
      context =>
        decideAction({ verb: 'action', kind: office.kind('Census'), id: uuid(1), action: 'tell', input: {} }, context),
      caller,
    )
  assert.deepEqual(await tell(admin), { of: { id: uuid(1) }, input: {} })
  await assert.rejects(tell(ofRed), /may/)
})
