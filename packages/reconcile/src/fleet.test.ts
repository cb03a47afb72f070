import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Projection } from './intent.ts'
import { projection } from './testing/projection.ts'
import { Rig } from './testing/rig.ts'

const network = (id: string, name = id, mtu = 1500) => ['network', id, { id, name, mtu }] as const
const router = (id: string) => ['router', id, { id, name: id }] as const
const port = (id: string, net: string, name = id, plugged = true) =>
  ['port', id, { id, network: net, name, plugged }] as const
const key = (kind: string, id: string) => ({ kind, id })
const run = { dryRun: false, force: false }
const dry = { dryRun: true, force: false }
const signal = () => new AbortController().signal

async function started(options: ConstructorParameters<typeof Rig>[0] = {}): Promise<Rig> {
  const rig = new Rig(options)
  await rig.fleet.start()
  return rig
}

/** A network with ports, told and acknowledged. */
async function told(ports: number, options: ConstructorParameters<typeof Rig>[0] = {}): Promise<Rig> {
  const rig = await started(options)
  rig.world.commit(network('n1'))
  for (let index = 0; index < ports; index += 1) rig.world.commit(port(`p${index}`, 'n1'))
  assert.ok(await rig.converged())
  rig.outside.calls.length = 0
  return rig
}

const report = async (rig: Rig, index = 0) => {
  const found = (await rig.fleet.report())[index]
  assert.ok(found)
  return found
}

/** Waits in virtual time for something that needs it. */
async function answered<T>(rig: Rig, promise: Promise<T>): Promise<T> {
  let over = false
  const done = promise.finally(() => {
    over = true
  })
  done.catch(() => {})
  await rig.time.until(() => over)
  return done
}

test('what is wanted is told, parents first, and kept as acknowledged; removed children first', async () => {
  const rig = await started()
  rig.world.commit(port('p1', 'n1'), port('p2', 'n1'), network('n1'))
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
  assert.deepEqual(rig.outside.calls, ['update network n1', 'update port p1', 'update port p2'])
  rig.world.commit(['network', 'n1', undefined], ['port', 'p1', undefined], ['port', 'p2', undefined])
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.calls.at(-1), 'remove network n1')
  assert.deepEqual(await rig.differences(), [])
  assert.deepEqual(rig.outside.violations, [])
  await rig.fleet.stop()
})

test('a change that alters nothing on the wire is not told, and a hundred that wait are one', async () => {
  const rig = await told(1)
  rig.world.commit(['port', 'p0', { id: 'p0', network: 'n1', name: 'p0', plugged: true, note: 'x' }])
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.calls, [])
  rig.outside.away = true
  for (let index = 0; index < 100; index += 1) rig.world.commit(port('p0', 'n1', `name ${index}`))
  await rig.time.pass(60_000)
  rig.outside.away = false
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.calls, ['update port p0'])
})

test('while a target is away it is probed only, memory stays within the window, and nothing is lost', async () => {
  const rig = await started({ limits: { window: 10 } })
  rig.outside.away = true
  rig.world.commit(network('n1'))
  await rig.time.settle()
  for (let index = 0; index < 500; index += 1) rig.world.commit(port(`p${index}`, 'n1'))
  await rig.time.pass(600_000)
  const away = await report(rig)
  assert.deepEqual([away.phase, away.breaker, away.cursor], ['away', 'open', 0])
  assert.ok(away.waiting <= 10, `${away.waiting} wait`)
  assert.ok(away.sent < 10, `it was told ${away.sent} times`)
  assert.equal(away.reason?.code, 'away')
  assert.equal(rig.fleet.backlog(), 501)
  rig.outside.away = false
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
})

test('a target is given as many calls as it takes, and those ahead once it takes so many', async () => {
  const rig = await started({ description: { concurrency: 6, ahead: 3 } })
  rig.world.commit(network('n1'))
  assert.ok(await rig.converged())
  for (let index = 0; index < 4; index += 1) rig.world.commit(port(`first${index}`, 'n1'))
  assert.ok(await rig.converged())
  assert.ok(rig.outside.most <= 5, 'it takes four or five at first')
  for (let index = 0; index < 100; index += 1) rig.world.commit(port(`p${index}`, 'n1'))
  assert.ok(await rig.converged())
  assert.equal(rig.outside.most, 9)
})

test('a thing that is refused is set aside with its fault, while all others go on, and is tried again when it is another', async () => {
  const rig = await started()
  rig.world.commit(network('n1'), port('p1', 'n1', 'bad'), port('p2', 'n1'))
  assert.ok(await rig.converged())
  const [aside] = await rig.fleet.deliveries('c1', { state: 'refused', limit: 10 })
  assert.deepEqual([aside?.key, aside?.fault?.code], [key('port', 'p1'), 'bad name'])
  assert.ok(rig.outside.things.has('port\np2'))
  const calls = rig.outside.calls.length
  rig.world.commit(['port', 'p1', { id: 'p1', network: 'n1', name: 'bad', plugged: true, note: 'x' }])
  assert.ok(await rig.converged())
  assert.equal(rig.outside.calls.length, calls, 'the same is not tried again')
  await answered(rig, rig.fleet.retry('c1', key('port', 'p1')))
  assert.ok(await rig.converged())
  assert.equal(rig.outside.calls.length, calls + 1, 'unless somebody says so')
  rig.world.commit(port('p1', 'n1', 'good'))
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.fleet.deliveries('c1', { state: 'refused', limit: 10 }), [])
})

test('what was taken before a change was refused is known to be there: it is changed back, not made, and goes before what it needed', async () => {
  const rig = await told(1)
  const link = (id: string, name: string) => ['link', 'l1', { id: 'l1', network: 'n1', router: id, name }] as const
  rig.world.commit(router('r1'), router('r2'), link('r1', 'link'))
  assert.ok(await rig.converged())
  rig.outside.unknown.length = 0
  rig.world.commit(port('p0', 'n1', 'bad'), link('r2', 'bad'))
  assert.ok(await rig.converged())
  const refused = await rig.fleet.deliveries('c1', { state: 'refused', limit: 9 })
  assert.deepEqual(
    refused.map(({ kept }) => kept?.parents.map(({ id }) => id)),
    [['r1', 'n1'], ['n1']],
  )
  rig.world.commit(port('p0', 'n1'))
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.unknown, [])
  assert.deepEqual(await rig.fleet.deliveries('c1', { state: 'refused', limit: 9 }), refused.slice(0, 1))
  let failures = 1
  rig.outside.trouble = () => (failures-- > 0 ? 'again' : undefined)
  rig.world.commit(['link', 'l1', undefined], ['router', 'r1', undefined])
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.violations, [])
  assert.deepEqual(await rig.differences(), [])
})

test('what needs a refused thing is set aside with a fault that names it, and told when that is taken', async () => {
  const rig = await started()
  rig.world.commit(network('n1', 'bad'), port('p1', 'n1'))
  assert.ok(await rig.converged())
  const [, aside] = await rig.fleet.deliveries('c1', { state: 'refused', limit: 10 })
  assert.equal(aside?.fault?.code, 'target.orphan')
  assert.match(aside?.fault?.cause ?? '', /it refuses network "n1"/)
  rig.world.commit(network('n1', 'good'))
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
})

test('what a target misses of the parents is told again, once for each, before the thing', async () => {
  const rig = await told(1, { limits: { intactEvery: 0 } })
  rig.outside.wipe()
  rig.world.commit(port('p0', 'n1', 'another'))
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.calls, ['update port p0', 'update network n1', 'update port p0'])
})

test('a target that does not know us is told nothing until it does, or somebody resumes it', async () => {
  const rig = await told(1)
  rig.outside.denied = true
  rig.world.commit(port('p0', 'n1', 'another'))
  await rig.time.pass(300_000)
  const denied = await report(rig)
  assert.deepEqual([denied.phase, denied.reason?.code], ['denied', 'denied'])
  assert.ok(denied.sent <= 4)
  rig.outside.denied = false
  await rig.fleet.resume('c1')
  assert.ok(await rig.converged(1000))
})

test('a target that asks for patience is left alone for so long', async () => {
  const rig = await told(2, { limits: { intactEvery: 0 } })
  let busy = 1
  rig.outside.trouble = () => (busy-- > 0 ? 'busy' : undefined)
  const before = rig.time.now()
  rig.world.commit(port('p0', 'n1', 'another'))
  await rig.time.pass(100)
  rig.world.commit(port('p1', 'n1', 'another'))
  assert.ok(await rig.converged())
  assert.ok(rig.time.now() - before >= 500)
  assert.equal((await report(rig)).retries, 1)
})

test('pause is kept over a restart; drain tells what is wanted until then, and pauses', async () => {
  const rig = await told(1)
  await rig.fleet.pause('c1')
  rig.world.commit(port('p0', 'n1', 'another'))
  await rig.restart()
  await rig.time.pass(60_000)
  assert.deepEqual([(await report(rig)).phase, rig.outside.calls], ['paused', []])
  assert.equal(rig.fleet.backlog(), 0, 'a paused target holds nobody up')
  await rig.fleet.drain('c1')
  assert.ok(await rig.time.until(async () => (await report(rig)).mode === 'paused', 60_000))
  assert.deepEqual(rig.outside.calls, ['update port p0'])
  assert.equal(await rig.ledger.mode('c1'), 'paused')
})

test('a wiped target is told everything again within seconds, without being asked for leave', async () => {
  for (const bulk of [false, true]) {
    const description = { bulk, readable: bulk ? [] : ['network', 'port'] }
    const rig = await told(30, { limits: { brakeFloor: 0, brake: 0 }, description })
    rig.outside.wipe()
    const before = rig.time.now()
    assert.ok(await rig.time.until(() => rig.outside.misses().length === 0))
    assert.ok(rig.time.now() - before < 7000)
    assert.ok(await rig.converged())
    assert.deepEqual(await rig.differences(), [])
    assert.equal(rig.outside.bulks, bulk ? 1 : 0)
  }
})

test('a change that is made while everything is told at once is told after it', async () => {
  const rig = await told(5, { description: { bulk: true, readable: [] } })
  const going = rig.fleet.resync('c1', { what: 'bulk' }, run)
  await rig.time.settle()
  rig.world.commit(port('p0', 'n1', 'another'), port('late', 'n1'))
  assert.equal((await answered(rig, going)).updates, 6)
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
  assert.deepEqual(rig.outside.calls.toSorted(), ['update port late', 'update port p0'])
})

test('those who ask at a time for everything to be told at once are served one after the other', async () => {
  const rig = await told(5, { description: { bulk: true, readable: [] } })
  const asked = [1, 2, 3].map(() => rig.fleet.resync('c1', { what: 'bulk' }, run))
  const answers = await answered(rig, Promise.all(asked))
  assert.deepEqual(
    answers.map(({ updates, fault }) => [updates, fault]),
    Array(3).fill([6, undefined]),
  )
  assert.deepEqual([rig.outside.bulks, rig.outside.violations], [3, []])
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
})

test('a stop waits for nothing that nobody does any more, wherever it comes, and what was acknowledged is kept', async () => {
  for (let after = 1; after < 12; after += 1) {
    const rig = await told(5, { description: { bulk: true, readable: [] } })
    const going = rig.fleet.resync('c1', { what: 'bulk' }, run)
    await rig.time.pass(after)
    await answered(rig, rig.fleet.stop())
    await answered(rig, going)
    assert.equal((await rig.ledger.counts('c1')).there, 6)
  }
})

test('what an upload told whose answer nobody waited for is removed when it goes', async () => {
  for (let after = 0; after < 12; after += 1)
    for (const gone of [undefined, port('new', 'n1', 'new', false)[2]]) {
      const rig = await told(3, { description: { bulk: true, readable: [] } })
      await rig.fleet.pause('c1')
      rig.world.commit(port('new', 'n1'))
      await rig.fleet.resume('c1')
      const going = rig.fleet.resync('c1', { what: 'bulk' }, run)
      await rig.time.pass(after)
      await rig.fleet.pause('c1')
      await answered(rig, going)
      rig.world.commit(['port', 'new', gone])
      await rig.fleet.resume('c1')
      assert.ok(await rig.converged())
      assert.equal(rig.outside.things.has('port\nnew'), false, `paused after ${after} ms`)
      await rig.fleet.stop()
    }
})

test('a dry run says what a resync would do, and does nothing', async () => {
  const rig = await told(3)
  rig.outside.things.delete('port\np1')
  const answer = await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, dry))
  assert.deepEqual([answer.updates, answer.removals], [1, 0])
  assert.deepEqual(answer.examples, [{ key: key('port', 'p1'), kind: 'missing' }])
  assert.deepEqual((await answered(rig, rig.fleet.resync('c1', { what: 'network', id: 'n1' }, dry))).updates, 4)
  assert.deepEqual(rig.outside.calls, [])
  const done = await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, run))
  assert.deepEqual([done.updates, done.fault], [1, undefined])
  assert.deepEqual(rig.outside.calls, ['update port p1'])
})

test('drift is told for each field, and a thing that is not ours is never removed', async () => {
  const rig = await told(2)
  const set = (id: string, name: string) =>
    rig.outside.things.set(`port\n${id}`, {
      desired: { key: key('port', id), parents: [], address: { network: 'n1' }, body: { name, mtu: 1500 } },
    })
  set('p0', 'changed by hand')
  set('stray', 'x')
  const found: unknown[] = []
  const stream = (async () => {
    for await (const one of rig.fleet.diff('c1', signal())) found.push(one)
  })()
  await answered(rig, stream)
  assert.deepEqual(found, [
    {
      key: key('port', 'p0'),
      kind: 'different',
      fields: [{ pointer: '/name', wanted: 'p0', found: 'changed by hand' }],
    },
    { key: key('port', 'stray'), kind: 'surplus' },
  ])
  rig.outside.foreign.add('port\nstray')
  await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, run))
  assert.deepEqual(rig.outside.calls, ['update port p0'])
  assert.ok(rig.outside.things.has('port\nstray'))
  rig.outside.foreign.clear()
  await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, run))
  assert.ok(!rig.outside.things.has('port\nstray'))
})

test('the brake stops a repair that changes or removes much that no change asked for; force goes on', async () => {
  const rig = await told(10)
  for (let index = 0; index < 8; index += 1)
    rig.outside.things.set(`port\nstray${index}`, {
      desired: { key: key('port', `stray${index}`), parents: [], address: { network: 'n1' }, body: { name: 'x' } },
    })
  const stopped = await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, run))
  assert.equal(stopped.fault?.code, 'resync.brake')
  assert.match(stopped.fault?.next ?? '', /force/)
  assert.equal(rig.outside.things.size, 19)
  assert.equal((await report(rig)).drift?.surplus, 8)
  const forced = await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, { dryRun: false, force: true }))
  assert.deepEqual([forced.removals, forced.fault], [8, undefined])
  assert.deepEqual(await rig.differences(), [])
})

/** Somebody else changed most of what the target has. */
async function changedElsewhere(options: ConstructorParameters<typeof Rig>[0] = {}): Promise<Rig> {
  const rig = await told(10, options)
  for (let index = 0; index < 8; index += 1) {
    const desired = {
      key: key('port', `p${index}`),
      parents: [],
      address: { network: 'n1' },
      body: { name: 'y', mtu: 1 },
    }
    rig.outside.things.set(`port\np${index}`, { desired })
  }
  rig.outside.lost.add('port\np0')
  await rig.time.pass(60_000)
  return rig
}

test('a repair by itself that the brake stops says so, and waits for somebody', async () => {
  const rig = await changedElsewhere()
  assert.deepEqual([(await report(rig)).phase, (await report(rig)).reason?.code], ['braked', 'resync.brake'])
  assert.deepEqual(rig.outside.calls, [])
  await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, { dryRun: false, force: true }))
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
})

test('what the brake stopped waits for somebody also when the target says that it is as it was', async () => {
  const rig = await changedElsewhere({ hashed: true })
  assert.equal((await report(rig)).phase, 'braked')
  await rig.fleet.resume('c1')
  await rig.time.pass(60_000)
  assert.equal((await report(rig)).phase, 'braked')
  assert.deepEqual(rig.outside.calls, [])
})

test('what goes on after the brake compares again, and uploads nothing past it', async () => {
  const rig = await changedElsewhere({ description: { bulk: true } })
  assert.equal((await report(rig)).phase, 'braked')
  await rig.fleet.resume('c1')
  await rig.time.pass(60_000)
  assert.deepEqual([(await report(rig)).phase, rig.outside.bulks], ['braked', 0])
})

test('what a target says of itself while it is looked at the start is not lost: what cannot be read is told again', async () => {
  const rig = await started({ hashed: true })
  rig.world.commit(network('n1'), router('r1'))
  assert.ok(await rig.converged())
  rig.outside.lose('router')
  await rig.restart()
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
})

test('a resync that somebody asked for goes on when the target says meanwhile that it has another state', async () => {
  for (const what of ['bulk', 'diff'] as const) {
    const description = { bulk: true }
    const rig = await started({ hashed: true, description })
    rig.world.commit(network('n1'), router('r1'), port('p1', 'n1'))
    assert.ok(await rig.converged())
    rig.outside.hesitates = 3
    rig.outside.lose('router')
    const asked = rig.outside.questions
    await rig.time.until(() => rig.outside.questions > asked)
    const before = rig.outside.bulks
    const resynced = rig.fleet.resync('c1', { what }, { dryRun: false, force: true })
    assert.equal((await answered(rig, resynced)).fault, undefined, what)
    assert.ok(await rig.converged())
    await rig.time.pass(10_000)
    assert.deepEqual(await rig.differences(), [], what)
    assert.equal(rig.outside.bulks - before, what === 'bulk' ? 1 : 0)
  }
})

test('a resync of one thing does not make up for all that a target lost', async () => {
  const rig = await started({ hashed: true })
  rig.world.commit(network('n1'), router('r1'), router('r2'))
  assert.ok(await rig.converged())
  rig.outside.lose('router')
  rig.outside.lose('router')
  rig.outside.breaksOff = true
  await rig.time.until(async () => (await report(rig)).phase === 'resyncing')
  await answered(rig, rig.fleet.resync('c1', { what: 'object', key: key('router', 'r1') }, run))
  rig.outside.breaksOff = false
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
})

test('a large ledger is not counted for each report', async () => {
  const rig = await told(1)
  let counted = 0
  rig.ledger.counts = async () => ({ there: 1_000_000 + counted++, refused: 0 })
  assert.deepEqual([(await report(rig)).there, (await report(rig)).there], [1_000_000, 1_000_000])
  await rig.time.pass(1001)
  assert.equal((await report(rig)).there, 1_000_001)
})

test('nothing is removed because of a read that broke off', async () => {
  const rig = await told(3)
  const stray = { key: key('port', 'stray'), parents: [], address: { network: 'n1' }, body: { name: 'x' } }
  rig.outside.things.set('port\nstray', { desired: stray })
  rig.outside.breaksOff = true
  const answer = await answered(rig, rig.fleet.resync('c1', { what: 'diff' }, { dryRun: false, force: true }))
  assert.deepEqual([answer.fault?.code, answer.removals], ['resync.incomplete', 0])
  assert.ok(rig.outside.things.has('port\nstray'))
})

test('a resync of one object tells it alone, or with all that it needs; of one nobody knows it says so', async () => {
  const rig = await told(2)
  const object = key('port', 'p0')
  await answered(rig, rig.fleet.resync('c1', { what: 'object', key: object }, run))
  assert.deepEqual(rig.outside.calls, ['update port p0'])
  await answered(rig, rig.fleet.resync('c1', { what: 'object', key: object, parents: true }, run))
  assert.deepEqual(rig.outside.calls, ['update port p0', 'update network n1', 'update port p0'])
  const unknown = await answered(rig, rig.fleet.resync('c1', { what: 'object', key: key('port', 'none') }, run))
  assert.equal(unknown.fault?.code, 'target.thing.unknown')
  await rig.fleet.pause('c1')
  const paused = await answered(rig, rig.fleet.resync('c1', { what: 'object', key: object }, run))
  assert.equal(paused.fault?.code, 'resync.paused')
})

test('a target that nobody configured is refused by name', async () => {
  const rig = await started()
  await assert.rejects(rig.fleet.pause('c9'), /there is no "c9"/)
  assert.throws(() => rig.fleet.diff('c9', signal()), /there is no "c9"/)
})

test('changes are delivered when one target has them, refused when all refuse, late when nobody says', async () => {
  const rig = await started({ targets: ['c1', 'c2'] })
  const [first, second] = [...rig.outsides.values()]
  assert.ok(first && second)
  second.away = true
  const good = rig.world.commit(network('n1'))
  assert.deepEqual(await answered(rig, rig.fleet.delivered(good, signal())), { state: 'taken' })
  const bad = rig.world.commit(network('n2', 'bad'))
  const patience = new AbortController()
  const late = rig.fleet.delivered(bad, patience.signal)
  await rig.time.pass(1000)
  patience.abort()
  assert.deepEqual(await answered(rig, late), { state: 'late' })
  second.away = false
  const refused = await answered(rig, rig.fleet.delivered(bad, signal()))
  assert.deepEqual([refused.state, 'fault' in refused && refused.fault.code], ['refused', 'bad name'])
})

test('a status follows from all targets: there is enough when one has it', async () => {
  const rig = await started({ targets: ['c1', 'c2'] })
  const second = [...rig.outsides.values()][1]
  assert.ok(second)
  second.away = true
  rig.world.commit(network('n1'), network('n2', 'bad'), port('p1', 'n1', 'p1', false))
  const said = (id: string) => rig.statuses.findLast(status => status.id === id)?.values['status']
  await rig.time.pass(5000)
  assert.deepEqual([said('n1'), said('n2'), said('p1')], ['ACTIVE', 'ERROR', 'DOWN'])
})

test('what no target takes is as good as there', async () => {
  const rig = await started({ description: { kinds: ['network'], readable: [] } })
  rig.world.commit(router('r1'), network('n1'))
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.calls, ['update network n1'])
  assert.equal(rig.statuses.find(({ id }) => id === 'r1')?.values['status'], 'ACTIVE')
})

test('a status that could not be written is written before the cursor moves on', async () => {
  const rig = await started()
  rig.statusFails = 2
  rig.world.commit(network('n1'))
  await rig.time.pass(500)
  assert.equal((await report(rig)).cursor, 0)
  assert.ok(await rig.converged())
  assert.equal(rig.statuses.length, 1)
})

test('a journal that begins behind the cursor is made up for: what is wanted is told, what is not is removed', async () => {
  const rig = await told(20, { limits: { window: 4 } })
  await rig.fleet.pause('c1')
  rig.world.commit(['port', 'p3', undefined], port('new', 'n1'), port('p4', 'n1', 'another'))
  rig.world.compact()
  rig.world.commit(port('newer', 'n1'))
  await rig.restart()
  await rig.fleet.resume('c1')
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
})

test('what a killed process told and nobody recorded is removed by its deletion, although the journal begins behind the cursor', async () => {
  const rig = new Rig({ description: { readable: [] } })
  await rig.fleet.start()
  rig.world.commit(network('n1'))
  assert.ok(await rig.time.until(async () => rig.outside.things.size === 1))
  assert.equal((await report(rig)).cursor, 0)
  rig.world.compact()
  rig.world.commit(['network', 'n1', undefined])
  await rig.restart()
  assert.ok(await rig.converged())
  assert.deepEqual([...rig.outside.things.keys()], [])
})

test('a new target is told everything that is there, however long the journal is, in bounded memory', async () => {
  const rig = new Rig({ limits: { window: 5 } })
  rig.world.commit(network('n1'))
  for (let index = 0; index < 100; index += 1) rig.world.commit(port(`p${index}`, 'n1'))
  await rig.fleet.start()
  let most = 0
  await rig.time.until(async () => {
    const { waiting, behind } = await report(rig)
    most = Math.max(most, waiting)
    return behind === 0 && waiting === 0
  })
  assert.ok(most <= 5, `${most} things waited`)
  assert.deepEqual(await rig.differences(), [])
})

test('things of a network are told before things that need them although the journal is not read so far', async () => {
  const rig = await started({ limits: { window: 2 } })
  rig.outside.away = true
  rig.world.commit(network('n1'), port('p1', 'n1'))
  await rig.time.pass(5000)
  rig.world.commit(['port', 'p1', undefined])
  rig.world.commit(['network', 'n1', undefined])
  rig.world.commit(network('n2'), network('n3'))
  rig.outside.away = false
  assert.ok(await rig.converged())
  assert.deepEqual(rig.outside.violations, [])
  assert.deepEqual(await rig.differences(), [])
})

test('a defect of the projection holds nothing else up', async () => {
  const desired: Projection['desired'] = async (one, view) => {
    if (one.id === 'p1') throw new Error('a defect')
    return projection.desired(one, view)
  }
  const rig = await started({ projection: { ...projection, desired } })
  rig.world.commit(network('n1'), port('p1', 'n1'), port('p2', 'n1'))
  await rig.time.pass(10_000)
  assert.deepEqual(rig.outside.calls, ['update network n1', 'update port p2'])
  assert.equal((await report(rig)).waiting, 1)
})

test('a thing that goes while something is still to need it is not waited for by that for ever', async () => {
  const desired: Projection['desired'] = async (one, view) => {
    const found = await projection.desired(one, view)
    return one.kind === 'network' && (found?.body as { mtu?: number } | undefined)?.mtu === 0 ? undefined : found
  }
  const rig = await told(3, { projection: { ...projection, desired } })
  rig.world.commit(network('n1', 'n1', 0))
  assert.ok(await rig.converged(60_000))
  assert.ok(!rig.outside.things.has('network\nn1'))
  assert.equal(rig.outside.calls[0], 'remove network n1')
})

/** Things of which the target fails at one for ever: a port that another thing is told beside, or alone. */
async function failing(alone: boolean): Promise<Rig> {
  const rig = await told(3)
  rig.outside.fails = text => text === 'port\np0'
  rig.world.commit(port('p0', 'n1', 'another'))
  await rig.time.pass(250_000)
  assert.deepEqual([(await report(rig)).refused, (await report(rig)).waiting], [0, 1], 'it may be started again')
  if (!alone) rig.world.commit(port('p1', 'n1', 'another'))
  await rig.time.pass(250_000)
  return rig
}

test('what a target fails at again and again is set aside with its fault, while it takes others, and tried ever more rarely', async () => {
  for (const alone of [false, true]) {
    const rig = await failing(alone)
    const said = () => rig.statuses.findLast(({ id }) => id === 'p0')?.values['status']
    const [aside] = await rig.fleet.deliveries('c1', { state: 'refused', limit: 10 })
    assert.deepEqual([aside?.key.id, aside?.fault?.code, said()], ['p0', 'target.failing', 'ERROR'])
    assert.match(aside?.fault?.cause ?? '', /^It failed \d+ times in \d{3} s/)
    const { behind, waiting, phase, sent } = await report(rig)
    assert.deepEqual([behind, waiting, phase], [0, 0, 'following'], 'it holds nothing up')
    await rig.time.pass(36_000_000)
    const tries = (await report(rig)).sent - sent
    assert.ok(tries > 10 && tries < 40, `it was tried ${tries} times in ten hours`)
    rig.outside.fails = () => false
    await rig.time.pass(3_700_000)
    assert.deepEqual([said(), await rig.differences()], ['ACTIVE', []])
  }
})

test('what is set aside so is tried again after a restart, at once by a retry, and when it is to be another', async () => {
  const again: readonly ((rig: Rig) => unknown)[] = [
    rig => rig.restart(),
    rig => rig.fleet.retry('c1', key('port', 'p0')),
    rig => rig.world.commit(port('p0', 'n1', 'a third')),
  ]
  for (const act of again) {
    const rig = await failing(false)
    const sent = rig.outside.calls.length
    await act(rig)
    rig.outside.fails = () => false
    await rig.time.pass(61_000)
    assert.deepEqual(await rig.differences(), [])
    assert.ok(rig.outside.calls.length > sent)
  }
})

test('a target that takes nothing is not said to refuse any of it, however long that lasts', async () => {
  const rig = await told(3)
  rig.outside.fails = () => true
  for (const id of ['p0', 'p1', 'p2']) rig.world.commit(port(id, 'n1', 'another'))
  await rig.time.pass(3_600_000)
  assert.deepEqual([(await report(rig)).refused, (await report(rig)).there], [0, 4])
  rig.outside.fails = () => false
  assert.ok(await rig.converged(60_000))
  assert.deepEqual(await rig.differences(), [])
})

test('what needs a thing that the target fails at goes on, and is told when that is taken', async () => {
  const rig = await told(1)
  rig.outside.fails = text => text === 'network\nn2'
  rig.world.commit(network('n2'), port('late', 'n2'))
  await rig.time.pass(100_000)
  rig.world.commit(port('p0', 'n1', 'another'))
  assert.ok(await rig.converged(600_000))
  const codes = (await rig.fleet.deliveries('c1', { state: 'refused', limit: 9 })).map(({ fault }) => fault?.code)
  assert.deepEqual(codes, ['target.failing', 'target.orphan'])
  rig.outside.fails = () => false
  await rig.time.pass(3_600_000)
  assert.deepEqual(await rig.differences(), [])
})

test('a cursor beyond the journal is not believed: everything is looked at', async () => {
  const rig = new Rig()
  rig.world.commit(network('n1'))
  await rig.ledger.put('c1', [], [], 99)
  await rig.fleet.start()
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
  assert.equal((await report(rig)).cursor, 1)
})
