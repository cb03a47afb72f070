/** Routers, their interfaces, and policies. */
import { exists, found, malformed, missing, missingParent, ok } from '../answer.ts'
import { type Call, type Handler, route } from '../call.ts'
import { isObject, type JsonObject, textOf, without } from '../json.ts'
import { isOf, type State } from '../state.ts'

const wrapped = ({ body }: Call, name: string) => {
  const value = isObject(body) ? body[name] : undefined
  return isObject(value) ? value : undefined
}

export const keepRouter = (state: State, tenant: string, router: JsonObject) =>
  state.set('routers', String(router['id']), { tenant, router: without(router, 'interfaces', 'policies') })

/** A router is written under its own tenant, with the id of the URL, behind a gateway that is there. */
const writing =
  (mode: 'create' | 'update'): Handler =>
  call => {
    const { state, dialect, params } = call
    const { tenant = '' } = params
    const router = wrapped(call, 'router')
    const id = router && textOf(router, 'id')
    if (router === undefined || id === undefined) return malformed('send {"router": {"id": …}}')
    if (mode === 'update' && id !== params['router']) return malformed(`the router "${id}" is not that of the URL`)
    if (dialect.tenants && !state.has('tenants', tenant)) return missingParent('tenant', tenant)
    if (mode === 'create' && state.has('routers', id)) return exists('router', id)
    if (mode === 'update' && !isOf(state.get('routers', id), tenant)) return missing('router', id)
    const gateway = router['external_gateway_info']
    const outside = isObject(gateway) ? textOf(gateway, 'network_id') : undefined
    if (outside !== undefined && !state.has('networks', outside)) return missingParent('network', outside)
    keepRouter(state, tenant, router)
    return ok
  }

function remove({ state, params }: Call) {
  const { tenant = '', router = '' } = params
  if (!isOf(state.get('routers', router), tenant)) return missing('router', router)
  for (const [key] of [...state.entries('interfaces')])
    if (key.startsWith(`${router}/`)) state.remove('interfaces', key)
  state.remove('routers', router)
  return ok
}

function addInterface(call: Call) {
  const { state, params } = call
  const { tenant = '', router = '' } = params
  const face = wrapped(call, 'interface')
  const [id, network] = [face && textOf(face, 'id'), face && textOf(face, 'network')]
  if (face === undefined || id === undefined || network === undefined || textOf(face, 'subnet') === undefined)
    return malformed('send {"interface": {"id": …, "network": …, "subnet": …}}')
  if (!isOf(state.get('routers', router), tenant)) return missingParent('router', router)
  if (!state.has('networks', network)) return missingParent('network', network)
  state.set('interfaces', `${router}/${id}`, face)
  return ok
}

function removeInterface({ state, params }: Call) {
  const { router = '', interface: id = '' } = params
  if (!state.has('interfaces', `${router}/${id}`)) return missing('interface', id)
  state.remove('interfaces', `${router}/${id}`)
  return ok
}

const policyWriting =
  (mode: 'create' | 'update'): Handler =>
  call => {
    const { state, params } = call
    const { tenant = '' } = params
    const policy = wrapped(call, 'policy')
    const priority = policy?.['priority']
    if (policy === undefined || typeof priority !== 'number') return malformed('send {"policy": {"priority": …}}')
    const key = `${tenant}/${priority}`
    if (mode === 'update' && String(priority) !== params['priority']) return malformed('another priority in the URL')
    if (!state.has('tenants', tenant)) return missingParent('tenant', tenant)
    if (mode === 'create' && state.has('policies', key)) return exists('policy', key)
    if (mode === 'update' && !state.has('policies', key)) return missing('policy', key)
    state.set('policies', key, policy)
    return ok
  }

function removePolicy({ state, params }: Call) {
  const key = `${params['tenant']}/${params['priority']}`
  if (!state.has('policies', key)) return missing('policy', key)
  state.remove('policies', key)
  return ok
}

const show = ({ state, params }: Call) => {
  const { router: id = '' } = params
  const kept = state.get('routers', id)
  return kept === undefined ? missing('router', id) : found({ router: kept['router'] ?? null })
}

const showInterface = ({ state, params }: Call) => {
  const id = `${params['router']}/${params['interface']}`
  const face = state.get('interfaces', id)
  return face === undefined ? missing('interface', id) : found({ interface: face })
}

export const routers = [
  route('POST', '/tenants/:tenant/routers', writing('create')),
  route('GET', '/tenants/:tenant/routers/:router', show),
  route('PUT', '/tenants/:tenant/routers/:router', writing('update')),
  route('DELETE', '/tenants/:tenant/routers/:router', remove),
  route('POST', '/tenants/:tenant/routers/:router/interfaces', addInterface),
  route('GET', '/tenants/:tenant/routers/:router/interfaces/:interface', showInterface),
  route('DELETE', '/tenants/:tenant/routers/:router/interfaces/:interface', removeInterface),
]

export const policies = [
  route('POST', '/tenants/:tenant/policies', policyWriting('create')),
  route('PUT', '/tenants/:tenant/policies/:priority', policyWriting('update')),
  route('DELETE', '/tenants/:tenant/policies/:priority', removePolicy),
]
