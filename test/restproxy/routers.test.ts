/** Routers, their rules and interfaces, and floating IPs. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { eventually } from '../eventually.ts'
import type { Got } from '../networking/cloud.ts'
import { projectId, said } from '../networking/cloud.ts'
import { idsOf, kept, type Lab, refused, startLab } from './lab.ts'
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
    await refused(
      { configuration: { router: { rules: many, maxRules: 2 } } },
      /"\*" has 3 rules, and a router may have 2/,
    )
  })
})

describe('rules of one router', () => {
  const deny = { source: '10.1.0.0/24', destination: 'external', action: 'deny', nexthops: [] }
  const hops = { source: '4.3.2.1/32', destination: '1.2.3.4/32', action: 'permit', nexthops: ['4.4.4.4', '4.4.4.5'] }
  const any = { source: 'any', destination: 'any', action: 'permit', nexthops: [] }
  const numbered = (...rules: readonly object[]) => rules.map((one, at) => ({ id: at + 1, ...one }))
  const start = (generation: string, maxRules = 200) =>
    startLab({ dialect: 'bsn-v1.1', generation, configuration: { router: { maxRules } } })
  const set = (lab: Lab, id: string, router_rules: unknown) =>
    lab.demo.put(`/routers/${id}`, { router: { router_rules } })
  const told = (lab: Lab, id: string) => kept(lab.controller)['routers']?.[id].router.router_rules
  const shown = async (lab: Lab, id: string) => (await lab.demo.get(`/routers/${id}`)).body.router.router_rules

  for (const generation of ['D', 'F'])
    test(`${generation}: are given by its API, told and shown alike, and no other router's`, async context => {
      const lab = await start(generation)
      context.after(() => lab.stop())
      const own = await lab.demo.make('/routers', { router: { name: 'r' } })
      const other = await lab.demo.make('/routers', { router: { name: 'r' } })
      assert.deepEqual(own.router_rules, numbered(any))
      const changed = await set(lab, own.id, [deny, { ...hops, id: 9, nexthops: '4.4.4.4+4.4.4.5' }])
      assert.deepEqual([changed.status, changed.body.router.router_rules], [200, numbered(deny, hops)])
      await lab.settled()
      for (const look of [told, shown]) {
        assert.deepEqual(await look(lab, own.id), numbered(deny, hops))
        assert.deepEqual(await look(lab, other.id), numbered(any))
      }
      await set(lab, own.id, [])
      await lab.settled()
      for (const look of [told, shown]) assert.deepEqual(await look(lab, own.id), numbered(any))
    })

  test('are not taken when anything is wrong with them, or there are too many; those before stay', async context => {
    const lab = await start('F', 2)
    context.after(() => lab.stop())
    const { id } = await lab.demo.make('/routers', { router: { name: 'r' } })
    await set(lab, id, [deny])
    await lab.settled()
    lab.forget()
    const wrong = [
      [{ ...any, destination: '1.1.1.1' }],
      [{ ...any, nexthops: ['1.1.1.1', 'f2'] }],
      [{ ...any, nexthops: ['1.1.1.1', '1.1.1.1'] }],
      [{ ...any, action: 'dance' }],
      [any, { ...any, action: 'deny' }],
      [any, deny, hops],
      [{ source: 'any', action: 'permit' }],
      'any',
    ]
    const types: unknown[] = []
    for (const rules of wrong) {
      const { status, body } = await set(lab, id, rules)
      assert.equal(status, 400, JSON.stringify(rules))
      types.push(body.NeutronError.type)
    }
    const input = 'InvalidInput'
    assert.deepEqual(types, [input, input, input, input, input, 'RulesExhausted', 'HTTPBadRequest', 'HTTPBadRequest'])
    const made = await lab.demo.post('/routers', { router: { name: 'r', router_rules: [any] } })
    assert.deepEqual(said(made), [400, 'HTTPBadRequest', "Attribute 'router_rules' not allowed in POST"])
    await lab.settled()
    assert.deepEqual(lab.told(), [])
    assert.deepEqual(await shown(lab, id), numbered(deny))
  })

  test('survive a restart, and go back where the controllers refuse them', async context => {
    const lab = await start('F')
    context.after(() => lab.stop())
    const { id } = await lab.demo.make('/routers', { router: { name: 'r' } })
    await set(lab, id, [deny])
    await lab.settled()
    lab.forget()
    await lab.cloud.restart()
    assert.deepEqual(await shown(lab, id), numbered(deny))
    // What cannot be read back is told again at the start: here that is all
    await eventually(async () => {
      assert.deepEqual(lab.told(), ['PUT /topology'])
      assert.equal((await lab.report()).phase, 'following')
    })
    lab.controller.faults([{ method: 'PUT', path: `/routers/${id}$`, times: 1, status: 400 }])
    const headers = { 'baryon-commit': 'sync' }
    const tried = await lab.demo.put(`/routers/${id}`, { router: { router_rules: [hops] } }, { headers })
    assert.equal(tried.status, 502)
    assert.deepEqual(await shown(lab, id), numbered(deny))
  })
})

describe('the API', () => {
  const aliases = async (lab: Lab) =>
    (await lab.demo.get('/extensions')).body.extensions.map(({ alias }: { alias: string }) => alias)

  for (const [dialect, generation, alias] of [
    ['bsn-v1.1', 'C', undefined],
    ['bsn-v1.1', 'F', 'router_rules'],
    ['bsn-v2.0', 'G1', 'router_rules'],
    ['bsn-v2.0', 'G2', 'bsn-tenantpolicy'],
  ] as const)
    test(`has what controllers of ${dialect}, generation ${generation} are told: ${alias ?? 'no rules'}`, async context => {
      const lab = await startLab({ dialect, generation })
      context.after(() => lab.stop())
      const known = await aliases(lab)
      assert.deepEqual(
        known.filter((one: string) => ['router_rules', 'bsn-tenantpolicy'].includes(one)),
        alias === undefined ? [] : [alias],
      )
      const router = await lab.demo.make('/routers', { router: { name: 'r' } })
      assert.equal('router_rules' in router, alias === 'router_rules')
      assert.equal('own_rules' in router, false)
      const { status } = await lab.demo.put(`/routers/${router.id}`, { router: { router_rules: [] } })
      assert.equal(status, alias === 'router_rules' ? 200 : 400)
      assert.equal((await lab.demo.get('/tenantpolicies')).status, alias === 'bsn-tenantpolicy' ? 200 : 404)
    })
})

test("where routers are somebody else's, the API has no rules for them", async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', generation: 'F', configuration: { ports: { ml2: true } } })
  context.after(() => lab.stop())
  assert.equal('router_rules' in (await lab.demo.make('/routers', { router: { name: 'r' } })), false)
  assert.equal((await lab.demo.get('/extensions/router_rules')).status, 404)
})

describe('policies of tenants', () => {
  const web = {
    priority: 10,
    source: 'any',
    destination: '10.0.0.0/24',
    destination_port: 80,
    protocol: 'tcp',
    action: 'permit',
  }
  const policies = (lab: Lab) => kept(lab.controller)['policies'] ?? {}

  test('are told by their priority, changed and taken away, and go with the last router', async context => {
    const lab = await startLab()
    context.after(() => lab.stop())
    const early = await lab.demo.post('/tenantpolicies', { tenantpolicy: web })
    assert.deepEqual(said(early).slice(0, 2), [404, 'TenantRouterDoesNotExist'])
    const router = await lab.demo.make('/routers', { router: { name: 'r' } })
    const made = await lab.demo.make('/tenantpolicies', { tenantpolicy: { ...web, nexthops: '10.0.0.7,10.0.0.8' } })
    await lab.settled()
    const [key, standard] = [`${lab.demo.project}/10`, `${lab.demo.project}/14000`]
    assert.deepEqual(Object.keys(policies(lab)).sort(), [key, standard])
    const { id, tenant_id, nexthops, ipproto } = policies(lab)[key]
    assert.deepEqual([id, tenant_id, ipproto], [made.id, lab.demo.project, 'tcp'])
    assert.deepEqual(
      [nexthops, made.nexthops],
      [
        ['10.0.0.7', '10.0.0.8'],
        ['10.0.0.7', '10.0.0.8'],
      ],
    )
    const listed = (await lab.demo.get('/tenantpolicies?priority=14000')).body.tenantpolicies
    assert.deepEqual(listed, [{ ...listed[0], id: policies(lab)[standard].id, source: 'any', action: 'permit' }])
    lab.forget()
    const denied = await lab.demo.delete(`/tenantpolicies/${listed[0].id}`)
    assert.deepEqual(said(denied).slice(0, 2), [409, 'TenantPolicyConfigured'])
    await lab.demo.put(`/tenantpolicies/${made.id}`, { tenantpolicy: { action: 'deny' } })
    const other = await lab.demo.make('/tenantpolicies', { tenantpolicy: { ...web, priority: 14000, action: 'deny' } })
    await lab.settled()
    const url = `/tenants/${lab.demo.project}/policies`
    assert.deepEqual(lab.told().toSorted(), [`PUT ${url}/10`, `PUT ${url}/14000`])
    await lab.demo.delete(`/tenantpolicies/${other.id}`)
    await lab.settled()
    assert.deepEqual([policies(lab)[key].action, policies(lab)[standard].action], ['deny', 'permit'])
    await lab.demo.delete(`/tenantpolicies/${made.id}`)
    await lab.settled()
    assert.deepEqual(Object.keys(policies(lab)), [standard])
    await lab.demo.make('/tenantpolicies', { tenantpolicy: web })
    await lab.demo.delete(`/routers/${router.id}`)
    await lab.settled()
    assert.deepEqual(policies(lab), {})
    assert.deepEqual((await lab.demo.get('/tenantpolicies')).body.tenantpolicies, [])
  })

  test('are what the controller shows, so that a comparison finds nothing', async context => {
    const lab = await startLab()
    context.after(() => lab.stop())
    await lab.demo.make('/routers', { router: { name: 'r' } })
    await lab.demo.make('/tenantpolicies', { tenantpolicy: web })
    await lab.settled()
    const found = (await lab.admin.get('//v1/controllers/cluster/diff')).text.trim()
    assert.deepEqual(JSON.parse(found).complete, true, found)
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

  test('that move to another network are told so, not while a floating IP needs them', async context => {
    const lab = await startLab()
    context.after(() => lab.stop())
    const [gateway, other] = [await outside(lab), await outside(lab)]
    const { network, subnet } = await stage(lab)
    const router = await route(lab, [subnet], gateway)
    const port = await plug(lab, network)
    const floatingip = { floating_network_id: gateway.network.id, port_id: port.id }
    const { id } = await lab.demo.make('/floatingips', { floatingip })
    await lab.settled()
    const told = () => kept(lab.controller)['routers']?.[router.id].router.external_gateway_info?.network_id
    const external_gateway_info = { network_id: other.network.id }
    const move = () => lab.demo.put(`/routers/${router.id}`, { router: { external_gateway_info } })
    const denied = await move()
    assert.deepEqual(said(denied).slice(0, 2), [409, 'RouterExternalGatewayInUseByFloatingIp'])
    await lab.settled()
    assert.equal(told(), gateway.network.id)
    await lab.demo.put(`/floatingips/${id}`, { floatingip: { port_id: null } })
    assert.equal((await move()).status, 200)
    await lab.settled()
    assert.equal(told(), other.network.id)
  })
})

describe('floating IPs that controllers take by themselves', () => {
  test('are told with their network too, so that one that was never told by itself goes from it', async context => {
    const lab = await startLab({ controller: { capabilities: ['floatingip', 'display-name'] } })
    context.after(() => lab.stop())
    const external = (await outside(lab)).network
    const floatingip = { floating_network_id: external.id }
    const made = await lab.demo.make('/floatingips', { floatingip })
    await lab.order('pause')
    const other = await lab.demo.make('/floatingips', { floatingip })
    await lab.admin.put(`/networks/${external.id}`, { network: { name: 'renamed' } })
    await lab.order('resync', { scope: 'object', kind: 'network', id: external.id, force: true })
    await lab.demo.delete(`/floatingips/${other.id}`)
    await lab.order('resume')
    await lab.settled()
    await eventually(() => assert.deepEqual(idsOf(lab.controller, 'floatingips'), [made.id]))
    const found = (await lab.admin.get('//v1/controllers/cluster/diff')).text.trim()
    assert.equal(JSON.parse(found).complete, true, found)
  })
})
