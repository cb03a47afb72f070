/** Routers, their rules and interfaces, and floating IPs. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Got } from '../networking/cloud.ts'
import { projectId } from '../networking/cloud.ts'
import { eventually, idsOf, kept, refused, startLab } from './lab.ts'
import { outside, plug, route, stage } from './stage.ts'

interface Rule {
  readonly source: string
  readonly destination: string
  readonly action: string
  readonly nexthops: readonly string[]
}

const rule = ({ source, destination, action, nexthops }: Rule) => [source, destination, action, ...nexthops].join(' ')

describe('rules', () => {
  const rules = [
    '*:any:any:permit',
    `${projectId('alt')}:any:10.0.0.0/8:deny`,
    `${projectId('alt')}:any:any:permit:10.9.0.1,10.9.0.2`,
  ]
  const expected = { demo: ['any any permit'], alt: ['any 10.0.0.0/8 deny', 'any any permit 10.9.0.1 10.9.0.2'] }

  test('are those of everybody, unless a project has its own: as router_rules', async context => {
    const lab = await startLab({ dialect: 'bsn-v1.1', generation: 'F', configuration: { router: { rules } } })
    context.after(() => lab.stop())
    const own = await lab.demo.make('/routers', { router: { name: 'r' } })
    const other = await lab.cloud.as('alt').make('/routers', { router: { name: 'r' } })
    await lab.settled()
    const told = (id: string) => kept(lab.controller)['routers']?.[id].router.router_rules.map(rule)
    assert.deepEqual(told(own.id), expected.demo)
    assert.deepEqual(told(other.id), expected.alt)
  })

  test('and as policies of the tenants that have a router', async context => {
    const lab = await startLab({ dialect: 'bsn-v2.0', configuration: { router: { rules } } })
    context.after(() => lab.stop())
    const own = await lab.demo.make('/routers', { router: { name: 'r' } })
    await lab.cloud.as('alt').make('/routers', { router: { name: 'r' } })
    await lab.settled()
    const told = (project: 'demo' | 'alt') =>
      Object.entries(kept(lab.controller)['policies'] ?? {}).flatMap(([key, policy]) =>
        key.startsWith(`${projectId(project)}/`) ? [rule(policy)] : [],
      )
    assert.deepEqual(told('demo'), expected.demo)
    assert.deepEqual(told('alt'), expected.alt)
    assert.equal(Object.values(kept(lab.controller)['policies'] ?? {})[0]?.priority, 14000)
    await lab.demo.delete(`/routers/${own.id}`)
    await lab.settled()
    assert.deepEqual(told('demo'), [])
  })

  test('that are none are said at the start, all of them, and so are too many', async () => {
    const wrong = ['nonsense', '*:any:any:maybe', '*:any:permit']
    await refused({ configuration: { router: { rules: wrong } } }, /rules/)
    const many = Array.from({ length: 3 }, (_, at) => `*:10.${at}.0.0/16:any:permit`)
    await refused({ configuration: { router: { rules: many, maxRules: 2 } } }, /rules/i)
  })
})

describe('interfaces', () => {
  for (const [dialect, generation, names] of [
    ['bsn-v1.1', 'F', 'network'],
    ['bsn-v2.0', 'G2', 'subnet'],
  ] as const)
    test(`${dialect}: come and go by the id of their ${names}`, async context => {
      const lab = await startLab({ dialect, generation })
      context.after(() => lab.stop())
      const { network, subnet } = await stage(lab)
      const router = await route(lab, [subnet])
      await lab.settled()
      const id = names === 'network' ? network.id : subnet.id
      const told = kept(lab.controller)['interfaces']?.[`${router.id}/${id}`]
      assert.deepEqual([told.network, told.subnet], [network.id, subnet.id])
      if (names === 'subnet') assert.equal(told.ip_address, subnet.gateway_ip)
      await lab.demo.put(`/routers/${router.id}/remove_router_interface`, { subnet_id: subnet.id })
      await lab.settled()
      assert.deepEqual(idsOf(lab.controller, 'interfaces'), [])
    })

  test('what does not fit is refused before anybody is told', async context => {
    const lab = await startLab()
    context.after(() => lab.stop())
    const gateway = await outside(lab)
    const [blue, red] = [await stage(lab), await stage(lab, 'red', '10.2.0.0/24')]
    const router = await route(lab, [blue.subnet])
    const port = await plug(lab, blue.network)
    await lab.settled()
    lab.forget()
    const remove = (body: object) => lab.demo.put(`/routers/${router.id}/remove_router_interface`, body)
    const float = { floating_network_id: gateway.network.id, port_id: port.id }
    const refused: readonly Got[] = [
      await remove({ subnet_id: red.subnet.id }),
      await remove({ port_id: '00000000-0000-4000-8000-000000000000' }),
      await lab.demo.post('/floatingips', { floatingip: float }),
      await lab.demo.delete(`/networks/${blue.network.id}`),
      await lab.demo.delete(`/routers/${router.id}`),
    ]
    assert.deepEqual(
      refused.map(({ status }) => status),
      [404, 404, 404, 409, 409],
    )
    await lab.settled()
    assert.deepEqual(lab.told(), [])
  })
})

describe('gateways', () => {
  test('are told, changed and taken away; not while a floating IP needs them', async context => {
    const lab = await startLab()
    context.after(() => lab.stop())
    const gateway = await outside(lab)
    const { network, subnet } = await stage(lab)
    const router = await route(lab, [subnet], gateway)
    const port = await plug(lab, network)
    await lab.settled()
    const told = () => kept(lab.controller)['routers']?.[router.id].router.external_gateway_info
    assert.equal(told()?.network_id, gateway.network.id)
    const floatingip = { floating_network_id: gateway.network.id, port_id: port.id }
    const { id } = await lab.demo.make('/floatingips', { floatingip })
    await lab.settled()
    assert.equal(kept(lab.controller)['floatingips']?.[id].port_id, port.id)
    const clear = () => lab.demo.put(`/routers/${router.id}`, { router: { external_gateway_info: {} } })
    assert.equal((await clear()).status, 409)
    await lab.demo.delete(`/floatingips/${id}`)
    assert.equal((await clear()).status, 200)
    await lab.settled()
    await eventually(() => assert.equal(told(), null))
    assert.deepEqual(idsOf(lab.controller, 'floatingips'), [])
  })
})
