/** Segments, bindings, trunks and QoS. */
import { objects, repeated, type State, text } from '../state.ts'

export function* noSegmentTwice(state: State) {
  yield* repeated(
    state
      .all('Segment')
      .filter(segment => segment['segmentation_id'] !== null || segment['network_type'] === 'flat')
      .map(segment =>
        ['network_type', 'physical_network', 'segmentation_id'].map(name => String(segment[name])).join(' '),
      ),
  )
}

export function* atMostOneBindingIsActive(state: State) {
  const active = state.all('PortBinding').filter(binding => binding['status'] === 'ACTIVE')
  yield* repeated(active.map(binding => `active binding of port ${binding['port_id']}`))
  for (const port of state.all('Port')) {
    const own = active.find(binding => binding['port_id'] === port['id'])
    const host = text(port, 'binding:host_id')
    if (host !== text(own ?? {}, 'host')) yield `port ${port['id']} is on "${host}", bound to "${own?.['host'] ?? ''}"`
    if (own !== undefined && own['vif_type'] !== port['binding:vif_type'])
      yield `port ${port['id']} says ${port['binding:vif_type']}, its binding ${own['vif_type']}`
  }
}

export function* portsAreInOneTrunk(state: State) {
  const trunks = state.all('Trunk')
  const parents = trunks.map(trunk => text(trunk, 'port_id'))
  yield* repeated([
    ...parents,
    ...trunks.flatMap(trunk => objects(trunk, 'sub_ports').map(sub => text(sub, 'port_id'))),
  ])
  for (const trunk of trunks)
    yield* repeated(
      objects(trunk, 'sub_ports').map(sub => `${sub['segmentation_type']} ${sub['segmentation_id']} of ${trunk['id']}`),
    )
}

export function* ndpProxiesAreBehindTheirRouter(state: State) {
  yield* repeated(state.all('NdpProxy').map(proxy => `NDP proxy ${proxy['router_id']} ${proxy['ip_address']}`))
}
