/**
 * What is told of things, as the wire has it. A thing's body is complete (`Desired.body`): here go the names of the wire, and out goes what
 * a request of its own does not carry. Both the requests of single things and the topology are made of these.
 */
import type { Json } from '@baryon/kit'
import type { Dialect } from '../dialects/dialect.ts'
import { type Body, named, namingOf } from './naming.ts'
import type { Capabilities, Telling } from './request.ts'

/** A port, and what is attached to it. */
export interface PortBody {
  readonly port?: Body
  readonly attachment?: Body
  /** Not told: whether its network has a gateway. Where taking a gateway away takes the attachments with it, they are told again for it. */
  readonly behindGateway?: boolean
}

export const asBody = (body: Json): Body => body as Body

const without = (body: Body, ...names: readonly string[]): Body =>
  names.some(name => name in body)
    ? Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))
    : body

/** As a request of its own says it. */
export function networkBody(dialect: Dialect, capabilities: Capabilities, telling: Telling, body: Body): Body {
  const told = named(namingOf(dialect, capabilities), 'network', without(body, 'op-status'))
  if (telling === 'update') return told
  const empty = (list: Json | undefined) => Array.isArray(list) && list.length === 0
  const omitted = [
    ...(empty(told['floatingips']) ? ['floatingips'] : []),
    ...(dialect.quirks.silentEmptyGateway && told['gateway'] === null ? ['gateway'] : []),
  ]
  return omitted.length === 0 ? told : without(told, ...omitted)
}

export function portBody(dialect: Dialect, capabilities: Capabilities, { port, attachment }: PortBody): PortBody {
  return {
    ...(port === undefined ? {} : { port: named(namingOf(dialect, capabilities), 'port', without(port, 'op-status')) }),
    ...(attachment === undefined ? {} : { attachment }),
  }
}

/** The network that a router's gateway is on is told with it, by the same names. */
export function routerBody(dialect: Dialect, capabilities: Capabilities, body: Body): Body {
  const naming = namingOf(dialect, capabilities)
  const told = named(naming, 'router', body)
  const gateway = told['external_gateway_info']
  if (naming === 'plain' || gateway === null || gateway === undefined) return told
  const { network, ...rest } = asBody(gateway)
  if (network === undefined) return told
  const { network_id, ...others } = rest
  return {
    ...told,
    external_gateway_info: {
      network_id: network_id ?? null,
      network: named(naming, 'network', asBody(network)),
      ...others,
    },
  }
}

export const securityGroupBody = (dialect: Dialect, capabilities: Capabilities, body: Body): Body =>
  named(namingOf(dialect, capabilities), 'security-group', body)

/** @param body `{id, name}` */
export function tenantBody(dialect: Dialect, capabilities: Capabilities, body: Body): Body {
  const { id = '', name = id, ...display } = named(namingOf(dialect, capabilities), 'tenant', body)
  return { tenant_id: id, tenant_name: name, ...display }
}
