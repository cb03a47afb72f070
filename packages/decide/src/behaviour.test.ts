import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Behaviour, Draft } from './behaviour.ts'
import { decideErrors } from './errors.ts'
import { admin, blue, codes, idOfRow, ofBlue, ofRed, openOffice, red, uuid } from './testdata/open-lab.ts'

const refusal = (attribute: string) =>
  new Refusal(decideErrors.fault('attribute.missing', { attribute, kind: 'Room' }, `/${attribute}`))

/** A room with as many seats as it needs to be one. */
const seated: Behaviour = {
  create(row) {
    row['seats'] ??= 4
  },
}

test('create hooks complete the object: defaults and owner are there, what is missing may still be filled in', async t => {
  const seen: Row[] = []
  const office = await openOffice(t, {
    Room: {
      create(row, given, work) {
        seen.push({ ...row }, given, { asked: work.asked })
        row['seats'] = 4
      },
    },
  })
  const { stored } = await office.create('Room', { name: 'r', loud: true }, { ...ofRed, roles: ['admin'] })
  const [row, given, about] = seen
  assert.deepEqual(
    { ...row, id: undefined },
    {
      id: undefined,
      tenant_id: red,
      building_id: null,
      name: 'r',
      seats: null,
      keeper: null,
      opened: 0,
      floor: 0,
    },
  )
  assert.deepEqual(given, { name: 'r', loud: true })
  assert.deepEqual(about, { asked: true })
  assert.equal(stored?.row['seats'], 4)
  assert.equal('loud' in (stored?.row ?? {}), false)
})

test('the object is checked by rules and for what is missing after its hook', async t => {
  const office = await openOffice(t, {
    Room: {
      create(row, given) {
        if (given['name'] === 'huge') row['seats'] = 100
      },
    },
  })
  assert.deepEqual(codes(await office.create('Room', { name: 'huge' }, ofRed)), [['rule.violated', '/seats']])
  assert.deepEqual(codes(await office.create('Room', { name: 'bare' }, ofRed)), [['attribute.missing', '/seats']])
})

test('prepare runs before the policy, create only for those it lets pass', async t => {
  const ran: string[] = []
  const office = await openOffice(t, {
    Room: {
      prepare(row) {
        ran.push('prepare')
        row['keeper'] = blue
      },
      create(row) {
        ran.push('create')
        row['seats'] = 1
      },
    },
  })
  assert.deepEqual(codes(await office.create('Room', { tenant_id: red }, ofBlue)), [['policy.denied', undefined]])
  assert.deepEqual(ran.splice(0), ['prepare'])
  const { stored } = await office.create('Room', {}, ofBlue)
  assert.deepEqual(ran, ['prepare', 'create'])
  assert.equal(stored?.row['keeper'], blue)
})

test('a hook that refuses undoes everything that hooks have done', async t => {
  const office = await openOffice(t, {
    Room: {
      ...seated,
      async created(_stored, _given, work) {
        await work.create('Notice', { id: uuid(77) })
        throw refusal('name')
      },
    },
  })
  assert.deepEqual(codes(await office.create('Room', {}, ofRed)), [['attribute.missing', '/name']])
  assert.equal(await office.row('Notice', uuid(77)), undefined)
})

test('what is answered is the object as the created hook left it, whether it says so or not', async t => {
  for (const isTold of [true, false]) {
    const office = await openOffice(t, {
      Room: {
        ...seated,
        async created(stored, _given, work) {
          const changed = await work.update('Room', idOfRow(stored.row), { opened: 1 })
          if (isTold) return changed
          return undefined
        },
      },
    })
    const { stored } = await office.create('Room', {}, ofRed)
    assert.equal(stored?.row['opened'], 1)
  }
})

test('update hooks see old and new, complete the new, and the policy is asked about their result', async t => {
  const seen: unknown[] = []
  const office = await openOffice(t, {
    Room: {
      ...seated,
      update(row: Draft, old, given) {
        seen.push(row['name'], old['name'], given)
        row['opened'] = Number(old['opened']) + 1
        if (given['name'] === 'gift') row['tenant_id'] = blue
      },
    },
  })
  const id = idOfRow(await office.given('Room', { tenant_id: red, name: 'a' }))
  const { stored } = await office.update('Room', id, { name: 'b' }, ofRed)
  assert.deepEqual(seen, ['b', 'a', { name: 'b' }])
  assert.equal(stored?.row['opened'], 1)
  assert.deepEqual(codes(await office.update('Room', id, { name: 'gift' }, ofRed)), [['policy.denied', undefined]])
})

test('updated runs when something was written or something derived was given, else not', async t => {
  const seen: Row[] = []
  const office = await openOffice(t, {
    Room: {
      ...seated,
      updated(stored, old, given) {
        seen.push({ now: stored.row['name'] ?? null, before: old['name'] ?? null, given })
      },
    },
  })
  const id = idOfRow(await office.given('Room', { tenant_id: red, name: 'a' }))
  const { entries: none } = await office.update('Room', id, { name: 'a' })
  assert.deepEqual([none, seen.splice(0)], [[], []])
  await office.update('Room', id, { name: 'b' })
  assert.deepEqual(seen.splice(0), [{ now: 'b', before: 'a', given: { name: 'b' } }])
  const { entries } = await office.update('Room', id, { loud: true })
  assert.deepEqual([entries, seen], [[], [{ now: 'b', before: 'b', given: { loud: true } }]])
})

test('an action of the model runs the hooks of an update', async t => {
  const seen: Row[] = []
  const office = await openOffice(t, {
    Room: {
      ...seated,
      update(_row, _old, given) {
        seen.push(given)
      },
    },
  })
  const id = idOfRow(await office.given('Room', { tenant_id: red }))
  const { stored } = await office.act('Room', id, 'enlarge', {}, ofRed)
  assert.equal(stored?.row['seats'], 5)
  assert.deepEqual(seen, [{ seats: 5 }])
})

test('policies of attributes that are derived count when they are given as something else than the default', async t => {
  const office = await openOffice(t, { Room: seated })
  assert.deepEqual(codes(await office.create('Room', { loud: true }, ofRed)), [['attribute.denied', '/loud']])
  const { stored } = await office.create('Room', { loud: false }, ofRed)
  const id = idOfRow(stored?.row ?? {})
  assert.deepEqual(codes(await office.update('Room', id, { loud: true }, ofRed)), [['attribute.denied', '/loud']])
  assert.deepEqual(codes(await office.update('Room', id, { loud: true }, admin)), [])
})

test('an attribute can have other policies at creation than afterwards', async t => {
  const office = await openOffice(t, { Room: seated })
  const { stored } = await office.create('Room', { floor: 3 }, ofRed)
  const id = idOfRow(stored?.row ?? {})
  assert.deepEqual(codes(await office.update('Room', id, { floor: 4 }, ofRed)), [['attribute.denied', '/floor']])
  assert.deepEqual(codes(await office.update('Room', id, { floor: 3 }, ofRed)), [])
  assert.deepEqual(codes(await office.update('Room', id, { floor: 4 }, admin)), [])
})

test('a reference that a hook fills in need not be visible to the caller, one that is given has to be', async t => {
  let building = ''
  const office = await openOffice(t, {
    Room: {
      create(row, given) {
        row['seats'] = 1
        if (given['name'] === 'placed') row['building_id'] = building
      },
    },
  })
  building = idOfRow(await office.given('Building', { tenant_id: blue }))
  assert.deepEqual(codes(await office.create('Room', { name: 'placed' }, ofRed)), [])
  const given = await office.create('Room', { building_id: building }, ofRed)
  assert.deepEqual(codes(given), [['reference.dangling', '/building_id']])
})

test('removals run their hooks around the deletion, those that go along too, which nobody asked for', async t => {
  const ran: string[] = []
  const note = (name: string): Behaviour => ({
    remove: (_row, work) => {
      ran.push(`remove ${name} ${work.asked}`)
    },
    removed: (_row, work) => {
      ran.push(`removed ${name} ${work.asked}`)
    },
  })
  const office = await openOffice(t, {
    Building: note('Building'),
    Room: { ...seated, ...note('Room') },
    Chair: note('Chair'),
    Desk: note('Desk'),
  })
  const building = idOfRow(await office.given('Building', { tenant_id: red }))
  const room = idOfRow(await office.given('Room', { tenant_id: red, building_id: building }))
  await office.given('Chair', { tenant_id: red, room_id: room })
  const desk = idOfRow(await office.given('Desk', { tenant_id: red, room_id: room }))
  await office.remove('Building', building, ofRed)
  assert.deepEqual(ran.splice(0), [
    'remove Building true',
    'remove Chair false',
    'remove Room false',
    'removed Chair false',
    'removed Room false',
    'removed Building true',
  ])
  assert.equal((await office.row('Desk', desk))?.['room_id'], null)
  await office.remove('Desk', desk, ofRed)
  assert.deepEqual(ran, ['remove Desk true', 'removed Desk true'])
})

test('a removal that a hook refuses, anywhere, keeps everything', async t => {
  const office = await openOffice(t, {
    Room: seated,
    Chair: {
      remove() {
        throw refusal('room_id')
      },
    },
  })
  const room = idOfRow(await office.given('Room', { tenant_id: red }))
  await office.given('Chair', { tenant_id: red, room_id: room })
  const refused = await office.remove('Room', room, ofRed)
  assert.deepEqual([codes(refused), refused.entries], [[['attribute.missing', '/room_id']], []])
  assert.notEqual(await office.row('Room', room), undefined)
})

test('a hook may clear away what would go along or stand in the way', async t => {
  const office = await openOffice(t, {
    Room: {
      ...seated,
      async remove(row, work) {
        for (const { row: chair } of await work.list('Chair', { attribute: 'room_id', in: [row['id'] ?? ''] }))
          await work.remove('Chair', idOfRow(chair))
      },
    },
  })
  const room = idOfRow(await office.given('Room', { tenant_id: red }))
  const chair = idOfRow(await office.given('Chair', { tenant_id: red, room_id: room }))
  const { entries } = await office.remove('Room', room, ofRed)
  assert.deepEqual(entries, [`delete Chair ${chair}`, `delete Room ${room}`])
})

test('what a behaviour does asks no policy, may give what is internal, read-only or immutable, and runs hooks', async t => {
  const asked: boolean[] = []
  const office = await openOffice(t, {
    Notice: {
      async created(_stored, _given, work) {
        const building = await work.create('Building', { tenant_id: blue })
        const { row } = await work.create('Room', { tenant_id: blue, keeper: red, opened: 7 })
        await work.update('Room', idOfRow(row), { building_id: idOfRow(building.row), opened: 8, keeper: null })
      },
    },
    Room: {
      create(row, _given, work) {
        asked.push(work.asked)
        row['seats'] = 1
      },
      update(_row, _old, _given, work) {
        asked.push(work.asked)
      },
    },
  })
  const { entries, stored, faults } = await office.create('Notice', {}, ofRed)
  assert.deepEqual(faults, [])
  assert.ok(stored)
  assert.equal(entries.length, 4)
  assert.deepEqual(asked, [false, false])
  const [room] = await office.commit(({ tx }) => tx.list(office.kind('Room'), {}))
  const { tenant_id, opened, keeper } = room?.row ?? {}
  assert.deepEqual({ tenant_id, opened, keeper }, { tenant_id: blue, opened: 8, keeper: null })
})

test('what a behaviour does keeps to rules, references and quotas', async t => {
  const tries: readonly Row[] = [{ seats: 100 }, { seats: 1, building_id: uuid(78) }]
  for (const values of tries) {
    const office = await openOffice(t, {
      Notice: { created: async (_stored, _given, work) => void (await work.create('Room', values)) },
    })
    assert.equal((await office.create('Notice', {}, ofRed)).faults.length, 1)
  }
  const office = await openOffice(t, {
    Notice: {
      async created(_stored, _given, work) {
        for (const seats of [1, 2, 3]) await work.create('Room', { seats })
      },
    },
  })
  assert.deepEqual(codes(await office.create('Notice', {}, ofRed)), [['quota.exceeded', '/tenant_id']])
})

test('work.visible() is for what the caller may see, work.get() for all; work names no kind and attribute that is not', async t => {
  const seen: unknown[] = []
  let building = ''
  const office = await openOffice(t, {
    Notice: {
      async created(_stored, _given, work) {
        seen.push(await work.visible('Building', building), (await work.get('Building', building))?.row['id'])
        await assert.rejects(work.update('Building', uuid(79), {}), Refusal)
        await assert.rejects(work.remove('Building', uuid(79)), Refusal)
        await assert.rejects(async () => work.create('Building', { nam: 'x' }), /"nam"/)
        assert.throws(() => work.kind('Buildings'), /"Buildings"/)
      },
    },
  })
  building = idOfRow(await office.given('Building', { tenant_id: blue }))
  assert.deepEqual(codes(await office.create('Notice', {}, ofRed)), [])
  assert.deepEqual(seen, [undefined, building])
})

test('the service says how many objects a project may own, where the model counts them', async t => {
  const limits: Record<string, number | undefined> = { [red]: 1, [blue]: -1 }
  const asked: string[] = []
  const office = await openOffice(
    t,
    { Room: seated },
    {
      async limit(of, project) {
        asked.push(of.name)
        return limits[project]
      },
    },
  )
  assert.deepEqual(codes(await office.create('Room', {}, ofRed)), [])
  const refused = await office.create('Room', {}, ofRed)
  assert.deepEqual(codes(refused), [['quota.exceeded', '/tenant_id']])
  assert.match(refused.faults[0]?.message ?? '', /uses 1 of 1/)
  for (const _ of [1, 2, 3]) assert.deepEqual(codes(await office.create('Room', {}, ofBlue)), [])
  const other = uuid(902)
  for (const _ of [1, 2]) await office.given('Room', { tenant_id: other })
  assert.deepEqual(codes(await office.create('Room', { tenant_id: other })), [['quota.exceeded', '/tenant_id']])
  await office.given('Building', { tenant_id: red })
  assert.deepEqual(new Set(asked), new Set(['Room']))
})

test('verbs that a kind does not serve are refused to requests, not to behaviours', async t => {
  const office = await openOffice(t, {
    Building: {
      async created(_stored, _given, work) {
        const { row } = await work.create('Notice', {})
        await work.remove('Notice', idOfRow(row))
      },
    },
  })
  const id = idOfRow(await office.given('Notice', { tenant_id: red }))
  for (const refused of [await office.update('Notice', id, {}), await office.remove('Notice', id)]) {
    assert.deepEqual(codes(refused), [['verb.absent', undefined]])
    assert.equal(refused.faults[0]?.status, 405)
  }
  assert.deepEqual(codes(await office.create('Building', {}, ofRed)), [])
})
