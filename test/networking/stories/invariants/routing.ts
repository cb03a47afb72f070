/** Routers, floating IPs and the ports that they hold. */
import type { Row } from '@baryon/model'
import { objects, repeated, type State, text } from '../state.ts'

const legs = [
  'network:router_interface',
  'network:router_interface_distributed',
  'network:ha_router_replicated_interface',
]
const gateway = 'network:router_gateway'
const floating = 'network:floatingip'

const addresses = (row: Row | undefined, name: string) =>
  (row === undefined ? [] : objects(row, name)).map(fixed => `${fixed['subnet_id']} ${fixed['ip_address']}`).toSorted()

/** Members may say of their own ports what they like, but nothing that a router or a floating IP would have to know. */
export function* heldPortsHaveTheirHolder(state: State) {
  for (const port of state.all('Port')) {
    const owner = text(port, 'device_owner')
    const router = state.get('Router', port['device_id'])
    if (legs.includes(owner) && router === undefined)
      yield `interface port ${port['id']} is of router ${port['device_id']}, which is not there`
    if (owner === gateway && router?.['gw_port_id'] !== port['id'])
      yield `gateway port ${port['id']} is of router ${port['device_id']}, which has gateway port ${router?.['gw_port_id']}`
    if (owner === floating && state.get('FloatingIp', port['device_id'])?.['floating_port_id'] !== port['id'])
      yield `port ${port['id']} is of floating IP ${port['device_id']}, which has another one`
  }
}

export function* gatewaysAreTheirPorts(state: State) {
  for (const router of state.all('Router')) {
    const info = router['external_gateway_info'] as Row | null
    const port = state.get('Port', router['gw_port_id'])
    if ((info === null) !== (port === undefined))
      yield `router ${router['id']} has gateway ${JSON.stringify(info)} and port ${JSON.stringify(port)}`
    if (info === null || port === undefined) continue
    if (port['device_id'] !== router['id'] || port['device_owner'] !== gateway)
      yield `the gateway port of router ${router['id']} is of ${port['device_owner']} ${port['device_id']}`
    if (info['network_id'] !== port['network_id']) yield `gateway of router ${router['id']} is on another network`
    const [said, had] = [addresses(info, 'external_fixed_ips'), addresses(port, 'fixed_ips')].map(String)
    if (said !== had) yield `gateway of router ${router['id']} says ${said}, its port has ${had}`
  }
}

export function* routersHaveOneLegInASubnet(state: State) {
  for (const router of state.all('Router')) {
    const own = state
      .all('Port')
      .filter(port => port['device_id'] === router['id'] && legs.includes(text(port, 'device_owner')))
    const subnets = own.flatMap(port => [...new Set(objects(port, 'fixed_ips').map(fixed => text(fixed, 'subnet_id')))])
    yield* repeated(subnets).map(each => `router ${router['id']} has two legs in subnet ${each}`)
  }
}

export function* floatingIpsLeadSomewhere(state: State) {
  for (const one of state.all('FloatingIp')) {
    const port = state.get('Port', one['floating_port_id'])
    const held = port === undefined ? [] : objects(port, 'fixed_ips').map(fixed => fixed['ip_address'])
    if (!held.includes(one['floating_ip_address'] ?? null))
      yield `floating IP ${one['id']} is ${one['floating_ip_address']}, its port has ${held}`
    const inner = state.get('Port', one['port_id'])
    const forwards = state.all('PortForwarding').some(each => each['floatingip_id'] === one['id'])
    if (inner !== undefined) {
      if (forwards) yield `floating IP ${one['id']} is associated and has port forwardings`
      if (!objects(inner, 'fixed_ips').some(fixed => fixed['ip_address'] === one['fixed_ip_address']))
        yield `floating IP ${one['id']} leads to ${one['fixed_ip_address']}, which port ${inner['id']} does not have`
    }
    if ((one['router_id'] !== null) !== (inner !== undefined || forwards))
      yield `floating IP ${one['id']} has router ${one['router_id']}, port ${one['port_id']}, forwardings: ${forwards}`
    const router = state.get('Router', one['router_id'])
    const info = router?.['external_gateway_info'] as Row | null | undefined
    if (router !== undefined && info?.['network_id'] !== one['floating_network_id'])
      yield `router ${router['id']} of floating IP ${one['id']} has no gateway on its network`
  }
  yield* repeated(
    state
      .all('FloatingIp')
      .filter(one => one['port_id'] !== null)
      .map(one => `${one['port_id']} ${one['fixed_ip_address']} ${one['floating_network_id']}`),
  )
}
