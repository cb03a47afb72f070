/** Port forwardings of floating IPs as OpenStack's clients meet them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Got, said } from './cloud.ts'
import { type Routed, startRouted } from './routed.ts'

let routed: Routed
let inside: Got['body']
let router: Got['body']
let port: Got['body']

before(async () => {
  routed = await startRouted()
  inside = await routed.subnet('10.1.0.0/24')
  router = await routed.router(inside.id)
  port = await routed.port(inside, '10.1.0.20')
})
after(() => routed.cloud.stop())

const newFloatingIp = () => routed.demo.make('/floatingips', { floatingip: { floating_network_id: routed.outside } })

const web = () => ({
  protocol: 'tcp',
  internal_ip_address: '10.1.0.20',
  internal_port: 80,
  internal_port_id: port.id,
  external_port: 8080,
  description: 'pf',
})

test('a port forwarding is what a Neutron makes of it, and its floating IP shows it', async () => {
  const { demo } = routed
  const { id } = await newFloatingIp()
  const url = `/floatingips/${id}/port_forwardings`
  const single = await demo.post(url, { port_forwarding: web() })
  assert.deepEqual(
    [single.status, single.body],
    [
      201,
      {
        port_forwarding: {
          id: single.body.port_forwarding.id,
          ...web(),
          external_port_range: '8080:8080',
          internal_port_range: '80:80',
        },
      },
    ],
  )
  const { external_port: _e, internal_port: _i, description: _d, ...rest } = web()
  const ranges = { protocol: 'udp', internal_port_range: '90:99', external_port_range: '9090:9099' }
  const several = await demo.post(url, { port_forwarding: { ...rest, ...ranges } })
  assert.deepEqual(
    [several.status, several.body],
    [
      201,
      {
        port_forwarding: {
          id: several.body.port_forwarding.id,
          ...rest,
          ...ranges,
          external_port: null,
          internal_port: null,
          description: '',
        },
      },
    ],
  )
  const listed = (await demo.get(`${url}?protocol=udp`)).body
  assert.deepEqual(listed, { port_forwardings: [several.body.port_forwarding] })
  const { floatingip } = (await demo.get(`/floatingips/${id}`)).body
  assert.deepEqual([floatingip.router_id, floatingip.port_id], [router.id, null])
  const told = Object.fromEntries(floatingip.port_forwardings.map((one: { protocol: string }) => [one.protocol, one]))
  const common = { internal_ip_address: '10.1.0.20', internal_port_id: port.id }
  assert.deepEqual(told, {
    tcp: { id: single.body.port_forwarding.id, protocol: 'tcp', ...common, internal_port: 80, external_port: 8080 },
    udp: { id: several.body.port_forwarding.id, protocol: 'udp', ...common },
  })
  for (const one of [single, several])
    assert.equal((await demo.delete(`${url}/${one.body.port_forwarding.id}`)).status, 204)
  assert.equal((await demo.get(`/floatingips/${id}`)).body.floatingip.router_id, null)
})

test('a port forwarding is changed, and is nobody else’s', async () => {
  const { cloud, demo } = routed
  const { id } = await newFloatingIp()
  const url = `/floatingips/${id}/port_forwardings`
  const { id: own } = await demo.make(url, { port_forwarding: web() })
  const changed = await demo.put(`${url}/${own}`, { port_forwarding: { external_port: '8081', description: 'new' } })
  assert.deepEqual(
    [changed.status, changed.body.port_forwarding],
    [
      200,
      {
        id: own,
        ...web(),
        external_port: 8081,
        external_port_range: '8081:8081',
        internal_port_range: '80:80',
        description: 'new',
      },
    ],
  )
  assert.equal((await cloud.as('other').get(`${url}/${own}`)).status, 404)
  const other = await newFloatingIp()
  const elsewhere = `/floatingips/${other.id}/port_forwardings/${own}`
  assert.deepEqual(said(await demo.get(elsewhere)), [
    404,
    'PortForwardingNotFound',
    `Port Forwarding ${own} could not be found.`,
  ])
  await demo.delete(`${url}/${own}`)
})

test('what collides is refused', async () => {
  const { demo } = routed
  const { id } = await newFloatingIp()
  const url = `/floatingips/${id}/port_forwardings`
  await demo.make(url, { port_forwarding: web() })
  assert.deepEqual(said(await demo.post(url, { port_forwarding: { ...web(), internal_port: 81 } })), [
    400,
    'BadRequest',
    'Bad port_forwarding request: There is a port collision with the external_port_range. The following ranges collides: 8080:8080 and 8080:8080.',
  ])
  const leading = await demo.put(`/floatingips/${id}`, { floatingip: { port_id: port.id } })
  assert.deepEqual(said(leading), [
    409,
    'FipInUseByPortForwarding',
    `Floating IP ${id} in use by Port Forwarding resources.`,
  ])
  assert.deepEqual(said(await demo.delete(`/floatingips/${id}`)).slice(0, 2), [409, 'FipInUseByPortForwarding'])
  const missing = await demo.post(url, { port_forwarding: { protocol: 'tcp' } })
  assert.deepEqual(said(missing).slice(0, 2), [400, 'HTTPBadRequest'])
  assert.match(missing.body.NeutronError.message, /Required attribute 'internal_\w+' not specified/)
  const removing = await demo.put(`/routers/${router.id}/remove_router_interface`, { subnet_id: inside.id })
  assert.deepEqual(said(removing).slice(0, 2), [409, 'RouterInterfaceInUseByFloatingIP'])
})
