/** A cluster of controllers, of which one is told: who that is, and when it is another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '../eventually.ts'
import { becomes, idsOf, startLab } from './lab.ts'
import { stage } from './stage.ts'

test('with a first member that always fails everything works, and after one failover it is not told any more', async context => {
  const lab = await startLab({ members: 2, controller: { redirects: false } })
  context.after(() => lab.stop())
  lab.controller.faults([{ status: 500 }], 0)
  const { network } = await stage(lab, 'first')
  await lab.settled()
  assert.ok(idsOf(lab.controller, 'networks').includes(network.id))
  lab.forget()
  for (let index = 0; index < 5; index++) await lab.demo.make('/networks', { network: { name: `n${index}` } })
  await lab.settled()
  const writes = (member: number) => lab.controller.requests(member).filter(({ method }) => method !== 'GET')
  assert.equal(writes(0).length, 0)
  assert.ok(writes(1).length >= 5)
  assert.equal(idsOf(lab.controller, 'networks').length, 6)
})

test('a member that went away is told again when the other one fails', async context => {
  const lab = await startLab({ members: 2, controller: { redirects: false } })
  context.after(() => lab.stop())
  await lab.controller.door('refuse', 0)
  await stage(lab, 'first')
  await lab.settled()
  await lab.controller.door('open', 0)
  await lab.controller.door('silent', 1)
  const { network } = await stage(lab, 'second')
  await lab.settled()
  assert.ok(idsOf(lab.controller, 'networks').includes(network.id))
  const [active] = (await lab.report()).endpoints.filter((endpoint: { active: boolean }) => endpoint.active)
  assert.equal(active.url, lab.controller.urls[0])
})

test('a member that does not lead names the one that does, which is told from then on', async context => {
  const lab = await startLab({ members: 3 })
  context.after(() => lab.stop())
  await stage(lab, 'first')
  await lab.settled()
  await lab.controller.door('refuse', 0)
  const { network } = await stage(lab, 'second')
  await lab.settled()
  assert.ok(idsOf(lab.controller, 'networks').includes(network.id))
  const [active] = (await lab.report()).endpoints.filter((endpoint: { active: boolean }) => endpoint.active)
  assert.equal(active.url, lab.controller.urls[1])
})

test('each of several controllers that share nothing is told by itself: one that is away holds no other up', async context => {
  const lab = await startLab({ dialect: 'floodlight-v1.1', replicate: 2, controller: { faithful: 'floodlight-0.91' } })
  context.after(() => lab.stop())
  const [one, other] = lab.controllers as [typeof lab.controller, typeof lab.controller]
  await other.door('silent')
  const { network } = await stage(lab)
  await eventually(() => assert.deepEqual(idsOf(one, 'networks'), [network.id]))
  await becomes(lab, 'networks', network.id, 'ACTIVE')
  assert.deepEqual(idsOf(other, 'networks'), [])
  await other.door('open')
  await lab.settled()
  assert.deepEqual(other.state(), one.state())
})
