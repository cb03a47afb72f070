/** What controllers are told of those who wanted something. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '../eventually.ts'
import { type Lab, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

const contexts = (lab: Lab, method: string, path: RegExp) =>
  lab.requests(method, path).map(({ headers }) => JSON.parse(String(headers['x-req-context'] ?? '{}')))

test('a request says who wanted it, by which request, and no token', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', generation: 'F' })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await lab.settled()
  lab.forget()
  const named = await lab.demo.put(`/networks/${network.id}`, { network: { name: 'ü\u2028 "x"' } })
  await lab.settled()
  const request = named.headers.get('x-request-id')
  assert.ok(request)
  assert.deepEqual(contexts(lab, 'PUT', /\/networks\/[^/]+$/), [
    {
      ...{ user: 'demo-member', user_id: 'demo-member', roles: ['member', 'reader'] },
      ...{ tenant: lab.demo.project, tenant_id: lab.demo.project, project_id: lab.demo.project },
      ...{ request_id: request, resource: `network/${network.id}` },
    },
  ])
  const port = await plug(lab, network)
  await lab.settled()
  await lab.admin.delete(`/ports/${port.id}`)
  await lab.settled()
  assert.deepEqual(
    contexts(lab, 'DELETE', /\/attachment$/).map(({ user }) => user),
    ['admin-admin'],
  )
  const sent = lab.requests().map(({ headers, body }) => JSON.stringify(headers) + body)
  for (const { token } of [lab.admin, lab.demo]) assert.ok(sent.every(text => !text.includes(token)))
})

test('after a restart the journal still says who it was; what is told again for another reason is of nobody', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', generation: 'F' })
  context.after(() => lab.stop())
  await lab.controller.door('refuse')
  const { network } = await stage(lab)
  await lab.cloud.restart()
  await lab.controller.door('open')
  await lab.settled()
  assert.deepEqual(
    contexts(lab, 'POST', /\/networks$/).map(({ user, project_id }) => [user, project_id]),
    [['demo-member', lab.demo.project]],
  )
  lab.forget()
  await lab.order('resync', { scope: 'object', kind: 'network', id: network.id })
  const [again] = contexts(lab, 'PUT', /\/networks\/[^/]+$/)
  assert.equal(again?.user, undefined)
  assert.match(again?.request_id, /^req-[0-9a-f]{32}$/)
})

for (const generation of ['E', 'F'])
  test(`${generation}: everything at once says whose call showed that it is needed`, async context => {
    const lab = await startLab({
      dialect: 'bsn-v1.1',
      generation,
      controller: { capabilities: ['consistency'] },
      configuration: { wire: { readTopology: false } },
    })
    context.after(() => lab.stop())
    const { network } = await stage(lab)
    await lab.settled()
    lab.forget()
    lab.controller.faults([{ method: 'PUT', path: `/networks/${network.id}$`, conflict: true, times: 1 }])
    await lab.demo.put(`/networks/${network.id}`, { network: { name: 'red' } })
    const triggers = () => lab.requests('PUT', /\/topology$/).map(({ body }) => JSON.parse(body).triggered_by_tenant)
    await eventually(() => assert.deepEqual(triggers(), [lab.demo.project]))
    await lab.settled()
    await lab.order('resync', { scope: 'bulk' })
    assert.deepEqual(triggers(), [lab.demo.project, undefined], 'one that an operator wanted was triggered by nobody')
  })
