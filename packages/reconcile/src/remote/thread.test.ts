/** Targets in a thread of their own, and what becomes of calls when it ends. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Logger, silentLogger } from '@baryon/kit'
import type { Desired } from '../intent.ts'
import { TargetThread } from './thread.ts'

const module = new URL('../testing/target-thread.ts', import.meta.url)
const forever = new AbortController().signal
const thing: Desired = { key: { kind: 'network', id: 'n' }, parents: [], address: {}, body: { name: 'n' } }

async function open(context: TestContext, errors: unknown[] = []) {
  const logger: Logger = { ...silentLogger, error: (fields: unknown) => void errors.push(fields) }
  const thread = await TargetThread.open({ module, data: { name: 'c1' }, logger })
  context.after(() => thread.close())
  const [target] = thread.targets
  assert.ok(target)
  return { thread, target }
}

test('a target in a thread is told, and shows what it is like', async context => {
  const { target } = await open(context)
  assert.equal(target.name, 'c1')
  assert.deepEqual(target.describe().kinds, ['network', 'router', 'port', 'link'])
  assert.equal((await target.update(thing, forever)).result, 'done')
  const found = []
  for await (const one of target.read!(forever)) found.push(one === 'complete' ? one : one.key.id)
  assert.deepEqual(found, ['n', 'complete'])
})

test('what is asked of others than targets is answered', async context => {
  const { thread } = await open(context)
  assert.equal(await thread.ask('history', [], forever), '')
  thread.start()
  assert.equal(await thread.ask('history', [], forever), 'start')
})

test('a thread that ends by itself ends the calls as if nobody were there, and is begun again with what it has to know', async context => {
  const errors: unknown[] = []
  const { thread, target } = await open(context, errors)
  target.begins(false)
  thread.start()
  const changes = { count: 0 }
  const changed = () =>
    new Promise<void>(resolve => {
      const stop = target.onChange(() => {
        changes.count += 1
        stop()
        resolve()
      })
    })
  const gone = changed()
  const waiting = target.readOne!(thing.key, {}, forever)
  thread.ask('crash', [], forever).catch(() => {})
  const outcome = await waiting
  assert.ok(typeof outcome === 'object' && 'result' in outcome && outcome.result === 'again' && outcome.away)
  assert.equal(outcome.fault.code, 'target.gone')
  await gone
  const meanwhile = await target.update(thing, forever)
  assert.equal(meanwhile.result, 'again')
  assert.equal(errors.length, 1)
  await changed()
  assert.equal(await thread.ask('history', [], forever), 'begins true, start')
  assert.equal((await target.update(thing, forever)).result, 'done')
})

test('a thread whose module fails is no thread', async () => {
  await assert.rejects(TargetThread.open({ module, data: { name: '' }, logger: silentLogger }), /no name/)
})

test('a thread that hangs is ended all the same', async () => {
  const thread = await TargetThread.open({ module, data: { name: 'c1' }, logger: silentLogger })
  thread.ask('hang', [], forever).catch(() => {})
  await thread.close()
  await assert.rejects(thread.ask('history', [], forever), /closed/)
})

test('the thread ends when it is closed', async () => {
  const thread = await TargetThread.open({ module, data: { name: 'c1' }, logger: silentLogger })
  await thread.close()
  await assert.rejects(thread.ask('history', [], forever), /closed/)
})
