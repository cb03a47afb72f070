/** Everything at once, and everything read back in the same form. */
import { type Answer, found, malformed, ok } from '../answer.ts'
import { type Call, route } from '../call.ts'
import type { Dialect } from '../dialects.ts'
import { isObject, type Json, type JsonObject, objectsOf, textOf } from '../json.ts'
import { State } from '../state.ts'
import { faultOf, keepNetwork } from './networks.ts'
import { attachmentFault, portFault } from './ports.ts'
import { keepRouter } from './routers.ts'

/** A list, or as the first generations wrote it: an object by id. */
const networksOf = (value: Json | undefined): readonly JsonObject[] =>
  isObject(value) ? objectsOf(Object.values(value)) : objectsOf(value)

const tenantOf = (object: JsonObject) => textOf(object, 'tenant_id') ?? ''

function takePort(state: State, network: string, told: JsonObject): string | undefined {
  const { attachment = null, ...port } = told
  const id = textOf(port, 'id')
  if (id === undefined) return 'a port has an "id"'
  const wrong = portFault(port, network, id) ?? (isObject(attachment) ? attachmentFault(attachment) : undefined)
  if (wrong === undefined) state.set('ports', id, { network, port, attachment })
  return wrong
}

function takeNetwork(state: State, network: JsonObject): string | undefined {
  const wrong = faultOf(network, undefined, undefined)
  if (wrong !== undefined) return wrong
  const id = String(network['id'])
  keepNetwork(state, tenantOf(network), network)
  for (const port of objectsOf(network['ports'])) {
    const fault = takePort(state, id, port)
    if (fault !== undefined) return fault
  }
  return undefined
}

function takeRouter(state: State, router: JsonObject): string | undefined {
  const id = textOf(router, 'id')
  if (id === undefined) return 'a router has an "id"'
  const tenant = tenantOf(router)
  keepRouter(state, tenant, router)
  for (const face of objectsOf(router['interfaces'])) {
    if (!state.has('networks', textOf(face, 'network') ?? '')) return `the router "${id}" leads to no network`
    state.set('interfaces', `${id}/${face['id']}`, face)
  }
  for (const policy of objectsOf(router['policies'])) state.set('policies', `${tenant}/${policy['priority']}`, policy)
  return undefined
}

/** An object of names by id, or a list. */
function takeTenants(state: State, tenants: Json | undefined) {
  if (isObject(tenants))
    for (const [id, name] of Object.entries(tenants)) state.set('tenants', id, { tenant_id: id, tenant_name: name })
  for (const { id = '', name = '', ...more } of objectsOf(tenants))
    state.set('tenants', String(id), { tenant_id: id, tenant_name: name, ...more })
}

/** @returns what is wrong with it; undefined: it is all taken */
function takeAll(state: State, body: JsonObject): string | undefined {
  takeTenants(state, body['tenants'])
  for (const group of objectsOf(body['security-groups'])) state.set('security-groups', String(group['id']), group)
  for (const network of networksOf(body['networks'])) {
    const fault = takeNetwork(state, network)
    if (fault !== undefined) return fault
  }
  for (const router of objectsOf(body['routers'])) {
    const fault = takeRouter(state, router)
    if (fault !== undefined) return fault
  }
  return undefined
}

const copy = (from: State, to: State) => {
  for (const [kind, objects] of Object.entries(from.snapshot()))
    for (const [id, value] of Object.entries(objects)) to.set(kind as never, id, value)
}

/** All or nothing: what is wrong leaves everything as it was. */
function take(replaces: boolean, { state, body }: Call): Answer {
  if (!isObject(body) || body['networks'] === undefined) return malformed('send {"networks": …}')
  const next = new State()
  if (!replaces) copy(state, next)
  const fault = takeAll(next, body)
  if (fault !== undefined) return malformed(fault)
  state.become(next)
  return ok
}

/** Objects by what they belong to. */
function grouped(objects: Iterable<[string, JsonObject]>, owner: (key: string, value: JsonObject) => string) {
  const groups = new Map<string, JsonObject[]>()
  for (const [key, value] of objects) {
    const group = groups.get(owner(key, value))
    if (group === undefined) groups.set(owner(key, value), [value])
    else group.push(value)
  }
  return (id: string): readonly JsonObject[] => groups.get(id) ?? []
}

const ownerInKey = (key: string) => key.slice(0, key.lastIndexOf('/'))

const portShown = ({ port, attachment }: JsonObject): JsonObject => ({
  ...(port as JsonObject),
  ...(isObject(attachment) ? { attachment } : {}),
})

/** Networks come first: so much is enough to see that there are none. */
function show({ state }: Call): Answer {
  const ports = grouped(state.entries('ports'), (_, { network }) => String(network))
  const floatingIps = grouped(state.entries('floatingips'), (_, value) => String(value['floating_network_id']))
  const faces = grouped(state.entries('interfaces'), key => key.slice(0, key.indexOf('/')))
  const policies = grouped(state.entries('policies'), ownerInKey)
  return found({
    networks: [...state.entries('networks')].map(([id, { network }]) => ({
      ...(network as JsonObject),
      floatingips: floatingIps(id),
      ports: ports(id).map(portShown),
    })),
    routers: [...state.entries('routers')].map(([id, { tenant, router }]) => ({
      ...(router as JsonObject),
      interfaces: faces(id),
      policies: policies(String(tenant)),
    })),
    tenants: [...state.entries('tenants')].map(([id, { tenant_id: _, tenant_name: name = '', ...more }]) => ({
      id,
      name,
      ...more,
    })),
    'security-groups': [...state.entries('security-groups')].map(([, group]) => group),
  })
}

const empty = ({ state }: Call): Answer => {
  state.clear()
  return ok
}

/** Which of PUT and POST replaces everything depends on the dialect; the other one, where there is one, adds to it. */
export const topology = ({ bulk, partial }: Dialect) => [
  route('GET', '/topology', show),
  route('DELETE', '/topology', empty),
  route(bulk, '/topology', call => take(true, call)),
  ...(partial ? [route(bulk === 'PUT' ? 'POST' : 'PUT', '/topology', call => take(false, call))] : []),
]
