import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ledgerKit, type TargetSubject, targetKit } from '../conformance/index.ts'
import { check } from '../conformance/rule.ts'
import { targetRules } from '../conformance/target-rules.ts'
import type { Desired, Found } from './index.ts'
import { keyOf } from './key.ts'
import { MemoryLedger } from './memory-ledger.ts'
import { Line } from './remote/line.ts'
import { RemoteTarget } from './remote/remote-target.ts'
import { type Introduced, serve } from './remote/serve.ts'
import type { Target } from './target.ts'
import { Outside } from './testing/outside.ts'
import { seeded } from './testing/virtual-time.ts'

ledgerKit('the ledger in memory', async () => {
  const ledger = new MemoryLedger()
  return { ledger, reopen: async () => ledger, close: async () => {} }
})

const network = { kind: 'network', id: 'n' }
const router = { kind: 'router', id: 'r' }
const things: readonly Desired[] = [
  { key: network, parents: [], address: {}, body: { name: 'n', mtu: 1 } },
  { key: router, parents: [], address: {}, body: { name: 'r', mtu: 1 } },
  { key: { kind: 'port', id: 'p' }, parents: [network], address: { network: 'n' }, body: { name: 'p', mtu: 1 } },
  {
    key: { kind: 'link', id: 'l' },
    parents: [router, network],
    address: { network: 'n' },
    body: { name: 'l', mtu: 1 },
  },
  {
    key: { kind: 'link', id: 'm' },
    parents: [router, network],
    address: { network: 'n' },
    body: { name: 'm', mtu: 1 },
  },
]

/** A target in memory, with a defect where a test wants one. */
async function open(
  defect: (target: Target, outside: Outside) => Partial<Target> = () => ({}),
): Promise<TargetSubject> {
  const wait = async () => {}
  const outside = new Outside({ wait, random: seeded(1), description: { bulk: true } })
  const right = outside.target('c1')
  const target = { ...right, ...defect(right, outside) }
  return {
    target,
    things,
    changed: thing => ({ ...thing, body: { name: 'other', mtu: 2 } }),
    peek: async () => [...outside.things.keys()].map(keyOf),
    wipe: async () => outside.wipe(),
    close: () => target.close(),
  }
}

targetKit('a target in memory', () => open())

/** The same at the other end of a line. */
async function openRemote(): Promise<TargetSubject> {
  const subject = await open()
  const there: { receive?: (text: string) => void; target?: RemoteTarget } = {}
  const line: Line = new Line(
    { post: text => there.receive?.(text) },
    { shown: ([, shown]) => there.target?.show(shown as Introduced), changed: () => there.target?.changed() },
  )
  there.receive = serve(
    { post: text => line.receive(text) },
    { targets: [subject.target], start: () => {}, close: () => subject.close() },
  )
  const [introduced] = (await line.ask('open', [])) as readonly [Introduced]
  const target = new RemoteTarget(line, introduced)
  there.target = target
  return { ...subject, target }
}

targetKit('a target at the other end of a line', openRemote)

const fault = { code: 'x', status: 404, retry: false, message: 'not found', cause: '', next: '' }

async function* without<T>(stream: AsyncIterable<T>, drop: (one: T) => boolean): AsyncIterable<T> {
  for await (const one of stream) if (!drop(one)) yield one
}

const defects: readonly (readonly [rule: string, (target: Target, outside: Outside) => Partial<Target>])[] = [
  [
    'the removal of what never was is done',
    ({ remove }, { things: kept }) => ({
      remove: async (key, address, signal) =>
        kept.has(`${key.kind}\n${key.id}`) ? remove(key, address, signal) : { result: 'refused', fault },
    }),
  ],
  ['what is told is there', () => ({ update: async () => ({ result: 'done' }) })],
  ['what is removed is gone, children before parents', () => ({ remove: async () => ({ result: 'done' }) })],
  [
    'a removal takes the thing and its address alone, and leaves all others',
    ({ remove }, { things: kept }) => ({
      remove: async (key, address, signal) => {
        kept.clear()
        return remove(key, address, signal)
      },
    }),
  ],
  [
    'an update is idempotent: told twice, a thing is there once and both are done',
    ({ update }, { things: kept }) => ({
      update: async (desired, signal) =>
        kept.has(`${desired.key.kind}\n${desired.key.id}`) ? { result: 'refused', fault } : update(desired, signal),
    }),
  ],
  [
    'a call ends when its signal aborts, with again or what it came to',
    () => ({ update: () => new Promise(() => {}) }),
  ],
  [
    'every answer is an outcome: a result, and a fault with all its texts where it is not done',
    () => ({
      probe: async () => ({ result: 'again', fault }) as never,
    }),
  ],
  ['a target that lost what it was told is not intact', () => ({ intact: async () => ({ result: 'done' }) })],
  [
    'a read that comes to its end says complete, once and last',
    ({ read }) => ({
      read: signal =>
        without<Found | 'complete'>(read?.(signal) ?? (async function* () {})(), one => one === 'complete'),
    }),
  ],
  [
    'a read tells all things of the readable kinds, and knows them as ours',
    ({ read }) => ({
      read: signal =>
        without<Found | 'complete'>(
          read?.(signal) ?? (async function* () {})(),
          one => one !== 'complete' && one.key.kind === 'port',
        ),
    }),
  ],
  [
    'replace drops what is not in the set',
    ({ update }) => ({
      async replace(all, _reason, signal) {
        for await (const desired of all) await update(desired, signal)
        return { result: 'done' }
      },
    }),
  ],
  [
    'a target has the methods that its description speaks of',
    ({ describe }) => ({
      describe: () => ({ ...describe(), bulk: true }),
      replace: undefined as never,
    }),
  ],
  [
    'a target describes kinds of which it is given things, parents before children',
    ({ describe }) => ({
      describe: () => ({ ...describe(), kinds: ['port', 'network', 'router', 'link'] }),
    }),
  ],
  [
    'a target has a name, and says which one of its endpoints is told',
    () => ({
      endpoints: () => [{ name: 'a', url: 'http://a', active: false, health: 'up', since: 0 }],
    }),
  ],
]

for (const [name, defect] of defects)
  test(`the kit fails a target that breaks: ${name}`, async () => {
    const rule = targetRules.find(one => one.name === name)
    assert.ok(rule, 'the rule has this name')
    assert.notEqual(await check(rule, () => open(defect)), undefined)
    assert.equal(await check(rule, () => open()), undefined)
  })
