import type { Derivation, Sight } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { l3 } from '../agent/hosting.ts'
import { servedZones } from '../agent/served-zones.ts'
import type { Settings } from '../settings.ts'
import { shownRules } from './rules.ts'

/** By the id of the router. */
async function helpersOf(rows: readonly Row[], sight: Sight): Promise<ReadonlyMap<string, readonly Json[]>> {
  const filter = { attribute: 'router_id', in: rows.map(({ id }) => id as string) }
  const byRouter = new Map<string, Json[]>()
  for (const { row } of await sight.read.list(sight.kind('ConntrackHelper'), { filter })) {
    const { router_id, protocol, port, helper } = row
    const shown: Json = { protocol: protocol ?? null, port: port ?? null, helper: helper ?? null }
    const known = byRouter.get(router_id as string)
    if (known === undefined) byRouter.set(router_id as string, [shown])
    else known.push(shown)
  }
  return byRouter
}

/** Without an agent a router is in the zones that it should be in, or in those of the cloud. */
function zonesOf(row: Row, settings: Settings): readonly Json[] {
  const hints = (row['availability_zone_hints'] ?? []) as readonly Json[]
  return hints.length > 0 ? hints : settings.default_availability_zones
}

/** What a router shows beside what is stored of it. */
export const routerDerivation = (settings: Settings): Derivation => ({
  async load(rows, sight, wanted) {
    const zones = wanted.has('availability_zones') ? await servedZones(rows, l3, sight) : undefined
    const helpers = wanted.has('conntrack_helpers') ? await helpersOf(rows, sight) : undefined
    return rows.map(row => ({
      availability_zones: zones?.get(row['id'] as string) ?? zonesOf(row, settings),
      conntrack_helpers: helpers?.get(row['id'] as string) ?? [],
      router_rules: wanted.has('router_rules') ? shownRules(row, settings) : [],
    }))
  },
})
