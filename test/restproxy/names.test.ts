/** What controllers call things, and that the failure of one thing is told again by itself. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Got } from '../networking/cloud.ts'
import { kept, type Lab, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

const networkTold = (lab: Lab, id: string) => kept(lab.controller)['networks']?.[id].network

describe('names', () => {
  const table: readonly (readonly [string, boolean, readonly string[], (id: string) => object])[] = [
    [
      'are the id and display-name, where both sides want that',
      true,
      ['display-name'],
      id => ({ name: id, 'display-name': "a b_c'd" }),
    ],
    ['are escaped where the controller cannot', true, [], () => ({ name: 'a_sb__c_ad', 'display-name': undefined })],
    [
      'are escaped where nobody wants that',
      false,
      ['display-name'],
      () => ({ name: 'a_sb__c_ad', 'display-name': undefined }),
    ],
    ['are escaped where neither side wants it', false, [], () => ({ name: 'a_sb__c_ad', 'display-name': undefined })],
  ]
  for (const [what, unicode, capabilities, expected] of table)
    test(what, async context => {
      const lab = await startLab({ controller: { capabilities }, configuration: { names: { unicode } } })
      context.after(() => lab.stop())
      const { id } = await lab.demo.make('/networks', { network: { name: "a b_c'd" } })
      await lab.settled()
      const { name, 'display-name': display } = networkTold(lab, id)
      assert.deepEqual({ name, 'display-name': display }, expected(id))
    })

  test("of ports are nobody's business where there is display-name", async context => {
    const lab = await startLab({ controller: { capabilities: ['display-name'] } })
    context.after(() => lab.stop())
    const { network } = await stage(lab)
    const { id } = await plug(lab, network, { name: 'web' })
    await lab.settled()
    assert.equal(kept(lab.controller)['ports']?.[id].port.name, null)
  })
})

describe('a call that fails', () => {
  /** What is done, and the one request that tells it, below the tenant. */
  const calls: Readonly<Record<string, (lab: Lab, network: Got['body'], port: Got['body']) => Promise<string>>> = {
    'that makes a network': async lab => {
      await lab.demo.make('/networks', { network: { name: 'new' } })
      return 'POST networks'
    },
    'that plugs in a port': async (lab, network) => {
      const { id } = await plug(lab, network)
      return `PUT networks/${network.id}/ports/${id}/attachment`
    },
    'that removes a port': async (lab, network, { id }) => {
      assert.equal((await lab.admin.delete(`/ports/${id}`)).status, 204)
      return `DELETE networks/${network.id}/ports/${id}/attachment`
    },
  }
  for (const [what, call] of Object.entries(calls))
    test(`${what} is made again by itself: nothing else is told, and least of all everything`, async context => {
      const lab = await startLab()
      context.after(() => lab.stop())
      const { network } = await stage(lab)
      const port = await plug(lab, network)
      await lab.settled()
      lab.forget()
      lab.controller.faults([{ path: '^/tenants/', times: 2, status: 500 }])
      const request = (await call(lab, network, port)).replace(' ', ` /tenants/${lab.demo.project}/`)
      await lab.settled()
      assert.deepEqual(lab.told(), [request, request, request])
    })

  test('of everything at once does not lead to another', async context => {
    const lab = await startLab()
    context.after(() => lab.stop())
    await stage(lab)
    await lab.settled()
    lab.controller.faults([{ path: '^/topology', method: 'POST', status: 400 }])
    lab.forget()
    const { body } = await lab.order('resync', { scope: 'bulk' })
    assert.match(JSON.stringify(body), /400/)
    assert.equal(lab.requests('POST', /\/topology$/).length, 1)
    lab.controller.faults([])
    await lab.settled()
    assert.equal((await lab.report()).phase, 'following')
  })
})
