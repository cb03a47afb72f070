/** Floating IPs, tenants, security groups, and what a controller says of itself. */
import { found, malformed, missing, missingParent, ok, refusal } from '../answer.ts'
import { type Call, type Handler, route } from '../call.ts'
import { isObject, textOf } from '../json.ts'
import type { Kind } from '../state.ts'

/** The object is not wrapped. */
function putFloatingIp({ state, params, body, capabilities }: Call) {
  const { tenant = '', floatingip: id = '' } = params
  if (!capabilities.includes('floatingip')) return refusal(404, 'this controller takes floating IPs with their network')
  if (!isObject(body) || body['id'] !== id) return malformed('send the floating IP, with the id of the URL')
  if ('tenant_id' in body && body['tenant_id'] !== tenant) return malformed('it belongs to another tenant')
  const network = textOf(body, 'floating_network_id') ?? ''
  if (!state.has('networks', network)) return missingParent('network', network)
  state.set('floatingips', id, body)
  return ok
}

const removing =
  (kind: Kind, param: string): Handler =>
  ({ state, params }) => {
    const id = params[param] ?? ''
    if (!state.has(kind, id)) return missing(param, id)
    state.remove(kind, id)
    return ok
  }

const showing =
  (kind: Kind, param: string): Handler =>
  ({ state, params }) => {
    const kept = state.get(kind, params[param] ?? '')
    return kept === undefined ? missing(param, params[param] ?? '') : found(kept)
  }

/** Creation, new name and update alike. */
function postTenant({ state, body }: Call) {
  const id = isObject(body) ? textOf(body, 'tenant_id') : undefined
  if (!isObject(body) || id === undefined || textOf(body, 'tenant_name') === undefined)
    return malformed('send {"tenant_id": …, "tenant_name": …}')
  state.set('tenants', id, body)
  return ok
}

function postSecurityGroup({ state, body }: Call) {
  const group = isObject(body) ? body['security-group'] : undefined
  const id = isObject(group) ? textOf(group, 'id') : undefined
  if (!isObject(group) || id === undefined) return malformed('send {"security-group": {"id": …}}')
  state.set('security-groups', id, group)
  return ok
}

const lookUp = ({ switches, params }: Call) => {
  const { host = '' } = params
  return switches.includes(host) ? found({ name: host, state: 'UP' }) : missing('switch', host)
}

/** What every controller serves. */
export const common = [
  route('GET', '/capabilities', ({ capabilities }) => found(capabilities)),
  route('GET', '/health', () => ok),
  route('GET', '/switches/:host', lookUp),
  route('PUT', '/tenants/:tenant/floatingips/:floatingip', putFloatingIp),
  route('GET', '/tenants/:tenant/floatingips/:floatingip', showing('floatingips', 'floatingip')),
  route('DELETE', '/tenants/:tenant/floatingips/:floatingip', removing('floatingips', 'floatingip')),
]

/** What those serve that know of tenants. */
export const tenants = [
  route('POST', '/tenants', postTenant),
  route('GET', '/tenants/:tenant', showing('tenants', 'tenant')),
  route('DELETE', '/tenants/:tenant', removing('tenants', 'tenant')),
  route('POST', '/securitygroups', postSecurityGroup),
  route('GET', '/securitygroups/:group', showing('security-groups', 'group')),
  route('DELETE', '/securitygroups/:group', removing('security-groups', 'group')),
]
