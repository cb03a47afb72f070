/** Routers, floating IPs, port forwardings and NDP proxies. */
import { objects, text, texts } from '../state.ts'
import { type Make, post, put, remove, removeOne, type Scene } from './call.ts'

function gateway({ dice, some, row }: Scene): object {
  const stored = row('Network')
  const external = dice.once(5) ? some('Network') : (outside(row) ?? stored?.['id'] ?? some('Network'))
  return {
    network_id: external,
    ...dice.perhaps(6, () => ({ enable_snat: false })),
    ...dice.perhaps(6, () => ({ external_fixed_ips: [{ subnet_id: some('Subnet') }] })),
    ...dice.perhaps(8, () => ({ external_fixed_ips: [{ ip_address: '198.51.100.9' }] })),
    ...dice.perhaps(8, () => ({ qos_policy_id: some('QosPolicy') })),
  }
}

/** One of the external networks that are there. */
function outside(row: Scene['row']): string | undefined {
  const network = row('Network', one => texts(one, 'external_for').length > 0)
  return network && text(network, 'id')
}

/** A port with one of its addresses. */
function target({ row, some }: Scene) {
  const port = row('Port', one => !text(one, 'device_owner').startsWith('network:')) ?? row('Port')
  const address = port === undefined ? undefined : objects(port, 'fixed_ips')[0]?.['ip_address']
  return { id: port?.['id'] ?? some('Port'), address: address ?? '10.0.0.3' }
}

const associate: Make = scene => {
  const { id, address } = target(scene)
  const { dice, some } = scene
  return put(`/floatingips/${some('FloatingIp')}`, {
    floatingip: { port_id: id, ...dice.perhaps(3, () => ({ fixed_ip_address: address })) },
  })
}

function forwarding(scene: Scene): object {
  const { id, address } = target(scene)
  const { dice } = scene
  return {
    protocol: dice.of(['tcp', 'udp']),
    internal_port_id: id,
    internal_ip_address: address,
    ...(dice.once(4)
      ? { internal_port_range: '80:82', external_port_range: '8080:8082' }
      : { internal_port: 80 + dice.below(3), external_port: 8080 + dice.below(4) }),
  }
}

const forwards = (row: Scene['row'], some: Scene['some']) => {
  const one = row('PortForwarding')
  return `/floatingips/${one?.['floatingip_id'] ?? some('FloatingIp')}/port_forwardings/${one?.['id'] ?? some('Port')}`
}

const leg = ({ dice, some }: Scene) => (dice.once(3) ? { port_id: some('Port') } : { subnet_id: some('Subnet') })

const addInterface: Make = scene => put(`/routers/${scene.some('Router')}/add_router_interface`, leg(scene))

const createFloatingIp: Make = scene => {
  const { dice, some, row } = scene
  return post('/floatingips', {
    floatingip: {
      floating_network_id: outside(row) ?? some('Network'),
      ...dice.perhaps(5, () => ({ floating_ip_address: dice.of(['198.51.100.3', '198.51.100.4', '10.0.0.3']) })),
      ...dice.perhaps(5, () => ({ subnet_id: some('Subnet') })),
      ...dice.perhaps(3, () => ({ port_id: target(scene).id })),
      ...dice.perhaps(9, () => ({ qos_policy_id: some('QosPolicy') })),
    },
  })
}

export const routerCalls: Readonly<Record<string, Make>> = {
  createRouter: scene =>
    post('/routers', {
      router: {
        name: 'r',
        ...scene.dice.perhaps(2, () => ({ external_gateway_info: gateway(scene) })),
        ...scene.dice.perhaps(9, () => ({ distributed: true })),
        ...scene.dice.perhaps(9, () => ({ ha: true })),
      },
    }),
  updateRouter: scene =>
    put(`/routers/${scene.some('Router')}`, {
      router: scene.dice.of<object>([
        { external_gateway_info: gateway(scene) },
        { external_gateway_info: gateway(scene) },
        { external_gateway_info: null },
        { external_gateway_info: {} },
        { routes: [{ destination: '10.55.0.0/16', nexthop: '10.0.0.7' }] },
        { routes: [] },
        { admin_state_up: scene.dice.once(2) },
        { enable_ndp_proxy: scene.dice.once(2) },
        { distributed: scene.dice.once(2) },
        { name: 'renamed' },
      ]),
    }),
  deleteRouter: removeOne('routers', 'Router'),
  addInterface,
  removeInterface: scene => put(`/routers/${scene.some('Router')}/remove_router_interface`, leg(scene)),
  removeExistingInterface: ({ row, some }) => {
    const port = row('Port', one => text(one, 'device_owner').startsWith('network:router_interface'))
    return put(`/routers/${port?.['device_id'] || some('Router')}/remove_router_interface`, { port_id: port?.['id'] })
  },
  addRoutes: ({ some, dice }) =>
    put(`/routers/${some('Router')}/add_extraroutes`, {
      router: { routes: [{ destination: '10.66.0.0/16', nexthop: dice.of(['10.0.0.7', '10.1.0.9']) }] },
    }),
  createFloatingIp,
  associate,
  disassociate: ({ some }) => put(`/floatingips/${some('FloatingIp')}`, { floatingip: { port_id: null } }),
  deleteFloatingIp: removeOne('floatingips', 'FloatingIp'),
  forward: scene =>
    post(`/floatingips/${scene.some('FloatingIp')}/port_forwardings`, { port_forwarding: forwarding(scene) }),
  updateForwarding: scene => put(forwards(scene.row, scene.some), { port_forwarding: forwarding(scene) }),
  deleteForwarding: ({ row, some }) => remove(forwards(row, some)),
  createNdpProxy: ({ some }) =>
    post('/ndp_proxies', { ndp_proxy: { router_id: some('Router'), port_id: some('Port') } }),
  deleteNdpProxy: removeOne('ndp_proxies', 'NdpProxy'),
}
