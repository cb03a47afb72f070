/** What a controller says that it has, in the words of what it was told. */
import type { Json } from '@baryon/kit'
import type { Found } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { asBody } from './bodies.ts'
import { type Body, type Naming, namingOf, unnamed } from './naming.ts'
import { path } from './path.ts'
import { type Capabilities, EMPTY, type WireRequest } from './request.ts'

/** Asks for everything. undefined: controllers of this dialect do not tell. */
export function readRequest(dialect: Dialect): WireRequest | undefined {
  if (dialect.readBack === undefined) return undefined
  const segments = dialect.readBack === 'topology' ? ['topology'] : ['tenants', ANY, 'networks']
  return { method: 'GET', path: path(dialect, ...segments), body: EMPTY }
}

/** Floodlight tells the networks of all tenants, whichever the URL names. */
const ANY = 'default'

/** @throws SyntaxError, TypeError when the answer is not what was asked for */
export function readAnswer(dialect: Dialect, capabilities: Capabilities, answer: string): readonly Found[] {
  const parsed: Json = JSON.parse(answer)
  if (dialect.readBack === 'networks') return list(parsed).flatMap(network => floodlightNetwork(dialect, network))
  const naming = namingOf(dialect, capabilities)
  const topology = object(parsed)
  return [
    ...tenants(topology['tenants'] ?? []),
    ...list(topology['security-groups'] ?? []).map(group => found('security-group', unnamed(naming, group), {})),
    ...list(topology['networks']).flatMap(network => wholeNetwork(naming, network)),
    ...list(topology['routers'] ?? []).flatMap(router => wholeRouter(naming, router)),
  ]
}

function object(value: Json | undefined): Body {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('an object is missing')
  return value as Body
}

function list(value: Json | undefined): readonly Body[] {
  if (!Array.isArray(value)) throw new TypeError('a list is missing')
  return value.map(object)
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const found = (kind: string, body: Body, address: Body, id = text(body['id'])): Found => ({
  key: { kind, id },
  address,
  body,
  ours: true,
})

/** Ours are called by their ids; their ports are listed since 0.91. */
function floodlightNetwork(dialect: Dialect, { name, guid, gateway, portMac }: Body): readonly Found[] {
  const id = text(guid)
  const ours = name === id
  const body = { id, name: name ?? null, gateway: gateway ?? null }
  const network: Found = { key: { kind: 'network', id }, address: { tenant: ANY }, body, ours }
  if (!dialect.readable.includes('port')) return [network]
  const ports = list(portMac ?? []).map(
    ({ port, mac }): Found => ({
      key: { kind: 'port', id: text(port) },
      address: { tenant: ANY, network: id },
      body: { attachment: { mac: text(mac).toLowerCase() } },
      ours,
    }),
  )
  return [network, ...ports]
}

/** An object of names by id, or a list. */
function tenants(value: Json): readonly Found[] {
  const pairs: readonly Body[] = Array.isArray(value)
    ? list(value).map(({ id = null, 'display-name': name }) => ({ id, ...(name === undefined ? {} : { name }) }))
    : Object.keys(object(value)).map(id => ({ id }))
  return pairs.map(body => found('tenant', body, {}))
}

function wholeNetwork(naming: Naming, { ports = [], ...network }: Body): readonly Found[] {
  const tenant = text(network['tenant_id'])
  const id = text(network['id'])
  return [
    found('network', unnamed(naming, network), { tenant }),
    ...list(ports).map(({ attachment, ...port }) => {
      const body = { port: unnamed(naming, port), ...(attachment === undefined ? {} : { attachment }) }
      return found('port', body, { tenant, network: id }, text(port['id']))
    }),
  ]
}

function wholeRouter(naming: Naming, { interfaces = [], policies = [], ...router }: Body): readonly Found[] {
  const tenant = text(router['tenant_id'])
  const id = text(router['id'])
  return [
    found('router', routerAsTold(naming, router), { tenant }),
    ...list(interfaces).map(body => {
      const leg = text(body['id'])
      return found('interface', body, { tenant, router: id, interface: leg }, `${id}/${leg}`)
    }),
    ...list(policies).map(body => {
      const priority = body['priority'] ?? null
      return found('policy', body, { tenant, priority }, `${tenant}/${priority}`)
    }),
  ]
}

function routerAsTold(naming: Naming, router: Body): Body {
  const told = unnamed(naming, router)
  const gateway = told['external_gateway_info']
  if (gateway === null || gateway === undefined) return told
  const network = asBody(gateway)['network']
  if (network === undefined) return told
  return { ...told, external_gateway_info: { ...asBody(gateway), network: unnamed(naming, object(network)) } }
}
