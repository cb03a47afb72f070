/** No row without what it refers to. */
import type { Row } from '@baryon/model'
import { objects, type State, text, texts } from '../state.ts'

export function* referencesOfTheModelResolve(state: State) {
  for (const kind of state.kinds)
    for (const row of state.all(kind.name))
      for (const { attribute, many, to } of kind.references)
        for (const id of many ? texts(row, attribute) : row[attribute] === null ? [] : [text(row, attribute)])
          if (state.get(to.kind, id) === undefined)
            yield `${kind.name} ${row['id']}: ${attribute} is ${id}, and there is no such ${to.kind}`
}

const shared: Readonly<Record<string, string>> = {
  network: 'Network',
  qos_policy: 'QosPolicy',
  security_group: 'SecurityGroup',
  address_scope: 'AddressScope',
  subnetpool: 'SubnetPool',
  address_group: 'AddressGroup',
}

/** What the model calls a uuid and behaviours keep: of which kind, and the ids. */
const links: readonly (readonly [kind: string, to: string, ids: (row: Row) => readonly unknown[]])[] = [
  ['Network', 'Subnet', row => texts(row, 'subnets')],
  ['Network', 'Router', row => [row['auto_allocated_router']]],
  ['Router', 'Port', row => [row['gw_port_id']]],
  ['Router', 'Network', row => [(row['external_gateway_info'] as Row | null)?.['network_id']]],
  ['FloatingIp', 'Port', row => [row['floating_port_id']]],
  ['Trunk', 'Port', row => objects(row, 'sub_ports').map(sub => sub['port_id'])],
]

export function* referencesOfBehavioursResolve(state: State) {
  for (const [kind, to, ids] of links)
    for (const row of state.all(kind))
      for (const id of ids(row))
        if (id !== null && id !== undefined && state.get(to, id) === undefined)
          yield `${kind} ${row['id']} refers to ${to} ${id}, which is not there`
  for (const policy of state.all('RbacPolicy')) {
    const kind = shared[text(policy, 'object_type')] ?? ''
    if (state.get(kind, policy['object_id']) === undefined)
      yield `RBAC policy ${policy['id']} is of ${kind} ${policy['object_id']}, which is not there`
  }
}

export function* networksKnowTheirSubnets(state: State) {
  for (const network of state.all('Network')) {
    const own = state.all('Subnet').filter(subnet => subnet['network_id'] === network['id'])
    const said = texts(network, 'subnets').toSorted().join()
    const there = own
      .map(subnet => text(subnet, 'id'))
      .toSorted()
      .join()
    if (said !== there) yield `network ${network['id']} says subnets ${said}, and there are ${there}`
  }
}
