/** Which things may be otherwise because of a change: a handler for each kind of row, one dispatch. */
import type { Json } from '@baryon/kit'
import type { Change, Desired, Key, Row, Touched, View } from '@baryon/reconcile'
import { floatingIpFrame } from './floating-ip.ts'
import { frameOfRow, policyThings } from './policy.ts'
import { isTold, portAddress, portParents } from './port.ts'
import { interfaceAddress, interfaceKey, interfaceParents, legsOf, routerFrame } from './router.ts'
import { collect, DHCP, FLOATING_IP, GATEWAY, idOf, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { hasStatus } from './status.ts'
import { needsTenant, tenantKey, tenantOf, tenantParents } from './tenant.ts'

type Things = Promise<readonly Touched[]>

type Handler = (settings: ProjectionSettings, change: Change, view: View) => Things

/** The thing of the row itself. What is deleted, or not told any more, is known by its image how to be removed. */
function own({ operation }: Change, { key, parents, address }: Omit<Desired, 'body'>, isWanted = true): Touched {
  const goes = operation === 'delete' || (operation === 'update' && !isWanted)
  return { key, parents, ...(goes ? { gone: { address } } : {}) }
}

const only = (key: Key, parents: readonly Key[] = []): Touched => ({ key, parents })

/** Projects that have the row since a change, or had it until then. */
async function projectsOf(change: Change, view: View) {
  const project = textOf(change.image, 'project_id')
  if (change.operation === 'create') return { since: [project], until: [] }
  if (change.operation === 'delete') return { since: [], until: [project] }
  const before = await view.before(change)
  const owner = before === undefined ? project : textOf(before, 'project_id')
  return owner === project ? { since: [], until: [] } : { since: [project], until: [owner] }
}

/** A project comes with its first object and goes with its last. */
async function tenantOfRow({ dialect }: ProjectionSettings, change: Change, view: View): Things {
  if (!dialect.kinds.includes('tenant')) return []
  const { since, until } = await projectsOf(change, view)
  const meant = (project: string) => needsTenant(change.kind, project)
  return [
    ...since.filter(meant).map(project => only(tenantKey(dialect, project))),
    ...until.filter(meant).map(project => ({ ...only(tenantKey(dialect, project)), gone: { address: {} } })),
  ]
}

async function network(settings: ProjectionSettings, change: Change, view: View): Things {
  const { dialect } = settings
  const project = textOf(change.image, 'project_id')
  const key = { kind: 'network', id: change.id }
  const address = { tenant: tenantOf(dialect, project) }
  return [
    own(change, { key, parents: tenantParents(dialect, project), address }),
    ...(await tenantOfRow(settings, change, view)),
    ...(await gatewaysOn(settings, change.id, view)),
    ...(dialect.ml2 ? await portsOn(change.id, view) : []),
  ]
}

async function portsOn(id: string, view: View): Things {
  const things: Touched[] = []
  for await (const port of view.list('Port', { network_id: id })) things.push(only({ kind: 'port', id: idOf(port) }))
  return things
}

/** Routers with their gateway on a network, where they tell that network. */
async function gatewaysOn({ dialect }: ProjectionSettings, id: string, view: View): Things {
  if (!dialect.gatewayNetwork || !dialect.kinds.includes('router')) return []
  const ports = await collect(view.list('Port', { network_id: id, device_owner: GATEWAY }))
  return ports.map(port => only({ kind: 'router', id: textOf(port, 'device_id') }))
}

async function subnet(settings: ProjectionSettings, { image }: Change, view: View): Things {
  const id = textOf(image, 'network_id')
  return [
    only({ kind: 'network', id }),
    ...(await gatewaysOn(settings, id, view)),
    ...(settings.dialect.quirks.gatewayStays ? await portsOn(id, view) : []),
  ]
}

async function port(settings: ProjectionSettings, change: Change, view: View): Things {
  const { dialect } = settings
  const { image, id } = change
  const key = { kind: 'port', id }
  const frame = { key, parents: portParents(dialect, image), address: portAddress(dialect, image) }
  const things = [own(change, frame, isTold(dialect, image)), ...(await tenantOfRow(settings, change, view))]
  if (dialect.network === 'flat') return things
  const before = change.operation === 'update' ? await view.before(change) : undefined
  things.push(...(await legs(settings, change, before, view)))
  const isOf = (owner: string) =>
    [image, before].some(row => row !== undefined && textOf(row, 'device_owner') === owner)
  const on = textOf(image, 'network_id')
  if (settings.metadataRoute && isOf(DHCP))
    things.push(only({ kind: 'network', id: on }), ...(await gatewaysOn(settings, on, view)))
  if (dialect.portsOfAddresses && isOf(FLOATING_IP))
    things.push(only({ kind: 'floatingip', id: textOf(image, 'device_id') }), only({ kind: 'network', id: on }))
  return things
}

/** Interfaces that a port makes, and those that it made before. */
async function legs(
  { dialect }: ProjectionSettings,
  { operation, image }: Change,
  before: Row | undefined,
  view: View,
): Things {
  if (!dialect.kinds.includes('interface')) return []
  const now = operation === 'delete' ? [] : legsOf(dialect, image)
  const then = legsOf(dialect, before ?? image)
  const parents = (router: string) => interfaceParents(router, textOf(image, 'network_id'))
  const things = now.map(leg => only(interfaceKey(leg), parents(leg.router)))
  for (const leg of then) {
    if (now.some(({ router, name }) => router === leg.router && name === leg.name)) continue
    const router = await view.get('Router', leg.router)
    const gone: { readonly address: Json } | undefined = router && {
      address: interfaceAddress(dialect, router, leg.name),
    }
    things.push({ ...only(interfaceKey(leg), parents(leg.router)), ...(gone === undefined ? {} : { gone }) })
  }
  return things
}

async function router(settings: ProjectionSettings, change: Change, view: View): Things {
  const { dialect } = settings
  const things = [own(change, routerFrame(dialect, change.image)), ...(await tenantOfRow(settings, change, view))]
  const { since, until } = await projectsOf(change, view)
  for (const project of since)
    for (const { key, parents } of await policyThings(settings, project, view)) things.push(only(key, parents))
  for (const project of until)
    for (const { key, parents, address } of await policyThings(settings, project, view))
      things.push({ key, parents, gone: { address } })
  // Their URLs have the project of their router.
  if (change.operation !== 'update' || until.length === 0) return things
  const ports = await collect(view.list('Port', { device_id: change.id }))
  return [...things, ...ports.flatMap(row => legsOf(dialect, row).map(leg => only(interfaceKey(leg))))]
}

/** Behind one that goes may be one of the configuration. */
async function policy({ dialect }: ProjectionSettings, change: Change, view: View): Things {
  const { image, operation } = change
  const { key, parents, address } = frameOfRow(dialect, image)
  const own = { key, parents, ...(operation === 'delete' ? { gone: { address } } : {}) }
  const before = operation === 'update' ? await view.before(change) : undefined
  const former = before && frameOfRow(dialect, before)
  if (former === undefined || former.key.id === key.id) return [own]
  return [own, { key: former.key, parents: former.parents, gone: { address: former.address } }]
}

async function floatingIp(settings: ProjectionSettings, change: Change, view: View): Things {
  return [
    own(change, floatingIpFrame(settings.dialect, change.image)),
    only({ kind: 'network', id: textOf(change.image, 'floating_network_id') }),
    ...(await tenantOfRow(settings, change, view)),
  ]
}

async function securityGroup(settings: ProjectionSettings, change: Change, view: View): Things {
  const parents = tenantParents(settings.dialect, textOf(change.image, 'project_id'))
  const frame = { key: { kind: 'security-group', id: change.id }, parents, address: {} }
  return [own(change, frame), ...(await tenantOfRow(settings, change, view))]
}

async function securityGroupRule(_: ProjectionSettings, { image }: Change): Things {
  return [only({ kind: 'security-group', id: textOf(image, 'security_group_id') })]
}

/** Where names are escaped, all that a project has says what it is called; gateways say it of their network's. */
async function projectName(settings: ProjectionSettings, { id }: Change, view: View): Things {
  const { dialect } = settings
  const things = [only(tenantKey(dialect, id))]
  if (dialect.naming !== 'escaped') return things
  for (const row of await collect(view.list('Network', { project_id: id })))
    things.push(only({ kind: 'network', id: idOf(row) }), ...(await gatewaysOn(settings, idOf(row), view)))
  for (const [rows, kind] of named)
    for await (const row of view.list(rows, { project_id: id })) things.push(only({ kind, id: idOf(row) }))
  return things
}

/** Kinds of rows besides networks that tell their project's name, as things. */
const named = [
  ['SecurityGroup', 'security-group'],
  ['Router', 'router'],
  ['Port', 'port'],
] as const

async function segment({ dialect }: ProjectionSettings, { image }: Change, view: View): Things {
  return dialect.ml2 ? portsOn(textOf(image, 'network_id'), view) : []
}

const handlers: Readonly<Record<string, Handler>> = {
  Network: network,
  Subnet: subnet,
  Port: port,
  Router: router,
  TenantPolicy: policy,
  FloatingIp: floatingIp,
  SecurityGroup: securityGroup,
  SecurityGroupRule: securityGroupRule,
  Segment: segment,
  ProjectName: projectName,
}

/** Kinds of rows whose changes touch things. */
export const touchingKinds: readonly string[] = Object.keys(handlers)

export async function touchedBy(settings: ProjectionSettings, change: Change, view: View): Things {
  const things = (await handlers[change.kind]?.(settings, change, view)) ?? []
  // What no controller of the dialect is told has a status all the same, which does not wait for one
  return things.filter(({ key }) => settings.dialect.kinds.some(kind => kind === key.kind) || hasStatus(key))
}
