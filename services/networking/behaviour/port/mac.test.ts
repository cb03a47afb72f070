import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../testdata/lab.ts'
import { freeMac, inTurn, madeUpMac } from './mac.ts'
import { openField } from './testdata/field.ts'

const counting = () => {
  let next = 0
  return (bytes: number) => {
    next += 1
    return Uint8Array.from({ length: bytes }, () => next)
  }
}

test('madeUpMac() keeps three bytes of the base, or four', () => {
  const random = (bytes: number) => Uint8Array.from({ length: bytes }, (_, at) => at + 9)
  assert.equal(madeUpMac('fa:16:3e:00:00:00', random), 'fa:16:3e:09:0a:0b')
  assert.equal(madeUpMac('fa:16:3e:42:00:00', random), 'fa:16:3e:42:09:0a')
})

test('freeMac() passes over those that ports of the network have, and gives up at last', async t => {
  const { lab, newNetwork, port } = await openField(t)
  const id = await newNetwork()
  await port(id, { mac_address: 'fa:16:3e:01:01:01' })
  await lab.commit(lab.admin, async context => {
    const work = { tx: context.tx, kind: lab.kind }
    assert.equal(await freeMac(id, 'fa:16:3e:00:00:00', counting(), work), 'fa:16:3e:02:02:02')
    const same = (bytes: number) => new Uint8Array(bytes).fill(1)
    const [fault] = await refused(freeMac(id, 'fa:16:3e:00:00:00', same, work))
    assert.equal(fault?.message, `Unable to generate unique mac on network ${id}.`)
  })
})

test('inTurn() gives one after the other, and goes elsewhere when it is told to', () => {
  const tail = inTurn()
  const next = (elsewhere = false) => Buffer.from(tail(3, elsewhere)).readUIntBE(0, 3)
  const first = next()
  assert.equal(next(), (first + 1) % 2 ** 24)
  assert.equal(next(), (first + 2) % 2 ** 24)
  const starts = Array.from({ length: 20 }, () => next(true))
  assert.ok(starts.some((start, at) => at > 0 && start !== ((starts[at - 1] as number) + 1) % 2 ** 24))
})
