/**
 * The consistency hash. The proxy before kept one for all controllers, under a lock, and told a controller that had another one its whole
 * database; here each controller has its own, and is told what differs.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { eventually } from '../eventually.ts'
import { kept, type Lab, startLab } from './lab.ts'
import { plug, route, stage } from './stage.ts'

const name = 'x-bsn-bvs-hash-match'

/** Requests that carry one, in their order. */
const carrying = (lab: Lab) => lab.requests().filter(({ headers }) => headers[name] !== undefined)

for (const [dialect, generation] of [
  ['bsn-v1.1', 'E'],
  ['bsn-v1.1', 'F'],
  ['bsn-v2.0', 'G1'],
] as const)
  describe(`${dialect} ${generation}`, () => {
    test('the first request carries none, each other one that of the newest good answer', async context => {
      const lab = await startLab({ dialect, generation })
      context.after(() => lab.stop())
      const { network } = await stage(lab)
      const port = await plug(lab, network)
      await lab.demo.put(`/networks/${network.id}`, { network: { name: 'other' } })
      await lab.settled()
      lab.controller.faults([{ method: 'PUT', times: 1, status: 500, headers: { [name]: 'wrong,1' } }])
      await lab.demo.put(`/ports/${port.id}`, { port: { name: 'web' } })
      await lab.settled()
      const entries = carrying(lab)
      assert.ok(entries.length > 4)
      let newest = ''
      for (const { headers, status, answer } of entries) {
        assert.equal(headers[name], newest)
        if (status >= 200 && status < 300) newest = answer[name] ?? newest
      }
      assert.ok(entries.some(({ status }) => status === 500))
    })

    test('a controller with another one is told what it lacks', async context => {
      const lab = await startLab({ dialect, generation })
      context.after(() => lab.stop())
      const { network } = await stage(lab)
      await stage(lab, 'other', '10.9.0.0/24')
      await plug(lab, network)
      await lab.settled()
      const state = lab.controller.state()
      const url = `${lab.controller.url}${lab.controller.base}/tenants/${lab.demo.project}/networks/${network.id}`
      await fetch(url, { method: 'DELETE', headers: { 'content-type': 'application/json' }, body: '""' })
      assert.notDeepEqual(lab.controller.state(), state)
      await eventually(() => assert.deepEqual(lab.controller.state(), state))
      assert.ok(lab.requests().some(({ status }) => status === 409))
      await eventually(async () => assert.equal((await lab.report()).phase, 'following'))
    })
  })

test('a removal that fails is told again, and no hash is spoilt by it', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1' })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const port = await plug(lab, network)
  await lab.settled()
  lab.controller.faults([{ method: 'DELETE', times: 2, status: 500 }])
  await lab.demo.delete(`/ports/${port.id}`)
  await lab.settled()
  assert.equal(lab.requests('DELETE').length, 3)
  assert.ok(!lab.requests().some(({ headers }) => String(headers[name]).startsWith('INCONSISTENT')))
  assert.ok(!lab.requests('PUT').some(({ path }) => path.endsWith('/topology')))
})

test('an answer with a wrong hash costs a comparison, and nothing that is there', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1' })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await plug(lab, network)
  await lab.settled()
  const state = lab.controller.state()
  lab.controller.faults([{ method: 'PUT', times: 1, hash: 'wrong,1' }])
  await lab.demo.put(`/networks/${network.id}`, { network: { name: 'other' } })
  await eventually(() => assert.ok(lab.requests().some(({ status }) => status === 409)))
  await lab.settled()
  const ids = (of: unknown) => Object.values(of as Record<string, object>).map(kind => Object.keys(kind))
  await eventually(async () => assert.equal((await lab.report()).phase, 'following'))
  assert.deepEqual(ids(lab.controller.state()), ids(state))
})

test('of a cluster, the member that has another one is told everything, and nobody else', async context => {
  const lab = await startLab({
    dialect: 'bsn-v1.1',
    members: 2,
    controller: { redirects: false },
    configuration: { wire: { readTopology: false } },
  })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await lab.settled()
  const state = lab.controller.state()
  lab.forget()
  lab.controller.faults([{ method: 'PUT', path: `/networks/${network.id}$`, times: 1, conflict: true }], 0)
  await lab.demo.put(`/networks/${network.id}`, { network: { name: 'other' } })
  const uploads = (member: number) =>
    lab.controller.requests(member).filter(({ method, path }) => method === 'PUT' && path.endsWith('/topology'))
  await eventually(() =>
    assert.deepEqual(
      uploads(0).map(({ status }) => status),
      [200],
    ),
  )
  await lab.settled()
  await eventually(async () => assert.equal((await lab.report()).phase, 'following'))
  assert.deepEqual([uploads(0).length, uploads(1).length], [1, 0])
  assert.deepEqual(
    lab.controller
      .requests(0)
      .map(({ status }) => status)
      .filter(status => status === 409),
    [409],
  )
  const [active] = (await lab.report()).endpoints.filter((endpoint: { active: boolean }) => endpoint.active)
  assert.equal(active.url, lab.controller.urls[0])
  assert.notDeepEqual(lab.controller.state(), state)
  assert.equal(kept(lab.controller)['networks']?.[network.id].network.name, 'other')
})

/** Somebody else says it to the controller, past Baryon. */
async function elsewhere(lab: Lab, method: string, path: string, body: unknown = ''): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const url = `${lab.controller.url}${lab.controller.base}/tenants/${lab.demo.project}/${path}`
  const { status } = await fetch(url, { method, headers, body: JSON.stringify(body) })
  assert.equal(status, 200)
}

test('what was lost while nobody looked, and cannot be read back, is told again after a restart', async context => {
  const lab = await startLab({ generation: 'G1' })
  context.after(() => lab.stop())
  const { network, subnet } = await stage(lab)
  await plug(lab, network)
  const router = await route(lab, [subnet])
  await lab.settled()
  const state = lab.controller.state()
  await lab.cloud.restart(() => elsewhere(lab, 'DELETE', `routers/${router.id}/interfaces/${subnet.id}`))
  await eventually(() => assert.deepEqual(lab.controller.state(), state))
})

test('a repair that the brake stopped waits for somebody, although the hash of what was read is known', async context => {
  const limits = { brake: 0, brakeFloor: 0 }
  const lab = await startLab({ generation: 'G1', configuration: { limits } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await plug(lab, network)
  await lab.settled()
  const shown = () => kept(lab.controller)['networks']?.[network.id].network['display-name']
  const body = { ...kept(lab.controller)['networks']?.[network.id].network, 'display-name': 'theirs' }
  const phaseIs = (phase: string) => eventually(async () => assert.equal((await lab.report()).phase, phase))
  await elsewhere(lab, 'PUT', `networks/${network.id}`, { network: body })
  await phaseIs('braked')
  const looked = lab.requests('GET', /\/health$/).length
  await eventually(() => assert.ok(lab.requests('GET', /\/health$/).length > looked + 2))
  assert.equal((await lab.report()).phase, 'braked')
  const reads = () => lab.requests('GET', /\/topology$/).length
  const before = reads()
  await lab.order('resume')
  await eventually(() => assert.ok(reads() > before))
  await phaseIs('braked')
  assert.equal(shown(), 'theirs')
  await lab.order('resync', { force: true })
  await phaseIs('following')
  assert.equal(shown(), 'blue')
})
