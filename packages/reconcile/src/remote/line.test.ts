import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Handlers, Line, LineError } from './line.ts'

/** Two ends; `sent` has what went from the first to the second. */
function pair(handlers: Handlers, before?: () => void) {
  const sent: string[] = []
  const other: { line?: Line } = {}
  const post = (text: string) => {
    sent.push(text)
    other.line?.receive(text)
  }
  const one: Line = new Line({ post }, {}, before)
  other.line = new Line({ post: text => one.receive(text) }, handlers)
  return { one, two: other.line, sent }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

test('what is asked in one turn goes in one message, and each gets its own answer', async () => {
  const { one, sent } = pair({ double: ([number]) => Number(number) * 2 })
  const answers = [1, 2, 3].map(number => one.ask('double', [number]))
  assert.deepEqual(await Promise.all(answers), [2, 4, 6])
  assert.equal(sent.length, 1)
})

test('what is told before a message goes is ahead of it', async () => {
  const heard: string[] = []
  const { one } = pair({ say: ([word]) => void heard.push(String(word)) }, () => one.tellFirst('say', 'first'))
  one.tell('say', 'second')
  await turn()
  assert.deepEqual(heard, ['first', 'second'])
})

test('an error of the other side is one here, and the line goes on', async () => {
  const { one } = pair({
    fail: () => {
      throw new Error('a bug')
    },
    fine: () => 'fine',
  })
  await assert.rejects(one.ask('fail', []), (error: LineError) => /a bug/.test(error.message) && !error.isCut)
  await assert.rejects(one.ask('nothing', []), /nobody answers "nothing"/)
  assert.equal(await one.ask('fine', []), 'fine')
})

test('an abort reaches each call of its signal, and no other', async () => {
  const aborted: unknown[] = []
  const { one } = pair({
    wait: ([name], signal) =>
      new Promise(resolve => {
        if (name === 'short') return resolve('done')
        signal.addEventListener('abort', () => {
          aborted.push(name)
          resolve('stopped')
        })
      }),
  })
  const stop = new AbortController()
  const others = new AbortController()
  const mine = [one.ask('wait', ['a'], stop.signal), one.ask('wait', ['b'], stop.signal)]
  const other = one.ask('wait', ['c'], others.signal)
  assert.equal(await one.ask('wait', ['short'], stop.signal), 'done')
  stop.abort()
  assert.deepEqual(await Promise.all(mine), ['stopped', 'stopped'])
  assert.deepEqual(aborted, ['a', 'b'])
  assert.equal(await one.ask('wait', ['short'], stop.signal), 'done')
  others.abort()
  assert.equal(await other, 'stopped')
})

test('calls of one signal share one on the other side, while any of them goes on', async () => {
  const signals: AbortSignal[] = []
  const ends: (() => void)[] = []
  const { one } = pair({
    wait: (_, signal) =>
      new Promise<void>(resolve => {
        signals.push(signal)
        ends.push(resolve)
      }),
  })
  const stop = new AbortController()
  const calls = [one.ask('wait', [], stop.signal), one.ask('wait', [], stop.signal)]
  await turn()
  assert.equal(signals[0], signals[1])
  for (const end of ends.splice(0)) end()
  await Promise.all(calls)
  const last = one.ask('wait', [], stop.signal)
  await turn()
  assert.notEqual(signals[2], signals[0])
  stop.abort()
  await turn()
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false, false, true],
  )
  ends[0]?.()
  await last
})

test('a call that begins with an aborted signal is aborted', async () => {
  const { one } = pair({
    wait: (_, signal) => new Promise(resolve => signal.addEventListener('abort', () => resolve('stopped'))),
  })
  assert.equal(await one.ask('wait', [], AbortSignal.abort()), 'stopped')
})

test('what is lent is called from the other side until it is taken back', async () => {
  const { one, two } = pair({ call: ([number]) => two.borrowed(number as number, ['x']) })
  let ended = 0
  const number = one.lend(
    ([word]) => `${word}!`,
    () => {
      ended += 1
    },
  )
  assert.equal(await one.ask('call', [number]), 'x!')
  one.takeBack(number)
  one.takeBack(number)
  assert.equal(ended, 1)
  await assert.rejects(one.ask('call', [number]), /taken back/)
})

async function* counting(most: number, made: (number: number) => void, left: () => void) {
  try {
    for (let number = 0; number < most; number += 1) {
      made(number)
      yield number
    }
  } finally {
    left()
  }
}

test('a stream is made as it is read: who leaves it ends the making', async () => {
  let [newest, left] = [-1, 0]
  const stream = (most: number) =>
    counting(
      most,
      number => {
        newest = number
      },
      () => {
        left += 1
      },
    )
  const { one, two } = pair({ open: ([most]) => two.lendStream(stream(most as number)) })
  const all: number[] = []
  for await (const number of one.borrowedStream<number>((await one.ask('open', [250])) as number)) all.push(number)
  assert.equal(all.length, 250)
  assert.deepEqual(all.slice(0, 3), [0, 1, 2])
  for await (const number of one.borrowedStream<number>((await one.ask('open', [100_000])) as number))
    if (number === 150) break
  await turn()
  await turn()
  assert.ok(newest < 400, `${newest} were made`)
  assert.equal(left, 2)
})

test('an error in a stream comes out where it is read', async () => {
  async function* broken() {
    yield 1
    throw new Error('the store is closed')
  }
  const { one, two } = pair({ open: () => two.lendStream(broken()) })
  const number = (await one.ask('open', [])) as number
  const read = async () => {
    for await (const _ of one.borrowedStream(number));
  }
  await assert.rejects(read(), /the store is closed/)
})

test('when the other side is gone every call ends, what was lent is back, and nothing is asked any more', async () => {
  let ended = false
  const { one } = pair({ wait: () => new Promise(() => {}) })
  one.lend(
    () => 1,
    () => {
      ended = true
    },
  )
  const asked = one.ask('wait', [])
  await turn()
  one.cut('it died')
  const isCut = (error: unknown) => error instanceof LineError && error.isCut && error.message === 'it died'
  await assert.rejects(asked, isCut)
  await assert.rejects(one.ask('wait', []), isCut)
  assert.ok(ended)
})

test('what this side is doing for the other is aborted when that is gone', async () => {
  let aborted = false
  const { one, two } = pair({
    wait: (_, signal) =>
      new Promise(resolve =>
        signal.addEventListener('abort', () => {
          aborted = true
          resolve(undefined)
        }),
      ),
  })
  void one.ask('wait', [])
  await turn()
  two.cut('it died')
  assert.ok(aborted)
})
