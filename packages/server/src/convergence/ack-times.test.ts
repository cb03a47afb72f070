import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AckTimes } from './ack-times.ts'

function timed() {
  let now = 0
  const observed: [string, number][] = []
  const times = new AckTimes({ now: () => now }, (reader, milliseconds) => observed.push([reader, milliseconds]))
  return { times, observed, at: (time: number) => (now = time) }
}

test('AckTimes tells for each commit how long each reader took to reach it', () => {
  const { times, observed, at } = timed()
  for (const revision of [1, 2, 5]) {
    at(revision * 10)
    times.committed(revision)
  }
  at(60)
  times.reached('east', 0, 2)
  at(70)
  times.reached('east', 2, 7)
  times.reached('west', 0, 1)
  assert.deepEqual(observed, [
    ['east', 50],
    ['east', 40],
    ['east', 20],
    ['west', 60],
  ])
})

test('AckTimes remembers a bounded number of commits, spread over the time that a reader is away', () => {
  const { times, observed, at } = timed()
  for (let revision = 1; revision <= 100_000; revision++) {
    at(revision)
    times.committed(revision)
  }
  at(100_000)
  times.reached('east', 0, 100_000)
  assert.ok(observed.length > 1000 && observed.length <= 4096, String(observed.length))
  assert.ok((observed[0]?.[1] ?? 0) > 90_000)
  assert.equal(observed.at(-1)?.[1], 0)
  observed.length = 0
  times.forget([{ reached: 100_000 }])
  times.reached('east', 0, 100_000)
  assert.deepEqual(observed, [])
})
