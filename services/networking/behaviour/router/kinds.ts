import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { l3, schedule } from '../agent/hosting.ts'
import { requireZones } from '../agent/require-zones.ts'
import { beginStatus } from '../initial-status.ts'
import type { Kinds } from '../kinds.ts'
import { refuse } from '../refuse.ts'
import type { Route, RouterRow } from '../rows.ts'
import type { Settings } from '../settings.ts'
import { keepConfigured } from '../tenant-policy/configured.ts'
import { removePolicies } from '../tenant-policy/policy.ts'
import { addInterface } from './add-interface.ts'
import { conntrackHelper } from './conntrack-helper.ts'
import { routerDerivation } from './derived.ts'
import { checkFlavor } from './flavor.ts'
import { completeGateway, disconnect } from './gateway.ts'
import { legsOf } from './legs.ts'
import { checkMode, renameInterfaces } from './mode.ts'
import { ndpProxy } from './ndp-proxy.ts'
import { checkNdpProxy } from './ndp-state.ts'
import { removeInterface } from './remove-interface.ts'
import { checkRoutes, withoutRoutes, withRoutes } from './routes.ts'
import { ownRules } from './rules.ts'
import { serviceProvider } from './service-provider.ts'

const routesIn = ({ routes }: Row): readonly Route[] => (routes ?? []) as readonly Route[]

async function create(row: Draft, given: Row, work: Work, settings: Settings) {
  if ((given['routes'] as readonly Route[] | undefined)?.length) refuse('router.routes_at_creation', {}, '/routes')
  if (given['router_rules'] !== undefined) refuse('router.rules_at_creation', {}, '/router_rules')
  if (typeof row['flavor_id'] === 'string') await checkFlavor(row['flavor_id'], work)
  beginStatus(row, given, settings)
  await requireZones(row, l3, settings, work)
  if (given['external_gateway_info'] !== undefined) await completeGateway(row, undefined, given as RouterRow, work)
  await checkNdpProxy(row, undefined, given as RouterRow, work)
}

async function update(row: Draft, before: Row, given: Row, work: Work, settings: Settings) {
  const old = before as RouterRow
  const router = row as unknown as RouterRow
  checkMode(router, old)
  if (given['routes'] !== undefined) {
    if (router.routes.length > settings.max_routes)
      refuse('router.routes_exhausted', { router: old.id, most: settings.max_routes }, '/routes')
    await checkRoutes(work, router.routes, await legsOf(work, old.id))
  }
  if (given['router_rules'] !== undefined) row['own_rules'] = ownRules(old.id, given['router_rules'], settings)
  if (given['external_gateway_info'] !== undefined) await completeGateway(row, old, given as RouterRow, work)
  await checkNdpProxy(row, old, given as RouterRow, work)
}

const router = (settings: Settings): Behaviour => {
  const setRoutes = async ({ id }: RouterRow, routes: readonly Route[], work: Work) => {
    await work.update('Router', id, { routes })
    return undefined
  }
  return {
    create: (row, given, work) => create(row, given, work, settings),
    async created({ row }, _given, work) {
      await keepConfigured(String(row['project_id']), settings, work)
      return schedule(l3, String(row['id']), work)
    },
    update: (row, old, given, work) => update(row, old, given, work, settings),
    async updated(stored, old, _given, work) {
      await renameInterfaces(stored.row as RouterRow, old as RouterRow, work)
    },
    async remove(row, work) {
      const gone = row as RouterRow
      const { interfaces } = await legsOf(work, gone.id)
      const ports = interfaces.map(({ id }) => id).join(', ')
      if (interfaces.length > 0) refuse('router.in_use', { router: gone.id, ports })
      await disconnect(gone, work)
    },
    removed: (row, work) => removePolicies(work, String(row['project_id'])),
    actions: {
      add_router_interface: ({ row }, input, work) => addInterface(row as RouterRow, input, work),
      remove_router_interface: ({ row }, input, work) => removeInterface(row as RouterRow, input, work),
      add_extraroutes: ({ row }, input, work) =>
        setRoutes(row as RouterRow, withRoutes((row as RouterRow).routes, routesIn(input)), work),
      remove_extraroutes: ({ row }, input, work) =>
        setRoutes(row as RouterRow, withoutRoutes((row as RouterRow).routes, routesIn(input)), work),
    },
    derived: routerDerivation(settings),
  }
}

export const routerKinds: Kinds = settings => ({
  Router: router(settings),
  ConntrackHelper: conntrackHelper,
  NdpProxy: ndpProxy,
  ServiceProvider: serviceProvider,
})
