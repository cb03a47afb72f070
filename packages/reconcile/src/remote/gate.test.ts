import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Gate } from './gate.ts'

const turn = () => new Promise(resolve => setImmediate(resolve))

/** Calls that end when they are told to. */
function calls(gate: Gate, count: number) {
  const begun: number[] = []
  const ends = Array.from({ length: count }, () => Promise.withResolvers<{ result: string }>())
  const all = ends.map(({ promise }, number) =>
    gate.run(() => {
      begun.push(number)
      return promise
    }),
  )
  return { begun, ends, all }
}

test('so many go on at a time; the next one begins when one ends, in order', async () => {
  const { begun, ends, all } = calls(new Gate(() => 2), 4)
  await turn()
  assert.deepEqual(begun, [0, 1])
  ends[1]?.resolve({ result: 'done' })
  await turn()
  assert.deepEqual(begun, [0, 1, 2])
  ends[2]?.reject(new Error('a bug'))
  await assert.rejects(all[2]!, /a bug/)
  await turn()
  assert.deepEqual(begun, [0, 1, 2, 3])
  ends[0]?.resolve({ result: 'done' })
  ends[3]?.resolve({ result: 'again' })
  assert.equal((await all[3]!).result, 'again')
})

test('the time that a call waits to begin is not counted', async () => {
  const { ends, all } = calls(new Gate(() => 1), 2)
  await new Promise(resolve => setTimeout(resolve, 50))
  for (const { resolve } of ends) resolve({ result: 'done' })
  const [first, second] = await Promise.all(all)
  assert.ok(first!.took > second!.took)
})

test('when more may go on, those that wait begin as soon as one ends', async () => {
  let most = 1
  const { begun, ends, all } = calls(new Gate(() => most), 4)
  most = 3
  ends[0]?.resolve({ result: 'done' })
  await all[0]
  await turn()
  assert.deepEqual(begun, [0, 1, 2, 3])
  for (const { resolve } of ends) resolve({ result: 'done' })
  await Promise.all(all)
})

test('as many may wait as begin soon: more while calls are quick, none while they are slow or go one by one', async () => {
  const sleep = (milliseconds: number) => async () => {
    await new Promise(resolve => setTimeout(resolve, milliseconds))
    return {}
  }
  const quick = new Gate(() => 32)
  assert.equal(quick.ahead, 0)
  await quick.run(async () => ({}))
  assert.equal(quick.ahead, 256)
  const slow = new Gate(() => 2)
  await slow.run(sleep(100))
  assert.equal(slow.ahead, 0)
  const alone = new Gate(() => 1)
  await alone.run(async () => ({}))
  assert.equal(alone.ahead, 0)
})
