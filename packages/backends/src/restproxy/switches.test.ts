import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { startController } from '../../../../examples/controller/controller.ts'
import { forever, openBackend, TestClock } from './testdata/site.ts'

interface Asked {
  readonly dialect?: 'bsn-v1.1' | 'bsn-v2.0'
  readonly generation?: string
  readonly switches?: string
  readonly ml2?: boolean
  readonly replicate?: boolean
}

async function site(context: TestContext, asked: Asked = {}) {
  const { dialect = 'bsn-v1.1', generation, switches = 'prefer', ml2 = true, replicate = false } = asked
  const start = (known: readonly string[]) => startController({ dialect, listen: ['127.0.0.1:0'], switches: known })
  const controllers = await Promise.all([start(['host-1']), ...(replicate ? [start(['host-2'])] : [])])
  for (const controller of controllers) context.after(() => controller.stop())
  const clock = new TestClock()
  const file = {
    dialect,
    ...(generation === undefined ? {} : { generation }),
    mode: replicate ? 'replicate' : 'failover',
    controllers: controllers.map(({ url }) => ({ url })),
    ports: { ml2 },
    vif: { switches },
    deadlines: { connect: '500ms', answer: '500ms' },
    health: { deadline: '500ms' },
  }
  const { hosts, targets } = await openBackend(context, file, clock)
  return { hosts, targets, clock, controllers }
}

const lookUps = (controller: Awaited<ReturnType<typeof startController>>) =>
  controller.requests().filter(({ path }) => path.includes('/switches/')).length

test('a host that is a switch of the controller offers what the ML2 driver bound: others are left to the settings', async context => {
  const { hosts } = await site(context)
  assert.ok(hosts)
  assert.deepEqual([hosts.isFresh('host-1'), hosts.offer('host-1')], [false, undefined])
  for (const host of ['host-1', 'host-2']) await hosts.ask(host, forever)
  const ivs = { vif_type: 'ivs', vif_details: { port_filter: true, ovs_hybrid_plug: false } }
  assert.deepEqual([hosts.offer('host-1'), hosts.offer('host-2')], [ivs, undefined])
  assert.ok(hosts.isFresh('host-1') && hosts.isFresh('host-2'))
})

test('the newer driver plugged by a bridge', async context => {
  const { hosts } = await site(context, { dialect: 'bsn-v2.0' })
  await hosts?.ask('host-1', forever)
  assert.deepEqual(hosts?.offer('host-1'), {
    vif_type: 'ivs',
    vif_details: { port_filter: true, ovs_hybrid_plug: true },
  })
})

test('with "only" a host that is no switch is not offered', async context => {
  const { hosts } = await site(context, { switches: 'only' })
  await hosts?.ask('host-2', forever)
  assert.equal(hosts?.offer('host-2'), 'none')
})

test('an answer holds for a minute, and those who ask at one time share it', async context => {
  const { hosts, clock, controllers } = await site(context)
  await Promise.all([hosts?.ask('host-1', forever), hosts?.ask('host-1', forever)])
  assert.equal(lookUps(controllers[0]!), 1)
  clock.pass(59_999)
  assert.equal(hosts?.isFresh('host-1'), true)
  clock.pass(1)
  assert.equal(hosts?.isFresh('host-1'), false)
})

test('a controller that is away leaves what it said last, and nothing where it never said anything', async context => {
  const { hosts, targets, clock, controllers } = await site(context, { switches: 'only' })
  await hosts?.ask('host-1', forever)
  await hosts?.ask('host-2', forever)
  const before = hosts?.offer('host-1')
  for (const door of ['refuse', 'silent'] as const) {
    await controllers[0]?.door(door)
    clock.pass(60_000)
    for (const host of ['host-1', 'host-2', 'host-3']) await hosts?.ask(host, forever)
    assert.deepEqual(
      [hosts?.offer('host-1'), hosts?.offer('host-2'), hosts?.offer('host-3')],
      [before, 'none', undefined],
    )
    assert.equal(hosts?.isFresh('host-1'), true, 'one that is away is not asked at once again')
  }
  await controllers[0]?.door('open')
  await targets[0]?.probe(forever)
  clock.pass(5_000)
  await hosts?.ask('host-3', forever)
  assert.equal(hosts?.offer('host-3'), 'none')
})

test('of several that share nothing it is enough that one knows the switch; all have to say that there is none', async context => {
  const { hosts, clock, controllers } = await site(context, { switches: 'only', replicate: true })
  for (const host of ['host-1', 'host-2', 'host-3']) await hosts?.ask(host, forever)
  assert.deepEqual(
    ['host-1', 'host-2', 'host-3'].map(host => typeof hosts?.offer(host)),
    ['object', 'object', 'string'],
  )
  await controllers[1]?.door('refuse')
  clock.pass(60_000)
  await hosts?.ask('host-4', forever)
  assert.equal(hosts?.offer('host-4'), undefined)
})

test('nobody is asked without the ML2 driver, by a dialect without the question, or where it is not wanted', async context => {
  assert.equal((await site(context, { ml2: false })).hosts, undefined)
  assert.equal((await site(context, { generation: 'E' })).hosts, undefined)
  assert.equal((await site(context, { switches: 'never' })).hosts, undefined)
})
