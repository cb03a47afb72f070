/** How long controllers are waited for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { becomes, idsOf, kept, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

test('one that is busy is asked again after the time it names, and four times before another is', async context => {
  const lab = await startLab({ members: 2, controller: { redirects: false } })
  context.after(() => lab.stop())
  lab.controller.faults([{ method: 'POST', path: '/networks$', status: 503, headers: { 'retry-after': '0' } }], 0)
  const { network } = await stage(lab)
  await lab.settled()
  const posts = (member: number) =>
    lab.controller.requests(member).filter(({ method, path }) => method === 'POST' && path.endsWith('/networks'))
  assert.equal(posts(0).length, 4)
  assert.equal(posts(1).length, 1)
  assert.deepEqual(idsOf(lab.controller, 'networks'), [network.id])
})

test('a pause that it asks for is kept', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  lab.controller.faults([
    { method: 'POST', path: '/networks$', times: 1, status: 429, headers: { 'retry-after': '1' } },
  ])
  const begin = Date.now()
  await stage(lab)
  await lab.settled()
  assert.ok(Date.now() - begin >= 1000)
  assert.equal(lab.requests('POST', /\/networks$/).length, 2)
})

test('what it fails at while it takes others is set aside after as many failures as were set, and it is told of it still', async context => {
  const lab = await startLab({ configuration: { limits: { stubborn: { tries: 3, after: '100ms' } } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const path = '/ports/.*/attachment$'
  lab.controller.faults([{ method: 'PUT', path, status: 500 }])
  const bad = await plug(lab, network)
  await stage(lab, 'other', '10.1.0.0/24')
  await lab.settled()
  const [refused] = await lab.refused()
  assert.deepEqual([refused.id, refused.fault.code], [bad.id, 'target.failing'])
  await becomes(lab, 'ports', bad.id, 'ERROR')
  assert.ok(lab.requests('PUT', /attachment$/).length >= 3)
  lab.controller.faults([])
  await lab.order('retry')
  await becomes(lab, 'ports', bad.id, 'ACTIVE')
})

test('a connection that broke is opened again, and what was under way is done once', async context => {
  const lab = await startLab({ configuration: { health: { every: '1h', deadline: '1s', intact: 'never' } } })
  context.after(() => lab.stop())
  const first = await stage(lab, 'first', '10.1.0.0/24')
  await lab.settled()
  await lab.controller.restart()
  await lab.demo.put(`/networks/${first.network.id}`, { network: { name: 'other' } })
  await lab.settled()
  assert.equal(kept(lab.controller)['networks']?.[first.network.id].network['display-name'], 'other')
  assert.equal((await lab.report()).phase, 'following')
})

test('an answer that was lost after the work was done is found out about: nothing is there twice, nothing is refused', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  lab.controller.faults([{ path: '^/tenants', share: 0.4, lost: 'after' }])
  for (let index = 0; index < 10; index++) await stage(lab, `n${index}`, `10.${index}.0.0/24`)
  await lab.settled()
  assert.deepEqual(await lab.refused(), [])
  assert.equal(idsOf(lab.controller, 'networks').length, 10)
})

test('one that never answers is given up after the deadline, and is away', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  await stage(lab, 'first', '10.1.0.0/24')
  await lab.settled()
  await lab.controller.door('silent')
  await stage(lab, 'second', '10.2.0.0/24')
  assert.equal((await lab.admin.get('//v1/revisions/head?wait=2')).body.converged, false)
  const { endpoints, waiting, behind } = await lab.report()
  assert.equal(endpoints[0].health, 'down')
  assert.ok(waiting + behind > 0)
  await lab.controller.door('open')
  await lab.settled()
  assert.equal((await lab.report()).endpoints[0].health, 'up')
})
