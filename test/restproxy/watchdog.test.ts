/** A controller that lost what it was told is noticed although nobody writes. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Entry } from '../../examples/controller/log.ts'
import { eventually } from '../eventually.ts'
import { type LabOptions, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

const kinds: readonly (readonly [string, LabOptions])[] = [
  ['floodlight-v1.0', { dialect: 'floodlight-v1.0', controller: { faithful: 'floodlight-0.90' } }],
  ['floodlight-v1.1', { dialect: 'floodlight-v1.1', controller: { faithful: 'floodlight-1.2' } }],
  ['bsn-v1.1 with consistency', { dialect: 'bsn-v1.1' }],
  ['bsn-v1.1 without it', { dialect: 'bsn-v1.1', controller: { capabilities: ['floatingip'] } }],
  ['bsn-v2.0 G1', { dialect: 'bsn-v2.0', generation: 'G1' }],
  ['bsn-v2.0 G2', { dialect: 'bsn-v2.0' }],
]

for (const [name, options] of kinds)
  test(`${name}: one that restarted with nothing is told everything again`, async context => {
    const lab = await startLab(options)
    context.after(() => lab.stop())
    const { network } = await stage(lab)
    await plug(lab, network)
    await plug(lab, network)
    await lab.settled()
    const state = lab.controller.state()
    await lab.controller.restart({ empty: true })
    await eventually(() => assert.deepEqual(lab.controller.state(), state))
  })

const name = 'x-bsn-bvs-hash-match'

/** What it was asked since the tests know its state, after so many questions of health with a hash or reads of everything. */
async function asked(context: TestContext, capabilities: readonly string[], isLook: (entry: Entry) => boolean) {
  const lab = await startLab({ dialect: 'bsn-v1.1', controller: { capabilities } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await plug(lab, network)
  await lab.settled()
  const hash = lab.requests('PUT').at(-1)?.answer[name]
  lab.forget()
  await eventually(() => assert.ok(lab.requests('GET').filter(isLook).length >= 2))
  const health = lab.requests('GET', /\/health$/)
  return { hash, hashes: health.map(({ headers }) => headers[name]), topology: lab.requests('GET', /\/topology$/) }
}

test('with consistency the hash is asked, and nothing is read', async context => {
  const { hash, hashes, topology } = await asked(context, ['consistency'], ({ headers }) => name in headers)
  assert.ok(hash)
  const carried = hashes.filter(one => one !== undefined)
  assert.ok(carried.length >= 2)
  assert.deepEqual(new Set(carried), new Set([hash]))
  assert.deepEqual(topology, [])
})

test('without it everything is read, and no question of health carries a hash', async context => {
  const { hashes } = await asked(context, ['floatingip'], ({ path }) => path.endsWith('/topology'))
  assert.ok(hashes.length > 0)
  assert.deepEqual(new Set(hashes), new Set([undefined]))
})

test('the questions go on after answers that cannot be understood', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1' })
  context.after(() => lab.stop())
  await stage(lab)
  await lab.settled()
  const state = lab.controller.state()
  lab.controller.faults([{ method: 'GET', times: 10, text: '\u0000<html>' }])
  await eventually(() => assert.ok(lab.requests('GET').length > 20))
  lab.controller.faults([])
  await lab.controller.restart({ empty: true })
  await eventually(() => assert.deepEqual(lab.controller.state(), state))
})

test('where it is not wanted, nobody asks', async context => {
  const lab = await startLab({
    dialect: 'bsn-v2.0',
    configuration: { health: { every: '1h', deadline: '1s', intact: 'never' } },
  })
  context.after(() => lab.stop())
  await stage(lab)
  await lab.settled()
  lab.forget()
  await lab.controller.restart({ empty: true })
  await stage(lab, 'second', '10.2.0.0/24')
  await lab.settled()
  assert.deepEqual(lab.requests('GET', /(health|topology)$/), [])
})
