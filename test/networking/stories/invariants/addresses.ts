/** Addresses of subnets, of ports and of machines. */
import { blockOf } from '../../../../services/networking/behaviour/network-address/block.ts'
import { ipOf } from '../../../../services/networking/behaviour/network-address/ip.ts'
import { contains, overlaps } from '../../../../services/networking/behaviour/network-address/range.ts'
import { objects, repeated, type State, text } from '../state.ts'

const addresses = (state: State) =>
  state.all('Port').flatMap(port =>
    objects(port, 'fixed_ips').map(fixed => ({
      port,
      subnet: text(fixed, 'subnet_id'),
      ip: text(fixed, 'ip_address'),
    })),
  )

export function* noAddressTwice(state: State) {
  yield* repeated(addresses(state).map(({ subnet, ip }) => `${ip} of subnet ${subnet}`))
}

export function* addressesAreInTheirSubnets(state: State) {
  for (const { port, subnet, ip } of addresses(state)) {
    const row = state.get('Subnet', subnet)
    if (row === undefined) yield `port ${port['id']} has ${ip} of subnet ${subnet}, which is not there`
    else if (!contains(blockOf(text(row, 'cidr')), ipOf(ip))) yield `${ip} is not in ${row['cidr']}`
    else if (row['network_id'] !== port['network_id']) yield `port ${port['id']} has ${ip} of another network`
  }
}

export function* noSubnetsOverlap(state: State) {
  const subnets = state.all('Subnet').map(row => ({ row, block: blockOf(text(row, 'cidr')) }))
  for (const [at, one] of subnets.entries())
    for (const other of subnets.slice(at + 1))
      if (one.row['network_id'] === other.row['network_id'] && overlaps(one.block, other.block))
        yield `${one.row['cidr']} and ${other.row['cidr']} of network ${one.row['network_id']} overlap`
}

export function* subnetsOfPoolsAreInThemAlone(state: State) {
  const subnets = state.all('Subnet').map(row => ({ row, block: blockOf(text(row, 'cidr')) }))
  for (const [at, { row, block }] of subnets.entries()) {
    const pool = state.get('SubnetPool', row['subnetpool_id'])
    if (pool === undefined) continue
    const prefixes = (pool['prefixes'] as readonly string[]).map(blockOf)
    if (!prefixes.some(prefix => contains(prefix, block.first) && contains(prefix, block.last)))
      yield `${row['cidr']} is in no prefix of pool ${pool['id']}`
    for (const other of subnets.slice(at + 1))
      if (other.row['subnetpool_id'] === pool['id'] && overlaps(block, other.block))
        yield `${row['cidr']} and ${other.row['cidr']} of pool ${pool['id']} overlap`
  }
}

export function* poolsOfScopesDoNotOverlap(state: State) {
  const pools = state.all('SubnetPool').filter(pool => pool['address_scope_id'] !== null)
  for (const [at, pool] of pools.entries())
    for (const other of pools.slice(at + 1)) {
      if (pool['address_scope_id'] !== other['address_scope_id']) continue
      for (const one of pool['prefixes'] as readonly string[])
        for (const two of other['prefixes'] as readonly string[])
          if (overlaps(blockOf(one), blockOf(two))) yield `${one} and ${two} of one address scope overlap`
    }
}

export function* noMacTwice(state: State) {
  yield* repeated(state.all('Port').map(port => `${port['mac_address']} of network ${port['network_id']}`))
}
