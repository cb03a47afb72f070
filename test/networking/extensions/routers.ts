/** Extensions of routers, floating IPs and local IPs. */
import assert from 'node:assert/strict'
import { answered, type Facts, newPort, refused, type World } from './world.ts'

const newFloating = ({ demo, outside }: World, more: object = {}) =>
  demo.make('/floatingips', { floatingip: { floating_network_id: outside.id, ...more } })

async function forwarding(world: World, more: object) {
  const [{ id }, port] = [await newFloating(world), await newPort(world)]
  const inside = { internal_port_id: port.id, internal_ip_address: port.fixed_ips[0].ip_address }
  const given = { protocol: 'tcp', ...inside, ...more }
  const made = await world.demo.make(`/floatingips/${id}/port_forwardings`, { port_forwarding: given })
  return { id, port, made }
}

const ports = { internal_port: 80, external_port: 8080 }

/** A router that connects an IPv6 subnet, whose pool is in the address scope of the outside. */
async function ndpRouter({ admin, demo }: World) {
  const scope = { address_scope: { name: 's6', ip_version: 6, shared: true } }
  const { id: address_scope_id } = await admin.make('/address-scopes', scope)
  const pool = { name: 'p6', prefixes: ['2001:db8:60::/48'], default_prefixlen: 64, shared: true, address_scope_id }
  const { id: subnetpool_id } = await admin.make('/subnetpools', { subnetpool: pool })
  const { id: outside } = await admin.make('/networks', { network: { 'router:external': true } })
  await admin.make('/subnets', { subnet: { network_id: outside, ip_version: 6, subnetpool_id } })
  const { id: network_id } = await demo.make('/networks', { network: {} })
  const { id: subnet_id } = await demo.make('/subnets', { subnet: { network_id, ip_version: 6, subnetpool_id } })
  const router = { external_gateway_info: { network_id: outside }, enable_ndp_proxy: true }
  const made = await demo.make('/routers', { router })
  await answered(demo.put(`/routers/${made.id}/add_router_interface`, { subnet_id }))
  const port = await demo.make('/ports', { port: { network_id } })
  return { router: made, port }
}

export const routers: Facts = {
  async router({ demo, router, subnet }) {
    const [port] = await answered(demo.get(`/ports?device_id=${router.id}`))
    assert.deepEqual([port.device_owner, port.fixed_ips[0].subnet_id], ['network:router_interface', subnet.id])
  },
  'ext-gw-mode': async ({ admin, outside }) => {
    const given = { external_gateway_info: { network_id: outside.id, enable_snat: false } }
    assert.equal((await admin.make('/routers', { router: given })).external_gateway_info.enable_snat, false)
  },
  async extraroute({ demo, router }) {
    const routes = [{ destination: '10.77.0.0/24', nexthop: '10.1.0.20' }]
    assert.deepEqual((await answered(demo.put(`/routers/${router.id}`, { router: { routes } }))).routes, routes)
  },
  'extraroute-atomic': async ({ demo, router }) => {
    const route = { destination: '10.78.0.0/24', nexthop: '10.1.0.21' }
    const path = `/routers/${router.id}`
    const has = ({ routes }: { routes: object[] }) => JSON.stringify(routes).includes(route.destination)
    const body = { router: { routes: [route] } }
    assert.equal(has(await answered(demo.put(`${path}/add_extraroutes`, body))), true)
    assert.equal(has(await answered(demo.put(`${path}/remove_extraroutes`, body))), false)
  },
  dvr: async ({ admin }) =>
    assert.equal((await admin.make('/routers', { router: { distributed: true } })).distributed, true),
  'l3-ha': async ({ admin }) => assert.equal((await admin.make('/routers', { router: { ha: true } })).ha, true),
  'router-admin-state-down-before-update': async ({ admin, router }) => {
    await refused(admin.put(`/routers/${router.id}`, { router: { distributed: true } }), 400)
    const down = { router: { admin_state_up: false, distributed: true } }
    const { id } = await admin.make('/routers', { router: { admin_state_up: false } })
    assert.equal((await answered(admin.put(`/routers/${id}`, down))).distributed, true)
  },
  async router_availability_zone({ demo }) {
    const made = await demo.make('/routers', { router: { availability_zone_hints: ['nova'] } })
    assert.deepEqual(made.availability_zone_hints, ['nova'])
  },
  'l3-port-ip-change-not-allowed': async ({ demo, router, subnet }) => {
    const [port] = await answered(demo.get(`/ports?device_id=${router.id}`))
    const body = { port: { fixed_ips: [{ subnet_id: subnet.id, ip_address: '10.1.0.99' }] } }
    assert.ok([400, 409].includes((await demo.put(`/ports/${port.id}`, body)).status))
    assert.equal((await answered(demo.get(`/ports/${port.id}`))).fixed_ips[0].ip_address, '10.1.0.1')
  },
  'l3-flavors': async ({ admin }) => {
    const given = { name: 'f', service_type: 'L3_ROUTER_NAT' }
    const flavor = await admin.make('/flavors', { flavor: given })
    const profile = await admin.make('/service_profiles', {
      service_profile: { driver: 'single_node', metainfo: '{}' },
    })
    await admin.post(`/flavors/${flavor.id}/service_profiles`, { service_profile: { id: profile.id } })
    assert.equal((await admin.make('/routers', { router: { flavor_id: flavor.id } })).flavor_id, flavor.id)
  },
  'l3-conntrack-helper': async ({ demo, router }) => {
    const helper = { protocol: 'udp', port: 69, helper: 'tftp' }
    const path = `/routers/${router.id}/conntrack_helpers`
    const { id } = await demo.make(path, { conntrack_helper: helper })
    assert.deepEqual(await answered(demo.get(`${path}/${id}`)), { id, ...helper })
  },
  'expose-l3-conntrack-helper': async ({ demo }) => {
    const { id } = await demo.make('/routers', { router: {} })
    const helper = { protocol: 'tcp', port: 21, helper: 'ftp' }
    await demo.make(`/routers/${id}/conntrack_helpers`, { conntrack_helper: helper })
    assert.deepEqual((await answered(demo.get(`/routers/${id}`))).conntrack_helpers, [helper])
  },
  'l3-ext-ndp-proxy': async world => assert.equal((await ndpRouter(world)).router.enable_ndp_proxy, true),
  'l3-ndp-proxy': async world => {
    const { router, port } = await ndpRouter(world)
    const given = { router_id: router.id, port_id: port.id }
    const made = await world.demo.make('/ndp_proxies', { ndp_proxy: given })
    assert.equal(made.ip_address, port.fixed_ips[0].ip_address)
  },
  'floatingip-pools': async ({ demo, outside }) => {
    const pools = await answered(demo.get('/floatingip_pools'))
    assert.ok(pools.some(({ network_id }: { network_id: string }) => network_id === outside.id))
  },
  'fip-port-details': async world => {
    const port = await newPort(world, { name: 'web' })
    assert.equal((await newFloating(world, { port_id: port.id })).port_details.name, 'web')
  },
  'floating-ip-port-forwarding': async world => {
    const { made } = await forwarding(world, ports)
    assert.deepEqual([made.external_port, made.internal_port], [8080, 80])
  },
  'floating-ip-port-forwarding-description': async world => {
    assert.equal((await forwarding(world, { ...ports, description: 'd' })).made.description, 'd')
  },
  'floating-ip-port-forwarding-detail': async world => {
    const { id, port, made } = await forwarding(world, ports)
    const [shown] = (await answered(world.demo.get(`/floatingips/${id}`))).port_forwardings
    assert.deepEqual([shown.id, shown.internal_port_id], [made.id, port.id])
  },
  'floating-ip-port-forwarding-port-ranges': async world => {
    const ranges = { internal_port_range: '90:99', external_port_range: '9090:9099' }
    assert.equal((await forwarding(world, ranges)).made.external_port_range, '9090:9099')
  },
  'expose-port-forwarding-in-fip': async world => {
    const { id } = await forwarding(world, ports)
    assert.equal((await answered(world.demo.get(`/floatingips/${id}`))).port_forwardings[0].external_port, 8080)
  },
  async local_ip(world) {
    const { demo, network, port } = world
    const made = await demo.make('/local_ips', { local_ip: { network_id: network.id } })
    const given = { port_association: { fixed_port_id: port.id } }
    const association = await demo.make(`/local_ips/${made.id}/port_associations`, given)
    assert.equal(association.local_ip_address, made.local_ip_address)
  },
}
