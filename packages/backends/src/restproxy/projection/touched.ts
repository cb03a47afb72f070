/** Which things may be otherwise because of a change: a handler for each kind of row, one dispatch. */
import type { Json } from '@baryon/kit'
import type { Change, Desired, Key, Row, Touched, View } from '@baryon/reconcile'
import { floatingIpFrame } from './floating-ip.ts'
import { frameOfRow, policyThings } from './policy.ts'
import { isTold, portAddress, portParents } from './port.ts'
import { interfaceAddress, interfaceKey, interfaceParents, legsOf, routerFrame } from './router.ts'
import { DHCP, FLOATING_IP, GATEWAY, idOf, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { hasStatus } from './status.ts'
import { needsTenant, tenantKey, tenantOf, tenantParents } from './tenant.ts'

type Handler = (settings: ProjectionSettings, change: Change, view: View) => AsyncIterable<Touched>

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
async function* tenantOfRow(settings: ProjectionSettings, change: Change, view: View): AsyncGenerator<Touched> {
  const { dialect } = settings
  if (!dialect.kinds.includes('tenant')) return
  const { since, until } = await projectsOf(change, view)
  const meant = (project: string) => needsTenant(change.kind, project)
  for (const project of since.filter(meant)) yield only(tenantKey(dialect, project))
  for (const project of until.filter(meant)) yield { ...only(tenantKey(dialect, project)), gone: { address: {} } }
}

async function* network(settings: ProjectionSettings, change: Change, view: View): AsyncGenerator<Touched> {
  const { dialect } = settings
  const project = textOf(change.image, 'project_id')
  const key = { kind: 'network', id: change.id }
  const address = { tenant: tenantOf(dialect, project) }
  yield own(change, { key, parents: tenantParents(dialect, project), address })
  yield* tenantOfRow(settings, change, view)
  yield* gatewaysOn(settings, change.id, view)
  if (dialect.ml2) yield* portsOn(change.id, view)
}

async function* portsOn(id: string, view: View): AsyncGenerator<Touched> {
  for await (const port of view.list('Port', { network_id: id })) yield only({ kind: 'port', id: idOf(port) })
}

/** Routers with their gateway on a network, where they tell that network. */
async function* gatewaysOn({ dialect }: ProjectionSettings, id: string, view: View): AsyncGenerator<Touched> {
  if (!dialect.gatewayNetwork || !dialect.kinds.includes('router')) return
  for await (const port of view.list('Port', { network_id: id, device_owner: GATEWAY }))
    yield only({ kind: 'router', id: textOf(port, 'device_id') })
}

async function* subnet(settings: ProjectionSettings, { image }: Change, view: View): AsyncGenerator<Touched> {
  const id = textOf(image, 'network_id')
  yield only({ kind: 'network', id })
  yield* gatewaysOn(settings, id, view)
  if (settings.dialect.quirks.gatewayStays) yield* portsOn(id, view)
}

async function* port(settings: ProjectionSettings, change: Change, view: View): AsyncGenerator<Touched> {
  const { dialect } = settings
  const { image, id } = change
  const key = { kind: 'port', id }
  const frame = { key, parents: portParents(dialect, image), address: portAddress(dialect, image) }
  yield own(change, frame, isTold(dialect, image))
  yield* tenantOfRow(settings, change, view)
  if (dialect.network === 'flat') return
  const before = change.operation === 'update' ? await view.before(change) : undefined
  const images = before === undefined ? [image] : [image, before]
  yield* legs(settings, change, before, view)
  const owners = new Set(images.map(row => textOf(row, 'device_owner')))
  const on = textOf(image, 'network_id')
  if (owners.has(DHCP) && settings.metadataRoute) {
    yield only({ kind: 'network', id: on })
    yield* gatewaysOn(settings, on, view)
  }
  if (owners.has(FLOATING_IP) && dialect.portsOfAddresses) {
    yield only({ kind: 'floatingip', id: textOf(image, 'device_id') })
    yield only({ kind: 'network', id: on })
  }
}

/** Interfaces that a port makes, and those that it made before. */
async function* legs(
  { dialect }: ProjectionSettings,
  { operation, image }: Change,
  before: Row | undefined,
  view: View,
): AsyncGenerator<Touched> {
  if (!dialect.kinds.includes('interface')) return
  const now = operation === 'delete' ? [] : legsOf(dialect, image)
  const then = legsOf(dialect, before ?? image)
  const parents = (router: string) => interfaceParents(router, textOf(image, 'network_id'))
  for (const leg of now) yield only(interfaceKey(leg), parents(leg.router))
  for (const leg of then) {
    if (now.some(({ router, name }) => router === leg.router && name === leg.name)) continue
    const router = await view.get('Router', leg.router)
    const gone: { readonly address: Json } | undefined = router && {
      address: interfaceAddress(dialect, router, leg.name),
    }
    yield { ...only(interfaceKey(leg), parents(leg.router)), ...(gone === undefined ? {} : { gone }) }
  }
}

async function* router(settings: ProjectionSettings, change: Change, view: View): AsyncGenerator<Touched> {
  yield own(change, routerFrame(settings.dialect, change.image))
  yield* tenantOfRow(settings, change, view)
  const { since, until } = await projectsOf(change, view)
  for (const project of since)
    for (const { key, parents } of await policyThings(settings, project, view)) yield only(key, parents)
  for (const project of until)
    for (const { key, parents, address } of await policyThings(settings, project, view))
      yield { key, parents, gone: { address } }
  // Their URLs have the project of their router.
  if (change.operation !== 'update' || until.length === 0) return
  for await (const port of view.list('Port', { device_id: change.id }))
    for (const leg of legsOf(settings.dialect, port)) yield only(interfaceKey(leg))
}

/** Behind one that goes may be one of the configuration. */
async function* policy({ dialect }: ProjectionSettings, change: Change, view: View): AsyncGenerator<Touched> {
  const { image, operation } = change
  const { key, parents, address } = frameOfRow(dialect, image)
  yield { key, parents, ...(operation === 'delete' ? { gone: { address } } : {}) }
  const before = operation === 'update' ? await view.before(change) : undefined
  const former = before && frameOfRow(dialect, before)
  if (former === undefined || former.key.id === key.id) return
  yield { key: former.key, parents: former.parents, gone: { address: former.address } }
}

async function* floatingIp(settings: ProjectionSettings, change: Change, view: View): AsyncGenerator<Touched> {
  yield own(change, floatingIpFrame(settings.dialect, change.image))
  yield only({ kind: 'network', id: textOf(change.image, 'floating_network_id') })
  yield* tenantOfRow(settings, change, view)
}

async function* securityGroup(settings: ProjectionSettings, change: Change, view: View): AsyncGenerator<Touched> {
  const parents = tenantParents(settings.dialect, textOf(change.image, 'project_id'))
  yield own(change, { key: { kind: 'security-group', id: change.id }, parents, address: {} })
  yield* tenantOfRow(settings, change, view)
}

async function* securityGroupRule(_: ProjectionSettings, { image }: Change): AsyncGenerator<Touched> {
  yield only({ kind: 'security-group', id: textOf(image, 'security_group_id') })
}

/** Where names are escaped, all that a project has says what it is called; gateways say it of their network's. */
async function* projectName(settings: ProjectionSettings, { id }: Change, view: View): AsyncGenerator<Touched> {
  const { dialect } = settings
  yield only(tenantKey(dialect, id))
  if (dialect.naming !== 'escaped') return
  for await (const row of view.list('Network', { project_id: id })) {
    yield only({ kind: 'network', id: idOf(row) })
    yield* gatewaysOn(settings, idOf(row), view)
  }
  for (const [rows, kind] of named)
    for await (const row of view.list(rows, { project_id: id })) yield only({ kind, id: idOf(row) })
}

/** Kinds of rows besides networks that tell their project's name, as things. */
const named = [
  ['SecurityGroup', 'security-group'],
  ['Router', 'router'],
  ['Port', 'port'],
] as const

async function* segment({ dialect }: ProjectionSettings, { image }: Change, view: View): AsyncGenerator<Touched> {
  if (dialect.ml2) yield* portsOn(textOf(image, 'network_id'), view)
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

export async function touchedBy(settings: ProjectionSettings, change: Change, view: View): Promise<readonly Touched[]> {
  const touched: Touched[] = []
  for await (const thing of handlers[change.kind]?.(settings, change, view) ?? []) {
    // What no controller of the dialect is told has a status all the same, which does not wait for one
    if (settings.dialect.kinds.some(kind => kind === thing.key.kind) || hasStatus(thing.key)) touched.push(thing)
  }
  return touched
}
