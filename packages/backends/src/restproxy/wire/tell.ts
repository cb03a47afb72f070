/** Which requests tell a controller of a thing: a handler for each kind, one dispatch. */
import type { Json } from '@baryon/kit'
import type { Desired, Key } from '@baryon/reconcile'
import type { Dialect, ThingKind } from '../dialects/dialect.ts'
import {
  addressAs,
  type FloatingIpAddress,
  type InterfaceAddress,
  type NetworkAddress,
  type PolicyAddress,
  type PortAddress,
  type RouterAddress,
} from './address.ts'
import { asBody, networkBody, type PortBody, portBody, routerBody, securityGroupBody, tenantBody } from './bodies.ts'
import { path } from './path.ts'
import { type Capabilities, EMPTY, type Telling, type WireRequest } from './request.ts'

interface Handler {
  tell(dialect: Dialect, capabilities: Capabilities, telling: Telling, desired: Desired): readonly WireRequest[]
  untell(dialect: Dialect, capabilities: Capabilities, id: string, address: Json): readonly WireRequest[]
}

const request = (method: WireRequest['method'], target: string, body?: Json): WireRequest => ({
  method,
  path: target,
  body: body === undefined ? EMPTY : JSON.stringify(body),
})

const network: Handler = {
  tell(dialect, capabilities, telling, { key, address, body }) {
    const { tenant } = addressAs<NetworkAddress>(address)
    const told = { network: networkBody(dialect, capabilities, telling, asBody(body)) }
    return telling === 'create' && !dialect.quirks.upserts
      ? [request('POST', path(dialect, 'tenants', tenant, 'networks'), told)]
      : [request('PUT', path(dialect, 'tenants', tenant, 'networks', key.id), told)]
  },
  untell(dialect, _, id, address) {
    const { tenant } = addressAs<NetworkAddress>(address)
    return [request('DELETE', path(dialect, 'tenants', tenant, 'networks', id))]
  },
}

const portsPath = (dialect: Dialect, { tenant, network: id }: PortAddress, ...rest: readonly string[]) =>
  path(dialect, 'tenants', tenant, 'networks', id, 'ports', ...rest)

/** Port and attachment are told apart: an attachment that is not wanted any more is taken away. */
function portApart(
  dialect: Dialect,
  telling: Telling,
  id: string,
  address: PortAddress,
  { port, attachment }: PortBody,
) {
  const told = { port: asBody(port ?? null) }
  const first =
    telling === 'create'
      ? request('POST', portsPath(dialect, address), told)
      : request('PUT', portsPath(dialect, address, id), told)
  const target = portsPath(dialect, address, id, 'attachment')
  if (attachment !== undefined) return [first, request('PUT', target, { attachment })]
  return telling === 'create' ? [first] : [first, request('DELETE', target)]
}

const port: Handler = {
  tell(dialect, capabilities, telling, { key, address, body }) {
    const where = addressAs<PortAddress>(address)
    const told = portBody(dialect, capabilities, asBody(body) as PortBody)
    if (dialect.port === 'state' || dialect.port === 'apart') return portApart(dialect, telling, key.id, where, told)
    return [request('PUT', portsPath(dialect, where, key.id, 'attachment'), asBody(told as Json))]
  },
  untell(dialect, _, id, address) {
    const where = addressAs<PortAddress>(address)
    const attachment = request('DELETE', portsPath(dialect, where, id, 'attachment'))
    if (dialect.port !== 'state' && dialect.port !== 'apart') return [attachment]
    return [attachment, request('DELETE', portsPath(dialect, where, id))]
  },
}

const router: Handler = {
  tell(dialect, capabilities, telling, { key, address, body }) {
    const { tenant } = addressAs<RouterAddress>(address)
    const told = { router: routerBody(dialect, capabilities, asBody(body)) }
    return telling === 'create'
      ? [request('POST', path(dialect, 'tenants', tenant, 'routers'), told)]
      : [request('PUT', path(dialect, 'tenants', tenant, 'routers', key.id), told)]
  },
  untell(dialect, _, id, address) {
    const { tenant } = addressAs<RouterAddress>(address)
    return [request('DELETE', path(dialect, 'tenants', tenant, 'routers', id))]
  },
}

/** Interfaces are made and removed, never changed. */
const routerInterface: Handler = {
  tell(dialect, capabilities, telling, { key, address, body }) {
    const { tenant, router: id } = addressAs<InterfaceAddress>(address)
    const made = request('POST', path(dialect, 'tenants', tenant, 'routers', id, 'interfaces'), { interface: body })
    return telling === 'create' ? [made] : [...this.untell(dialect, capabilities, key.id, address), made]
  },
  untell(dialect, _, _id, address) {
    const { tenant, router: id, interface: leg } = addressAs<InterfaceAddress>(address)
    return [request('DELETE', path(dialect, 'tenants', tenant, 'routers', id, 'interfaces', leg))]
  },
}

const policy: Handler = {
  tell(dialect, _, telling, { address, body }) {
    const { tenant, priority } = addressAs<PolicyAddress>(address)
    return telling === 'create'
      ? [request('POST', path(dialect, 'tenants', tenant, 'policies'), { policy: body })]
      : [request('PUT', path(dialect, 'tenants', tenant, 'policies', String(priority)), { policy: body })]
  },
  untell(dialect, _, _id, address) {
    const { tenant, priority } = addressAs<PolicyAddress>(address)
    return [request('DELETE', path(dialect, 'tenants', tenant, 'policies', String(priority)))]
  },
}

/** Where a controller has no place for floating IPs, their external network tells them. */
const floatingIp: Handler = {
  tell(dialect, capabilities, _, { key, address, body }) {
    if (!(dialect.floatingIps && capabilities.has('floatingip'))) return []
    const { tenant } = addressAs<FloatingIpAddress>(address)
    return [request('PUT', path(dialect, 'tenants', tenant, 'floatingips', key.id), body)]
  },
  untell(dialect, capabilities, id, address) {
    if (!(dialect.floatingIps && capabilities.has('floatingip'))) return []
    const { tenant } = addressAs<FloatingIpAddress>(address)
    return [request('DELETE', path(dialect, 'tenants', tenant, 'floatingips', id))]
  },
}

const securityGroup: Handler = {
  tell: (dialect, capabilities, _, { body }) => [
    request('POST', path(dialect, 'securitygroups'), {
      'security-group': securityGroupBody(dialect, capabilities, asBody(body)),
    }),
  ],
  untell: (dialect, _, id) => [request('DELETE', path(dialect, 'securitygroups', id))],
}

const tenant: Handler = {
  tell: (dialect, capabilities, _, { body }) => [
    request('POST', path(dialect, 'tenants'), tenantBody(dialect, capabilities, asBody(body))),
  ],
  untell: (dialect, _, id) => [request('DELETE', path(dialect, 'tenants', id))],
}

const handlers: Readonly<Record<ThingKind, Handler>> = {
  tenant,
  'security-group': securityGroup,
  network,
  router,
  port,
  interface: routerInterface,
  policy,
  floatingip: floatingIp,
}

/**
 * What tells a controller what a thing is to be: requests in their order, each sent when the one before went well; none where there is
 * nothing to say. A `DELETE` among them may find nothing. Where `create` finds that the thing is there (409), all of `update` is sent, and
 * the other way around (404); mostly they are the same.
 */
export const tell = (
  dialect: Dialect,
  capabilities: Capabilities,
  telling: Telling,
  desired: Desired,
): readonly WireRequest[] => handlers[desired.key.kind as ThingKind].tell(dialect, capabilities, telling, desired)

/** What takes a thing away from a controller. That nothing is there (404) is as good. */
export const untell = (dialect: Dialect, capabilities: Capabilities, key: Key, address: Json): readonly WireRequest[] =>
  handlers[key.kind as ThingKind].untell(dialect, capabilities, key.id, address)
