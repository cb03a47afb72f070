/** A controller that lost what it was told is noticed although nobody writes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
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
