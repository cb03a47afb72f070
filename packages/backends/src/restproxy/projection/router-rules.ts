/** Rules of routers: their own, or those of the configuration, `TENANT:SOURCE:DESTINATION:ACTION[:NEXTHOP,…]`. */
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/reconcile'
import { listOf, textOf } from './rows.ts'

export interface RouterRule {
  /** A project, or `*`. */
  readonly tenant: string
  readonly source: string
  readonly destination: string
  readonly action: string
  readonly nexthops: readonly string[]
}

/** undefined: it is not such a rule. */
export function readRouterRule(text: string): RouterRule | undefined {
  const [tenant, source, destination, action, nexthops, more] = text.split(':').map(part => part.trim())
  if (!tenant || !source || !destination || more !== undefined) return undefined
  if (action !== 'permit' && action !== 'deny') return undefined
  return { tenant, source, destination, action, nexthops: nexthops ? nexthops.split(',').map(hop => hop.trim()) : [] }
}

/** Rules of a project replace those of all. */
function rulesOf(rules: readonly RouterRule[], project: string): readonly RouterRule[] {
  const own = rules.filter(({ tenant }) => tenant === project)
  return own.length > 0 ? own : rules.filter(({ tenant }) => tenant === '*')
}

/** `router_rules` of a router. */
export function routerRules(rules: readonly RouterRule[], router: Row): Json {
  const own = listOf(router, 'own_rules') as readonly Omit<RouterRule, 'tenant'>[]
  const told = own.length > 0 ? own : rulesOf(rules, textOf(router, 'project_id'))
  return told.map(({ source, destination, action, nexthops }, index) => ({
    id: index + 1,
    source,
    destination,
    action,
    nexthops,
  }))
}

/** Of the first policy that follows from the configuration. */
const FIRST_PRIORITY = 14_000

/** As policies of a tenant, by their priority. */
export const defaultPolicies = (rules: readonly RouterRule[], project: string) =>
  rulesOf(rules, project).map(({ source, destination, action, nexthops }, index) => ({
    priority: FIRST_PRIORITY + index,
    source,
    source_port: null,
    destination,
    destination_port: null,
    protocol: null,
    ipproto: null,
    action,
    nexthops,
  }))
