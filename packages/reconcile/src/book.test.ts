import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silentLogger } from '@baryon/kit'
import { Book } from './book.ts'
import type { Key } from './intent.ts'
import type { Delivery } from './ledger.ts'
import { MemoryLedger } from './memory-ledger.ts'

const port = (id: string): Key => ({ kind: 'port', id })
const delivery = (id: string, hash = 'h'): Delivery => ({
  ...{ key: port(id), state: 'there', revision: 1, hash },
  ...{ address: null, parents: [], time: 0 },
})

/** A ledger that says what it was asked for. */
class Asked extends MemoryLedger {
  readonly asked: string[] = []

  override get(target: string, keys: readonly Key[]) {
    this.asked.push(keys.map(({ id }) => id).join())
    return super.get(target, keys)
  }
}

function opened(ledger: MemoryLedger) {
  const book = new Book({
    ...{ target: 't', ledger, logger: silentLogger, wait: async () => {} },
    ...{ floor: () => 1, say: async () => {}, progress: () => {} },
  })
  const stopping = new AbortController()
  book.start(0, stopping.signal)
  return book
}

const hashes = async (book: Book, ...ids: readonly string[]) =>
  (await book.get(ids.map(port))).map(known => known?.hash)

test('what the ledger has, and what it has not, is asked for once', async () => {
  const ledger = new Asked()
  await ledger.put('t', [delivery('a')], [], 1)
  const book = opened(ledger)
  assert.deepEqual(await hashes(book, 'a', 'b', 'c'), ['h', undefined, undefined])
  assert.deepEqual(await hashes(book, 'c', 'a', 'd'), [undefined, 'h', undefined])
  assert.deepEqual(ledger.asked, ['a,b,c', 'd'])
})

test('what was not there is known when it was told, and not any more when it went', async () => {
  const book = opened(new Asked())
  assert.deepEqual(await hashes(book, 'a'), [undefined])
  book.write(delivery('a', 'told'))
  assert.deepEqual(await hashes(book, 'a'), ['told'])
  await book.flush()
  assert.deepEqual(await hashes(book, 'a'), ['told'])
  book.strike(port('a'))
  assert.deepEqual(await hashes(book, 'a'), [undefined])
  await book.flush()
  assert.deepEqual(await hashes(book, 'a'), [undefined])
  book.write(delivery('a', 'again'))
  await book.flush()
  assert.deepEqual(await hashes(book, 'a'), ['again'])
})

test('what went while the ledger was asked is not taken for there', async () => {
  let meanwhile: (() => Promise<void>) | undefined
  const ledger = new (class extends MemoryLedger {
    override async get(target: string, keys: readonly Key[]) {
      const found = await super.get(target, keys)
      await meanwhile?.()
      return found
    }
  })()
  await ledger.put('t', [delivery('a')], [], 1)
  const book = opened(ledger)
  meanwhile = async () => {
    meanwhile = undefined
    book.strike(port('a'))
    await book.flush()
  }
  await hashes(book, 'a')
  assert.deepEqual(await hashes(book, 'a'), [undefined])
})

test('what was absent and told since is asked for again when it is not kept in memory any more', async () => {
  const book = opened(new Asked())
  assert.deepEqual(await hashes(book, 'a'), [undefined])
  book.write(delivery('a', 'told'))
  await book.flush()
  for (let at = 0; at < 1500; at += 1) book.write(delivery(`other ${at}`))
  await book.flush()
  assert.deepEqual(await hashes(book, 'a'), ['told'])
})

test('what is written while the ledger is asked is known as it was written', async () => {
  const ledger = new (class extends Asked {
    meanwhile: (() => Promise<void>) | undefined

    override async get(target: string, keys: readonly Key[]) {
      const found = await super.get(target, keys)
      const { meanwhile } = this
      this.meanwhile = undefined
      await meanwhile?.()
      return found
    }
  })()
  const book = opened(ledger)
  ledger.meanwhile = () => {
    book.write(delivery('a', 'told'))
    return book.flush()
  }
  assert.deepEqual(await hashes(book, 'a', 'b'), ['told', undefined])
  assert.deepEqual(await hashes(book, 'a'), ['told'])
  await ledger.put('t', [delivery('c')], [], 1)
  ledger.meanwhile = () => {
    book.strike(port('c'))
    return book.flush()
  }
  assert.deepEqual(await hashes(book, 'c'), [undefined])
})
