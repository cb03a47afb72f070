/**
 * What becomes of a write that no controller takes. The proxy before rolled its transaction back; here the write is committed first, and
 * with the policy `sync` undone by a change of its own. With `async` it stays, and its status says so.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { eventually } from '../eventually.ts'
import type { Got } from '../networking/cloud.ts'
import { becomes, idsOf, kept, type Lab, startLab } from './lab.ts'
import { plug, route, type Stage, stage } from './stage.ts'

/** Once: what it is told because of the undoing it takes. */
const refusing = { times: 1, status: 400, body: '{"code":400,"description":"the fabric is full"}' }

describe('with the policy sync', () => {
  let lab: Lab
  let made: Stage
  before(async () => {
    lab = await startLab({ configuration: { commit: { mode: 'sync', deadline: '1s' } } })
    made = await stage(lab)
  })
  after(() => lab.stop())
  beforeEach(() => lab.controller.faults([]))

  /** Whatever is written is not taken: by a refusal with a reason, or because nobody answers well in time. */
  const ways: readonly (readonly [string, object, number, RegExp])[] = [
    ['is refused', refusing, 502, /the fabric is full/],
    ['comes back with 500 until the deadline', { status: 500 }, 504, /.+/],
  ]
  for (const [name, fault, status, reason] of ways) {
    const fails = (got: Got) => {
      assert.equal(got.status, status, got.text)
      assert.equal(got.body.NeutronError.type, 'RemoteRestError')
      assert.match(got.body.NeutronError.message, reason)
    }
    const failing = (method: string) => lab.controller.faults([{ method, path: '^/tenants', ...fault }])
    /** But times and revisions: what was removed comes back as a new row. */
    const everything = async () => {
      const lists = ['networks', 'subnets', 'ports', 'routers'].map(async plural => {
        const { body } = await lab.admin.get(`/${plural}`)
        return body[plural].map(
          ({ revision_number: _, created_at: __, updated_at: ___, status: ____, ...rest }: Got['body']) => rest,
        )
      })
      return Promise.all(lists)
    }
    const statuses = async () => {
      const lists = ['networks', 'ports', 'routers'].map(async plural => {
        const { body } = await lab.admin.get(`/${plural}?fields=id&fields=status`)
        return body[plural]
      })
      return Promise.all(lists)
    }
    /** The store is as it was, and so are the controller and what is said of it once it answers well again. */
    async function undone(method: string, write: () => Promise<Got>) {
      await lab.settled()
      const [stored, said, told] = [await everything(), await statuses(), lab.controller.state()]
      failing(method)
      fails(await write())
      assert.deepEqual(await everything(), stored)
      lab.controller.faults([])
      await lab.settled()
      assert.deepEqual(lab.controller.state(), told)
      assert.deepEqual(await lab.refused(), [])
      await eventually(async () => assert.deepEqual(await statuses(), said))
    }

    test(`a network that ${name} leaves nothing`, () =>
      undone('POST', () => lab.demo.post('/networks', { network: { name: 'new' } })))

    test(`a new name of a network that ${name} is the old one`, () =>
      undone('PUT', () => lab.demo.put(`/networks/${made.network.id}`, { network: { name: 'new' } })))

    test(`a removal of a network that ${name} leaves it there`, async () => {
      const { id } = await lab.demo.make('/networks', { network: { name: 'stays' } })
      await undone('DELETE', () => lab.demo.delete(`/networks/${id}`))
    })

    test(`a router that ${name} leaves nothing; its new name, its removal neither`, async () => {
      await undone('POST', () => lab.demo.post('/routers', { router: { name: 'new' } }))
      const router = await route(lab, [])
      await undone('PUT', () => lab.demo.put(`/routers/${router.id}`, { router: { name: 'new' } }))
      await undone('DELETE', () => lab.demo.delete(`/routers/${router.id}`))
    })

    test(`a port that ${name} leaves nothing; plugged in, changed or removed it is as before`, async () => {
      const device = { device_id: 'vm-1', device_owner: 'compute:nova' }
      const port = { network_id: made.network.id }
      await undone('PUT', () => lab.demo.post('/ports', { port: { ...port, ...device } }))
      const { id } = await lab.demo.make('/ports', { port })
      await undone('PUT', () => lab.demo.put(`/ports/${id}`, { port: device }))
      assert.equal((await lab.demo.put(`/ports/${id}`, { port: { ...device, name: 'old' } })).status, 200)
      await undone('PUT', () => lab.demo.put(`/ports/${id}`, { port: { name: 'new', device_id: 'vm-2' } }))
      const { body } = await lab.demo.get(`/ports/${id}`)
      assert.deepEqual([body.port.name, body.port.device_id], ['old', 'vm-1'])
      await undone('DELETE', () => lab.demo.delete(`/ports/${id}`))
    })
  }

  test('a request may be content with less', async () => {
    lab.controller.faults([{ method: 'POST', path: '/networks$', ...refusing }])
    const headers = { 'baryon-commit': 'async' }
    const made = await lab.demo.post('/networks', { network: { name: 'lazy' } }, { headers })
    assert.equal(made.status, 201)
    await lab.settled()
    await becomes(lab, 'networks', made.body.network.id, 'ERROR')
  })
})

/** Generations that tell of a port and of what is plugged into it apart, and together. */
const generations = [
  { dialect: 'bsn-v1.1', generation: 'D' },
  { dialect: 'bsn-v2.0', generation: 'G2' },
] as const

const server = { device_id: 'vm-1', device_owner: 'compute:nova' }
const nobody = { device_id: '', device_owner: '' }

for (const told of generations)
  describe(`an attachment of generation ${told.generation}`, () => {
    let lab: Lab
    let made: Stage
    before(async () => {
      lab = await startLab({ ...told, configuration: { commit: { mode: 'sync', deadline: '1s' } } })
      made = await stage(lab)
    })
    after(() => lab.stop())
    beforeEach(() => lab.controller.faults([]))

    const plugged = async () => {
      const { id } = await lab.demo.make('/ports', { port: { network_id: made.network.id, ...server } })
      await lab.settled()
      await becomes(lab, 'ports', id, 'ACTIVE')
      return id
    }
    const deviceOf = async (id: string) => (await lab.demo.get(`/ports/${id}`)).body.port.device_id

    test('that is refused leaves no port, also where the port itself was taken', async () => {
      await lab.settled()
      const before = lab.controller.state()
      lab.forget()
      lab.controller.faults([{ method: 'PUT', path: 'attachment$', ...refusing }])
      const got = await lab.demo.post('/ports', { port: { network_id: made.network.id, ...server } })
      assert.equal(got.status, 502, got.text)
      assert.match(got.body.NeutronError.message, /the fabric is full/)
      await lab.settled()
      assert.deepEqual((await lab.admin.get(`/ports?network_id=${made.network.id}&device_id=vm-1`)).body.ports, [])
      const taken = lab.requests('POST', /\/ports$/).map(({ status }) => status)
      assert.deepEqual(taken, told.generation === 'D' ? [200] : [])
      assert.deepEqual(idsOf(lab.controller, 'ports'), [])
      assert.deepEqual(lab.controller.state(), before)
      assert.deepEqual(await lab.refused(), [])
    })

    for (const [how, fault, status] of [
      ['is refused', refusing, 502],
      ['comes back with 500 until the deadline', { status: 500 }, 504],
    ] as const)
      test(`whose removal ${how} stays plugged in`, async () => {
        const id = await plugged()
        const before = lab.controller.state()
        lab.controller.faults([{ method: 'DELETE', path: 'attachment$', ...fault }])
        const got = await lab.demo.put(`/ports/${id}`, { port: nobody })
        assert.equal(got.status, status, got.text)
        assert.equal(await deviceOf(id), 'vm-1')
        lab.controller.faults([])
        await lab.settled()
        await becomes(lab, 'ports', id, 'ACTIVE')
        assert.deepEqual(lab.controller.state(), before)
        assert.deepEqual(await lab.refused(), [])
        await lab.demo.delete(`/ports/${id}`)
      })

    test('whose removal fails for a request with the policy async is removed as soon as it can be', async () => {
      const id = await plugged()
      lab.forget()
      lab.controller.faults([{ method: 'DELETE', path: 'attachment$', status: 500, times: 2 }])
      const headers = { 'baryon-commit': 'async' }
      const got = await lab.demo.put(`/ports/${id}`, { port: nobody }, { headers })
      assert.equal(got.status, 200, got.text)
      await lab.settled()
      assert.equal(await deviceOf(id), '')
      const answers = lab.requests('DELETE', /attachment$/).map(({ status }) => status)
      assert.deepEqual(answers, [500, 500, 200])
      const port = kept(lab.controller)['ports']?.[id]
      if (told.generation === 'D') assert.equal(port?.attachment, null)
      else assert.equal(port, undefined)
      await lab.demo.delete(`/ports/${id}`)
    })
  })

describe('with the policy async', () => {
  let lab: Lab
  before(async () => {
    lab = await startLab()
  })
  after(() => lab.stop())
  beforeEach(() => lab.controller.faults([]))

  test('what is refused is answered, stays with the status ERROR, and all else goes on', async () => {
    const { network } = await stage(lab)
    await lab.settled()
    lab.controller.faults([{ method: 'PUT', path: 'attachment$', ...refusing }])
    const bad = await plug(lab, network)
    await lab.settled()
    const good = await plug(lab, network)
    await lab.settled()
    const status = async ({ id }: Got['body']) => (await lab.admin.get(`/ports/${id}`)).body.port.status
    await eventually(async () => assert.deepEqual([await status(bad), await status(good)], ['ERROR', 'ACTIVE']))
    const [refused] = await lab.refused()
    assert.deepEqual([refused.kind, refused.id], ['port', bad.id])
    assert.match(JSON.stringify(refused.fault), /the fabric is full/)
    await lab.order('retry')
    await eventually(async () => assert.equal(await status(bad), 'ACTIVE'))
  })

  test('a request may ask for more', async () => {
    lab.controller.faults([{ method: 'POST', path: '/networks$', ...refusing }])
    const headers = { 'baryon-commit': 'sync' }
    const refused = await lab.demo.post('/networks', { network: { name: 'eager' } }, { headers })
    assert.equal(refused.status, 502)
    assert.deepEqual((await lab.demo.get('/networks?name=eager')).body.networks, [])
  })
})
