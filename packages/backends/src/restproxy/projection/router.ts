/** Routers, and their interfaces: ports of a network that a router is plugged into. */
import type { Json } from '@baryon/kit'
import type { Desired, Key, Row, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { gatewayNetworkBody, ownedBody } from './network.ts'
import { routerRules } from './router-rules.ts'
import { fixedIpsOf, idOf, isInterface, stateOf, textOf } from './rows.ts'
import type { ProjectionSettings } from './settings.ts'
import { tenantOf, tenantParents } from './tenant.ts'

const gatewayOf = (router: Row): string => textOf((router['external_gateway_info'] ?? {}) as Row, 'network_id')

async function gatewayBody(settings: ProjectionSettings, router: Row, view: View): Promise<Json> {
  const network_id = gatewayOf(router)
  if (network_id === '') return null
  const row = settings.dialect.gatewayNetwork ? await view.get('Network', network_id) : undefined
  if (row === undefined) return { network_id }
  return { network_id, network: await gatewayNetworkBody(settings, row, view), tenant_id: textOf(row, 'project_id') }
}

export function routerFrame(dialect: Dialect, row: Row): Omit<Desired, 'body'> {
  const project = textOf(row, 'project_id')
  const gateway = gatewayOf(row)
  return {
    key: { kind: 'router', id: idOf(row) },
    parents: [...tenantParents(dialect, project), ...(gateway === '' ? [] : [{ kind: 'network', id: gateway }])],
    address: { tenant: tenantOf(dialect, project) },
  }
}

export async function routerThing(settings: ProjectionSettings, row: Row, view: View): Promise<Desired> {
  const { dialect } = settings
  const rules = { router_rules: routerRules(settings.routerRules, row) }
  return {
    ...routerFrame(dialect, row),
    body: {
      ...(await ownedBody(dialect, row, view)),
      external_gateway_info: await gatewayBody(settings, row, view),
      state: stateOf(row),
      ...(dialect.routerRules === 'rules' ? rules : {}),
    },
  }
}

/** A leg of a router: one for each network or each subnet, as the dialect has it. */
export interface Leg {
  readonly router: string
  /** What it is called: the id of its network or subnet. */
  readonly name: string
  readonly body: Json
}

export function legsOf(dialect: Dialect, port: Row): readonly Leg[] {
  if (!isInterface(port)) return []
  const network = textOf(port, 'network_id')
  return fixedIpsOf(port).map(({ subnet_id: subnet, ip_address }) => {
    const name = dialect.interfaces === 'network' ? network : subnet
    const body = { id: name, network, subnet, ...(dialect.portsOfAddresses ? { ip_address } : {}) }
    return { router: textOf(port, 'device_id'), name, body }
  })
}

export const interfaceKey = ({ router, name }: Pick<Leg, 'router' | 'name'>): Key => ({
  kind: 'interface',
  id: `${router}/${name}`,
})

export const interfaceParents = (router: string, network: string): readonly Key[] => [
  { kind: 'router', id: router },
  { kind: 'network', id: network },
]

export const interfaceAddress = (dialect: Dialect, router: Row, name: string) => ({
  tenant: tenantOf(dialect, textOf(router, 'project_id')),
  router: idOf(router),
  interface: name,
})

/** Of the interfaces of a router, where several ports make one: that of the first port. */
export async function* interfaceThings(dialect: Dialect, router: Row, view: View): AsyncGenerator<Desired> {
  const told = new Set<string>()
  for await (const port of view.list('Port', { device_id: idOf(router) })) {
    for (const leg of legsOf(dialect, port)) {
      if (told.has(leg.name)) continue
      told.add(leg.name)
      yield {
        key: interfaceKey(leg),
        parents: interfaceParents(leg.router, textOf(port, 'network_id')),
        address: interfaceAddress(dialect, router, leg.name),
        body: leg.body,
      }
    }
  }
}

export async function desiredInterface(dialect: Dialect, id: string, view: View): Promise<Desired | undefined> {
  const router = await view.get('Router', id.slice(0, id.indexOf('/')))
  if (router === undefined) return undefined
  for await (const thing of interfaceThings(dialect, router, view)) if (thing.key.id === id) return thing
  return undefined
}
