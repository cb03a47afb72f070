/** Networks with their subnets. */
import { exists, found, malformed, missing, missingParent, ok } from '../answer.ts'
import { type Call, route } from '../call.ts'
import { isObject, type JsonObject, objectsOf, textOf, without } from '../json.ts'
import { isOf, type State } from '../state.ts'

/** What is wrong with it; undefined: nothing. */
export function faultOf(network: JsonObject, tenant: string | undefined, id: string | undefined): string | undefined {
  if (textOf(network, 'id') === undefined) return 'a network has an "id"'
  if (id !== undefined && network['id'] !== id) return `the network "${network['id']}" is not that of the URL, "${id}"`
  if (tenant !== undefined && 'tenant_id' in network && network['tenant_id'] !== tenant)
    return `the network belongs to "${network['tenant_id']}", not to "${tenant}"`
  if ('subnets' in network && !Array.isArray(network['subnets'])) return '"subnets" is a list of subnets'
  const foreign = objectsOf(network['subnets']).find(subnet => subnet['network_id'] !== network['id'])
  return foreign === undefined ? undefined : `the subnet "${foreign['id']}" is one of another network`
}

/** Keeps a network; the floating IPs that it may list are kept as such. */
export function keepNetwork(state: State, tenant: string, network: JsonObject) {
  const id = String(network['id'])
  state.set('networks', id, { tenant, network: without(network, 'ports', 'floatingips') })
  if (!('floatingips' in network)) return
  for (const [key, value] of [...state.entries('floatingips')])
    if (value['floating_network_id'] === id) state.remove('floatingips', key)
  for (const floatingIp of objectsOf(network['floatingips'])) {
    const key = textOf(floatingIp, 'id')
    if (key !== undefined) state.set('floatingips', key, { floating_network_id: id, ...floatingIp })
  }
}

function dropNetwork(state: State, id: string) {
  for (const [key, port] of [...state.entries('ports')]) if (port['network'] === id) state.remove('ports', key)
  for (const [key, { floating_network_id }] of [...state.entries('floatingips')])
    if (floating_network_id === id) state.remove('floatingips', key)
  state.remove('networks', id)
}

const read = ({ body }: Call) => (isObject(body) && isObject(body['network']) ? body['network'] : undefined)

function create(call: Call) {
  const { state, dialect, params } = call
  const { tenant = '' } = params
  const network = read(call)
  if (network === undefined) return malformed('send {"network": {…}}')
  const fault = textOf(network, 'name') === undefined && network['name'] !== '' ? 'a network has a "name"' : undefined
  const wrong = fault ?? faultOf(network, tenant, undefined)
  if (wrong !== undefined) return malformed(wrong)
  if (dialect.tenants && !state.has('tenants', tenant)) return missingParent('tenant', tenant)
  if (state.has('networks', String(network['id']))) return exists('network', String(network['id']))
  keepNetwork(state, tenant, network)
  return ok
}

function update(call: Call) {
  const { state, params } = call
  const { tenant = '', network: id = '' } = params
  const network = read(call)
  if (network === undefined) return malformed('send {"network": {…}}')
  const before = state.get('networks', id)
  if (!isOf(before, tenant)) return missing('network', id)
  const merged = { ...(before['network'] as JsonObject), ...network }
  const wrong = faultOf(merged, tenant, id)
  if (wrong !== undefined) return malformed(wrong)
  if (!('id' in network && 'name' in network)) call.complain('an update of a network has its id and name')
  keepNetwork(state, tenant, call.dialect.base === '/quantum/v1.0' ? merged : network)
  return ok
}

function remove({ state, params }: Call) {
  const { tenant = '', network: id = '' } = params
  if (!isOf(state.get('networks', id), tenant)) return missing('network', id)
  dropNetwork(state, id)
  return ok
}

const show = ({ state, params }: Call) => {
  const { tenant = '', network: id = '' } = params
  const kept = state.get('networks', id)
  return isOf(kept, tenant) ? found({ network: kept['network'] ?? null }) : missing('network', id)
}

const list = ({ state, params }: Call) =>
  found({
    networks: [...state.entries('networks')].flatMap(([, kept]) =>
      isOf(kept, params['tenant'] ?? '') ? (kept['network'] ?? []) : [],
    ),
  })

export const networks = [
  route('GET', '/tenants/:tenant/networks', list),
  route('POST', '/tenants/:tenant/networks', create),
  route('GET', '/tenants/:tenant/networks/:network', show),
  route('PUT', '/tenants/:tenant/networks/:network', update),
  route('DELETE', '/tenants/:tenant/networks/:network', remove),
]
