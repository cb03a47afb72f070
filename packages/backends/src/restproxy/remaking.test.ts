import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Remaking } from './remaking.ts'

const turn = () => new Promise(resolve => setImmediate(resolve))

test('a network is made again when what is being told on it has ended, and what comes meanwhile waits for it', async () => {
  const remaking = new Remaking()
  const done: string[] = []
  const port = Promise.withResolvers<void>()
  const network = Promise.withResolvers<void>()
  const call =
    (name: string, end = Promise.resolve()) =>
    () => {
      done.push(`${name} begins`)
      return end.then(() => void done.push(`${name} ends`))
    }
  const first = remaking.on(['n'], call('first', port.promise))
  const made = remaking.again('n', call('network', network.promise))
  const second = remaking.on(['other', 'n'], call('second'))
  await remaking.on(['other'], call('elsewhere'))
  await turn()
  assert.deepEqual(done, ['first begins', 'elsewhere begins', 'elsewhere ends'])
  port.resolve()
  await turn()
  assert.deepEqual(done.splice(0).slice(3), ['first ends', 'network begins'])
  network.resolve()
  await Promise.all([first, made, second])
  assert.deepEqual(done, ['network ends', 'second begins', 'second ends'])
})

test('calls that fail hold nothing up', async () => {
  const remaking = new Remaking()
  const failing = Promise.withResolvers<void>()
  const port = remaking.on(['n'], () => failing.promise)
  const made = remaking.again('n', async () => {
    throw new Error('not made')
  })
  failing.reject(new Error('not told'))
  await assert.rejects(port, /not told/)
  await assert.rejects(made, /not made/)
  assert.equal(await remaking.on(['n'], async () => 'told'), 'told')
})
