import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry, Touch } from './entry.ts'
import { keyOf } from './key.ts'
import { Queue } from './queue.ts'

const touch = (text: string, from: number, more: Partial<Touch> = {}): Touch => ({
  key: keyOf(text),
  from,
  since: from,
  parents: [],
  ...more,
})

const take = (queue: Queue): Entry => {
  const entry = queue.take()
  assert.ok(entry)
  return entry
}

test('a thing waits once however often it is touched, and the oldest revision is not acknowledged before it is settled', () => {
  const queue = new Queue()
  queue.add(touch('port\na', 3))
  queue.add(touch('port\na', 5))
  queue.add(touch('port\nb', 4))
  assert.deepEqual([queue.length, queue.floor(9)], [2, 2])
  queue.settle(take(queue), 'done')
  assert.equal(queue.floor(9), 3)
  queue.settle(take(queue), 'done')
  assert.deepEqual([queue.length, queue.floor(9)], [0, 9])
})

test('a thing that is touched while it is told is told again, and holds the newer revision alone', () => {
  const queue = new Queue()
  queue.add(touch('port\na', 3))
  const entry = take(queue)
  queue.add(touch('port\na', 6))
  assert.equal(queue.take(), undefined)
  queue.settle(entry, 'done')
  assert.deepEqual([queue.length, queue.floor(9)], [1, 5])
})

test('a thing that waits for others goes on when all were told, and does not wait for them again', () => {
  const queue = new Queue()
  for (const text of ['port\na', 'network\nn', 'router\nr']) queue.add(touch(text, 1))
  const port = take(queue)
  queue.block(port, ['network\nn', 'router\nr'])
  queue.settle(take(queue), 'done')
  const router = take(queue)
  assert.equal(queue.take(), undefined)
  queue.settle(router, 'refused')
  assert.equal(take(queue), port)
  assert.deepEqual([...(port.passed ?? [])], ['network\nn', 'router\nr'])
})

test('what others need comes before them: what is added behind them, and what one of them waits for', () => {
  const queue = new Queue()
  queue.add(touch('port\na', 1, { parents: ['network\nn'] }))
  queue.add(touch('port\nb', 2))
  queue.add(touch('network\nn', 3))
  queue.add(touch('router\nr', 4))
  assert.equal(queue.ready, 4)
  assert.deepEqual(
    queue.ahead(2).map(({ text }) => text),
    ['network\nn', 'port\na'],
  )
  assert.equal(take(queue).text, 'network\nn')
  const port = take(queue)
  assert.equal(port.text, 'port\na')
  queue.block(port, ['router\nr'])
  assert.deepEqual([take(queue).text, take(queue).text], ['router\nr', 'port\nb'])
  assert.equal(queue.ready, 0)
})

test('a thing that goes waits for a child that is touched while it is told, until that was told again', () => {
  const queue = new Queue()
  queue.add(touch('port\na', 1, { parents: ['network\nn'] }))
  const port = take(queue)
  queue.add(touch('network\nn', 3))
  const network = take(queue)
  queue.add(touch('port\na', 2, { parents: ['network\nn'], gone: { address: {} } }))
  queue.block(network, ['port\na'])
  queue.settle(port, 'done')
  const removal = take(queue)
  assert.equal(removal.text, 'port\na')
  assert.equal(queue.take(), undefined)
  queue.settle(removal, 'done')
  assert.equal(take(queue), network)
})

test('a thing in patience comes when its time comes, or when somebody hurries it', () => {
  const queue = new Queue()
  queue.add(touch('port\na', 1))
  queue.later(take(queue), 100)
  queue.add(touch('port\na', 2))
  assert.deepEqual([queue.due(99), queue.take()], [100, undefined])
  queue.due(100)
  queue.later(take(queue), 200)
  queue.hurry('port\na')
  assert.equal(take(queue).tries, 2)
})

test('a thing that cannot be removed before the journal is read on takes no room', () => {
  const queue = new Queue()
  queue.add(touch('port\na', 1))
  queue.defer(take(queue), 7)
  assert.deepEqual([queue.size, queue.length], [0, 1])
  queue.readTo(6)
  assert.equal(queue.take(), undefined)
  queue.readTo(7)
  assert.equal(take(queue).readTo, 7)
})

test('those who await a thing hear what came of it, once', () => {
  const queue = new Queue()
  const heard: string[] = []
  const awaiting = { settled: (result: string) => heard.push(result) }
  queue.add(touch('port\na', 1))
  const entry = take(queue)
  queue.add(touch('port\na', 2, { awaiting }))
  queue.settle(entry, 'done')
  assert.deepEqual(heard, [])
  queue.settle(take(queue), 'refused')
  assert.deepEqual(heard, ['refused'])
})

test('nobody waits in a circle: who waits for a thing that waits for it, straight or by way of others, goes on', () => {
  const queue = new Queue()
  for (const text of ['network\nn', 'port\na', 'port\nb']) queue.add(touch(text, 1))
  const [network, a, b] = [take(queue), take(queue), take(queue)]
  queue.block(network, ['port\na', 'port\nb'])
  queue.block(a, ['port\nb'])
  queue.block(b, ['network\nn'])
  assert.equal(take(queue), a, 'by way of the network, the second port waited for it')
  assert.deepEqual([[...(network.blockers ?? [])], [...(network.passed ?? [])]], [['port\na'], ['port\nb']])
  queue.settle(a, 'done')
  assert.equal(take(queue), network)
  queue.settle(network, 'done')
  assert.equal(take(queue), b)
})
