import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change, Key } from './intent.ts'
import type { Delivery } from './ledger.ts'
import { Looker } from './look.ts'
import { Queue } from './queue.ts'

const ids = (keys: readonly { readonly id: string }[]) => keys.map(({ id }) => id).join()

/** A looker that says what is read by it, of ports whose change is that of the row of their id in capitals. */
function lab(options: { foresee?: (changes: readonly Change[]) => Promise<void> } = {}) {
  const read: string[] = []
  const queue = new Queue()
  const looker = new Looker({
    queue,
    target: { describe: () => ({ kinds: ['port'], readable: [], bulk: false, concurrency: 1 }) },
    projection: { kinds: ['port'], desired: async ({ id }) => void read.push(`look ${id}`) },
    source: {
      head: () => 1,
      newest: () => ({}) as never,
      foresee: async changes => {
        read.push(`rows ${ids(changes)}`)
        await options.foresee?.(changes)
      },
    },
    book: {
      async get(keys: readonly Key[]): Promise<readonly (Delivery | undefined)[]> {
        if (keys.length > 1) read.push(`ledger ${ids(keys)}`)
        return keys.map(() => undefined)
      },
    },
  })
  const changeOf = (id: string): Change => ({
    ...{ revision: 1, transaction: 1, kind: 'Port', id: id.toUpperCase(), operation: 'update', image: {} },
  })
  const add = (id: string) => queue.add({ key: { kind: 'port', id }, change: changeOf(id), from: 1, since: 0 })
  return { read, queue, looker, add }
}

test('what it takes to look at things that are told one after the other is read at once', async () => {
  const { read, queue, looker, add } = lab()
  for (const id of ['a', 'b', 'c']) add(id)
  await Promise.all([looker.at(queue.take()!), looker.at(queue.take()!)])
  add('d')
  await looker.at(queue.take()!)
  assert.deepEqual(read, ['rows A,B,C', 'ledger a,b,c', 'look a', 'look b', 'look c'])
})

test('one that is alone is looked at without that', async () => {
  const { read, queue, looker, add } = lab()
  add('a')
  await looker.at(queue.take()!)
  assert.deepEqual(read, ['look a'])
})

test('what is ready again after a wait is read ahead again', async () => {
  const { read, queue, looker, add } = lab()
  for (const id of ['a', 'b']) add(id)
  for (const entry of [queue.take()!, queue.take()!]) {
    await looker.at(entry)
    queue.later(entry, 5)
  }
  read.length = 0
  queue.due(5)
  await looker.at(queue.take()!)
  assert.deepEqual(read, ['rows A,B', 'ledger a,b', 'look a'])
})

test('each is looked at also when reading ahead fails', async () => {
  const { read, queue, looker, add } = lab({ foresee: () => Promise.reject(new Error('no disk')) })
  for (const id of ['a', 'b']) add(id)
  await Promise.all([looker.at(queue.take()!), looker.at(queue.take()!)])
  assert.deepEqual(read, ['rows A,B', 'look a', 'look b'])
})
