import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@baryon/kit'
import type { Caller, Row } from '@baryon/model'
import type { Behaviour } from './behaviour.ts'
import { decideAction } from './decide.ts'
import { idOfRow, type Lab, ofBlue, ofRed, openOffice, red, uuid } from './testdata/open-lab.ts'

const room: Behaviour = {
  create(row) {
    row['seats'] ??= 4
  },
  actions: {
    async measure(stored, input, work) {
      await work.update('Room', idOfRow(stored.row), { opened: 1 })
      return { seats: stored.row['seats'] ?? null, ...input, asked: work.asked }
    },
  },
}

const measure = (office: Lab, id: string, caller: Caller = ofRed, input: Row = { unit: 'm' }) =>
  office.commit(
    context => decideAction({ verb: 'action', kind: office.kind('Room'), id, action: 'measure', input }, context),
    caller,
  )

const refusedWith = async (doing: Promise<unknown>): Promise<unknown> => {
  try {
    await doing
  } catch (error) {
    if (error instanceof Refusal) return error.faults[0]?.code
    throw error
  }
  return undefined
}

test('decideAction() answers what the behaviour says, which may have changed anything', async t => {
  const office = await openOffice(t, { Room: room })
  const id = idOfRow(await office.given('Room', { tenant_id: red }))
  assert.deepEqual(await measure(office, id), { seats: 4, unit: 'm', asked: true })
  assert.equal((await office.row('Room', id))?.['opened'], 1)
})

test('decideAction() is for those whom the policy lets, once the conditions of the action hold', async t => {
  const office = await openOffice(t, { Room: room })
  const id = idOfRow(await office.given('Room', { tenant_id: red }))
  assert.equal(await refusedWith(measure(office, id, ofBlue)), 'key.unknown')
  assert.equal(await refusedWith(measure(office, uuid(80))), 'key.unknown')
  const empty = idOfRow(await office.given('Room', { tenant_id: red, seats: 0 }))
  assert.equal(await refusedWith(measure(office, empty)), 'action.refused')
})

test('decide() carries the same action out and answers the object after it', async t => {
  const office = await openOffice(t, { Room: room })
  const id = idOfRow(await office.given('Room', { tenant_id: red }))
  const { stored } = await office.act('Room', id, 'measure', { unit: 'm' }, ofRed)
  assert.equal(stored?.row['opened'], 1)
})
