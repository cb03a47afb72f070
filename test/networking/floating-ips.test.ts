/** Floating IPs as OpenStack's clients meet them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Got, projectId, said } from './cloud.ts'
import { fieldsOf, type Routed, startRouted } from './routed.ts'

let routed: Routed
let inside: Got['body']
let router: Got['body']

before(async () => {
  routed = await startRouted()
  inside = await routed.subnet('10.1.0.0/24')
  router = await routed.router(inside.id)
})
after(() => routed.cloud.stop())

const fields = [
  'created_at',
  'description',
  'dns_domain',
  'dns_name',
  'fixed_ip_address',
  'floating_ip_address',
  'floating_network_id',
  'id',
  'port_details',
  'port_forwardings',
  'port_id',
  'project_id',
  'qos_policy_id',
  'revision_number',
  'router_id',
  'status',
  'tags',
  'tenant_id',
  'updated_at',
]

test('a floating IP is what a Neutron makes of it, with a port and without', async () => {
  const { demo, outside, port } = routed
  const own = await port(inside, '10.1.0.20', { name: 'p1' })
  const created = await demo.post('/floatingips', {
    floatingip: { floating_network_id: outside, port_id: own.id, fixed_ip_address: '10.1.0.20', description: 'f' },
  })
  assert.equal(created.status, 201)
  const { floatingip } = created.body
  assert.deepEqual(fieldsOf(floatingip), fields)
  const { id, created_at: _c, updated_at: _u, revision_number: _r, floating_ip_address: address, ...rest } = floatingip
  assert.deepEqual(rest, {
    tenant_id: projectId('demo'),
    project_id: projectId('demo'),
    floating_network_id: outside,
    router_id: router.id,
    port_id: own.id,
    fixed_ip_address: '10.1.0.20',
    status: 'DOWN',
    description: 'f',
    qos_policy_id: null,
    port_details: {
      name: 'p1',
      network_id: inside.network_id,
      mac_address: own.mac_address,
      admin_state_up: true,
      status: 'DOWN',
      device_id: '',
      device_owner: '',
    },
    dns_domain: '',
    dns_name: '',
    port_forwardings: [],
    tags: [],
  })
  assert.match(address, /^198\.51\.100\./)
  assert.deepEqual((await demo.get(`/floatingips/${id}`)).body, { floatingip })
  const freed = await demo.put(`/floatingips/${id}`, { floatingip: { port_id: null } })
  assert.deepEqual(
    [freed.status, freed.body.floatingip],
    [
      200,
      {
        ...floatingip,
        port_id: null,
        fixed_ip_address: null,
        router_id: null,
        port_details: null,
        updated_at: freed.body.floatingip.updated_at,
        revision_number: freed.body.floatingip.revision_number,
      },
    ],
  )
  assert.equal((await demo.delete(`/floatingips/${id}`)).status, 204)
  assert.deepEqual(said(await demo.get(`/floatingips/${id}`)), [
    404,
    'FloatingIPNotFound',
    `Floating IP ${id} could not be found`,
  ])
})

test('floating IPs are found by port, router, addresses, status and tags', async () => {
  const { cloud, demo, outside, port } = routed
  const own = await port(inside, '10.1.0.21')
  const { id, floating_ip_address: address } = await demo.make('/floatingips', {
    floatingip: { floating_network_id: outside, port_id: own.id },
  })
  await demo.make('/floatingips', { floatingip: { floating_network_id: outside } })
  await demo.put(`/floatingips/${id}/tags/red`)
  const found = async (query: string, person = demo) =>
    (await person.get(`/floatingips?${query}&fields=id`)).body.floatingips.map((one: { id: string }) => one.id)
  for (const query of [
    `port_id=${own.id}`,
    `router_id=${router.id}`,
    `floating_ip_address=${address}`,
    'fixed_ip_address=10.1.0.21',
    'tags=red&status=DOWN',
  ])
    assert.deepEqual(await found(query), [id])
  assert.deepEqual(await found(`port_id=${own.id}`, cloud.as('other')), [])
  assert.deepEqual(said(await demo.get('/floatingips?dns_name=x')).slice(0, 2), [400, 'HTTPBadRequest'])
})

test('what cannot be is refused in the words of Neutron', async () => {
  const { cloud, demo, outside, subnet, port } = routed
  const create = async (given: object, person = demo) =>
    said(await person.post('/floatingips', { floatingip: { floating_network_id: outside, ...given } }))
  assert.deepEqual(await create({ floating_network_id: inside.network_id }), [
    400,
    'BadRequest',
    `Bad floatingip request: Network ${inside.network_id} is not a valid external network.`,
  ])
  const away = await subnet('10.2.0.0/24')
  const far = await port(away, '10.2.0.20')
  assert.deepEqual(await create({ port_id: far.id }), [
    404,
    'ExternalGatewayForFloatingIPNotFound',
    `External network ${outside} is not reachable from subnet ${away.id}.  Therefore, cannot associate Port ${far.id} with a Floating IP.`,
  ])
  assert.deepEqual((await create({ floating_ip_address: '198.51.100.200' })).slice(0, 2), [403, 'PolicyNotAuthorized'])
  const named = await cloud.admin.post('/floatingips', {
    floatingip: { floating_network_id: outside, floating_ip_address: '198.51.100.200' },
  })
  assert.deepEqual([named.status, named.body.floatingip.floating_ip_address], [201, '198.51.100.200'])
  const own = await port(inside, '10.1.0.22')
  const first = await demo.make('/floatingips', { floatingip: { floating_network_id: outside, port_id: own.id } })
  const second = await demo.make('/floatingips', { floatingip: { floating_network_id: outside } })
  const taken = await demo.put(`/floatingips/${second.id}`, { floatingip: { port_id: own.id } })
  assert.deepEqual(said(taken), [
    409,
    'FloatingIPPortAlreadyAssociated',
    `Cannot associate floating IP ${second.floating_ip_address} (${second.id}) with port ${own.id} using fixed IP 10.1.0.22, as that fixed IP already has a floating IP on external network ${outside}.`,
  ])
  const cleared = await demo.put(`/routers/${router.id}`, { router: { external_gateway_info: {} } })
  assert.deepEqual(said(cleared).slice(0, 2), [409, 'RouterExternalGatewayInUseByFloatingIp'])
  assert.equal((await demo.delete(`/ports/${own.id}`)).status, 204)
  const freed = (await demo.get(`/floatingips/${first.id}`)).body.floatingip
  assert.deepEqual([freed.port_id, freed.router_id, freed.fixed_ip_address], [null, null, null])
})

test('the ports that hold the addresses are hidden from the project, and go with them', async () => {
  const { cloud, demo, outside } = routed
  const { id } = await demo.make('/floatingips', { floatingip: { floating_network_id: outside } })
  const held = async (person = cloud.admin) => (await person.get(`/ports?device_id=${id}`)).body.ports
  const [port] = await held()
  assert.deepEqual(
    [port.device_owner, port.project_id, port.tenant_id, port.status],
    ['network:floatingip', '', '', 'N/A'],
  )
  assert.deepEqual(await held(demo), [])
  await demo.delete(`/floatingips/${id}`)
  assert.deepEqual(await held(), [])
})

test('pools are the subnets that floating IPs are taken from', async () => {
  const { demo, outside, outsideSubnet } = routed
  assert.deepEqual((await demo.get('/floatingip_pools')).body, {
    floatingip_pools: [
      {
        subnet_id: outsideSubnet,
        subnet_name: '',
        tenant_id: projectId('demo'),
        network_id: outside,
        cidr: '198.51.100.0/24',
        project_id: projectId('demo'),
      },
    ],
  })
})

test('one port is given to one floating IP, however many ask at once', async () => {
  const { demo, outside, port } = routed
  const own = await port(inside, '10.1.0.23')
  const asked = await Promise.all(
    Array.from({ length: 16 }, () =>
      demo.post('/floatingips', { floatingip: { floating_network_id: outside, port_id: own.id } }),
    ),
  )
  const statuses = asked.map(({ status }) => status).sort()
  assert.deepEqual(statuses, [201, ...Array.from({ length: 15 }, () => 409)])
})
