/** Routers as OpenStack's clients meet them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { projectId, said } from './cloud.ts'
import { fieldsOf, type Routed, startRouted } from './routed.ts'

let routed: Routed

before(async () => {
  routed = await startRouted()
})
after(() => routed.cloud.stop())

const nobody = '00000000-0000-4000-8000-000000000000'

const fields = [
  'admin_state_up',
  'availability_zone_hints',
  'availability_zones',
  'conntrack_helpers',
  'created_at',
  'description',
  'enable_ndp_proxy',
  'external_gateway_info',
  'flavor_id',
  'id',
  'name',
  'project_id',
  'revision_number',
  'routes',
  'status',
  'tags',
  'tenant_id',
  'updated_at',
]

test('a router is what a Neutron makes of it, for members and for administrators', async () => {
  const { cloud, demo, outside, outsideSubnet } = routed
  const created = await demo.post('/routers', {
    router: { name: 'r1', external_gateway_info: { network_id: outside } },
  })
  assert.equal(created.status, 201)
  const { router } = created.body
  assert.deepEqual(fieldsOf(router), fields)
  const { id, created_at, updated_at, revision_number, external_gateway_info: gateway, ...rest } = router
  assert.deepEqual(rest, {
    name: 'r1',
    tenant_id: projectId('demo'),
    project_id: projectId('demo'),
    admin_state_up: true,
    status: 'ACTIVE',
    description: '',
    availability_zones: ['nova'],
    availability_zone_hints: [],
    routes: [],
    flavor_id: null,
    conntrack_helpers: [],
    enable_ndp_proxy: false,
    tags: [],
  })
  assert.deepEqual(
    { ...gateway, external_fixed_ips: gateway.external_fixed_ips.map((ip: { subnet_id: string }) => ip.subnet_id) },
    { network_id: outside, external_fixed_ips: [outsideSubnet], enable_snat: true },
  )
  assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  assert.equal(typeof revision_number, 'number')
  assert.equal(updated_at, created_at)
  assert.deepEqual((await demo.get(`/routers/${id}`)).body, { router })
  const seen = await cloud.admin.get(`/routers/${id}`)
  assert.deepEqual(seen.body, { router: { ...router, distributed: false, ha: false } })
  const stranger = cloud.as('other')
  assert.deepEqual(said(await stranger.get(`/routers/${id}`)), [
    404,
    'RouterNotFound',
    `Router ${id} could not be found`,
  ])
  assert.deepEqual((await stranger.get('/routers')).body, { routers: [] })
})

test('interfaces come and go', async () => {
  const { demo, subnet, router } = routed
  const inside = await subnet('10.1.0.0/24')
  const { id } = await router()
  const url = `/routers/${id}`
  const added = await demo.put(`${url}/add_router_interface`, { subnet_id: inside.id })
  assert.deepEqual(
    [added.status, added.body],
    [
      200,
      {
        id,
        tenant_id: projectId('demo'),
        port_id: added.body.port_id,
        network_id: inside.network_id,
        subnet_id: inside.id,
        subnet_ids: [inside.id],
      },
    ],
  )
  const { ports } = (await demo.get(`/ports?device_id=${id}&device_owner=network:router_interface`)).body
  assert.deepEqual(ports[0].fixed_ips, [{ subnet_id: inside.id, ip_address: '10.1.0.1' }])
  const add = async (body: object) => said(await demo.put(`${url}/add_router_interface`, body))
  const bad = (message: string) => [400, 'BadRequest', `Bad router request: ${message}.`]
  assert.deepEqual(await add({ subnet_id: inside.id }), bad(`Router already has a port on subnet ${inside.id}`))
  assert.deepEqual(await add({}), bad('Either subnet_id or port_id must be specified'))
  assert.deepEqual(
    await add({ subnet_id: inside.id, port_id: added.body.port_id }),
    bad('Cannot specify both subnet-id and port-id'),
  )
  assert.deepEqual(await add({ subnet_id: nobody }), [404, 'SubnetNotFound', `Subnet ${nobody} could not be found.`])
  assert.deepEqual(said(await demo.delete(url)), [
    409,
    'RouterInUse',
    `Router ${id} has ports still attached: ${added.body.port_id}`,
  ])
  assert.deepEqual(said(await demo.delete(`/ports/${added.body.port_id}`)), [
    409,
    'ServicePortInUse',
    `Port ${added.body.port_id} cannot be deleted directly via the port API: has device owner network:router_interface.`,
  ])
  const removed = await demo.put(`${url}/remove_router_interface`, { subnet_id: inside.id })
  assert.deepEqual([removed.status, removed.body], [200, added.body])
  assert.equal((await demo.delete(url)).status, 204)
  assert.equal((await demo.get(url)).status, 404)
})

test('extra routes are set, added and taken away', async () => {
  const { demo, subnet, router } = routed
  const inside = await subnet('10.1.0.0/24')
  const { id } = await router(inside.id)
  const route = { destination: '10.77.0.0/24', nexthop: '10.1.0.20' }
  const other = { destination: '10.78.0.0/24', nexthop: '10.1.0.20' }
  const set = await demo.put(`/routers/${id}`, { router: { routes: [route] } })
  assert.deepEqual([set.status, set.body.router.routes], [200, [route]])
  const added = await demo.put(`/routers/${id}/add_extraroutes`, { router: { routes: [other] } })
  assert.deepEqual([added.status, added.body.router.routes], [200, [route, other]])
  assert.deepEqual(added.body, (await demo.get(`/routers/${id}`)).body)
  const removed = await demo.put(`/routers/${id}/remove_extraroutes`, { router: { routes: [route] } })
  assert.deepEqual([removed.status, removed.body.router.routes], [200, [other]])
  const removing = await demo.put(`/routers/${id}/remove_router_interface`, { subnet_id: inside.id })
  assert.deepEqual(said(removing).slice(0, 2), [409, 'RouterInterfaceInUseByRoute'])
  const cleared = await demo.put(`/routers/${id}`, { router: { routes: null } })
  assert.deepEqual(cleared.body.router.routes, [])
})

test('gateways are for external networks, and how they translate is for administrators', async () => {
  const { cloud, demo, outside, subnet, router } = routed
  const { network_id: inside } = await subnet('10.1.0.0/24')
  const { id } = await router()
  const set = (external_gateway_info: object | null, person = demo) =>
    person.put(`/routers/${id}`, { router: { external_gateway_info } })
  assert.deepEqual(said(await set({ network_id: inside })), [
    400,
    'BadRequest',
    `Bad router request: Network ${inside} is not an external network.`,
  ])
  const denied = await set({ network_id: outside, enable_snat: false })
  assert.deepEqual(said(denied).slice(0, 2), [403, 'PolicyNotAuthorized'])
  assert.match(denied.body.NeutronError.message, /update_router:external_gateway_info:enable_snat/)
  const allowed = await set({ network_id: outside, enable_snat: 'False' }, cloud.admin)
  assert.equal(allowed.body.router.external_gateway_info.enable_snat, false)
  assert.equal((await set({})).body.router.external_gateway_info, null)
  assert.equal((await set({ network_id: outside })).body.router.external_gateway_info.enable_snat, true)
  assert.equal((await set(null)).body.router.external_gateway_info, null)
})

test('whether a router is distributed or highly available is for administrators', async () => {
  const { cloud, demo } = routed
  const denied = await demo.post('/routers', { router: { distributed: true } })
  assert.deepEqual(said(denied).slice(0, 2), [403, 'PolicyNotAuthorized'])
  const made = await cloud.admin.make('/routers', { router: { ha: true, distributed: false } })
  assert.deepEqual([made.ha, made.distributed], [true, false])
  assert.deepEqual(said(await cloud.admin.put(`/routers/${made.id}`, { router: { distributed: true } })), [
    400,
    'BadRequest',
    "Bad router request: Cannot change the 'distributed' attribute of active routers. Please set router admin_state_up to False prior to upgrade.",
  ])
})

test('conntrack helpers are below their router', async () => {
  const { cloud, demo, router } = routed
  const { id } = await router()
  const url = `/routers/${id}/conntrack_helpers`
  const helper = { protocol: 'udp', port: 69, helper: 'tftp' }
  const created = await demo.post(url, { conntrack_helper: { ...helper, port: '69' } })
  assert.deepEqual(
    [created.status, created.body],
    [201, { conntrack_helper: { id: created.body.conntrack_helper.id, ...helper } }],
  )
  const own = `${url}/${created.body.conntrack_helper.id}`
  assert.deepEqual((await demo.get(url)).body, { conntrack_helpers: [created.body.conntrack_helper] })
  assert.deepEqual((await demo.get(`/routers/${id}`)).body.router.conntrack_helpers, [helper])
  const changed = await demo.put(own, { conntrack_helper: { port: 70 } })
  assert.equal(changed.body.conntrack_helper.port, 70)
  assert.equal((await cloud.as('other').get(own)).status, 404)
  assert.equal((await demo.delete(own)).status, 204)
  assert.deepEqual(said(await demo.get(own)), [
    404,
    'ConntrackHelperNotFound',
    `Conntrack Helper ${created.body.conntrack_helper.id} could not be found.`,
  ])
})

test('routers are found by what they say, and have tags', async () => {
  const { demo, router } = routed
  const { id } = await router()
  await demo.put(`/routers/${id}`, { router: { name: 'needle', admin_state_up: 'False' } })
  await demo.put(`/routers/${id}/tags/red`)
  const found = async (query: string) =>
    (await demo.get(`/routers?${query}&fields=id`)).body.routers.map((one: { id: string }) => one.id)
  for (const query of ['name=needle', 'admin_state_up=False&name=needle', 'tags=red', `id=${id}`])
    assert.deepEqual(await found(query), [id])
  assert.deepEqual(said(await demo.get('/routers?status=ACTIVE')), [
    400,
    'HTTPBadRequest',
    "['status'] is invalid attribute for filtering",
  ])
})

test('service providers and NDP proxies are listed', async () => {
  const { demo } = routed
  const { service_providers: providers } = (await demo.get('/service-providers')).body
  assert.deepEqual(
    new Set(providers.map(({ name }: { name: string }) => name)),
    new Set(['dvrha', 'dvr', 'ha', 'single_node']),
  )
  assert.deepEqual(fieldsOf(providers[0]), ['default', 'name', 'service_type'])
  assert.deepEqual((await demo.get('/ndp_proxies')).body, { ndp_proxies: [] })
})

test('local IPs lead to ports', async () => {
  const { demo, subnet, port } = routed
  const inside = await subnet('10.1.0.0/24')
  const own = await port(inside, '10.1.0.20')
  const created = await demo.post('/local_ips', { local_ip: { name: 'lip', network_id: inside.network_id } })
  assert.equal(created.status, 201)
  const local = created.body.local_ip
  assert.deepEqual(fieldsOf(local), [
    'created_at',
    'description',
    'id',
    'ip_mode',
    'local_ip_address',
    'local_port_id',
    'name',
    'network_id',
    'project_id',
    'revision_number',
    'tenant_id',
    'updated_at',
  ])
  const url = `/local_ips/${local.id}/port_associations`
  const association = await demo.post(url, { port_association: { fixed_port_id: own.id } })
  const shown = {
    local_ip_id: local.id,
    fixed_port_id: own.id,
    fixed_ip: '10.1.0.20',
    local_ip_address: local.local_ip_address,
    host: '',
  }
  assert.deepEqual([association.status, association.body], [201, { port_association: shown }])
  assert.deepEqual((await demo.get(`${url}/${own.id}`)).body, { port_association: shown })
  assert.deepEqual(said(await demo.delete(`/local_ips/${local.id}`)), [
    409,
    'LocalIPInUse',
    `Local IP ${local.id} is still associated with one or more ports.`,
  ])
  assert.equal((await demo.delete(`${url}/${own.id}`)).status, 204)
  assert.deepEqual(said(await demo.delete(`${url}/${own.id}`)), [
    404,
    'LocalIPAssociationNotFound',
    `Local IP ${local.id} association with port ${own.id} could not be found.`,
  ])
  assert.equal((await demo.delete(`/local_ips/${local.id}`)).status, 204)
})
