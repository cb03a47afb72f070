import type { Derivation, Sight } from '@baryon/decide'
import type { Filter, Row } from '@baryon/model'
import { dhcp } from '../agent/hosting.ts'
import { servedZones } from '../agent/served-zones.ts'
import { isShared, sharedFilter } from '../rbac/shared.ts'
import type { NetworkRow } from '../rows.ts'
import { inOrder, providerOf, type SegmentRow } from '../segment/network-segments.ts'
import type { Settings } from '../settings.ts'

/** The segments of those networks that have several, by network. */
async function severalSegments(networks: readonly Row[], { read, kind }: Sight): Promise<Map<string, SegmentRow[]>> {
  const ids = networks.filter(row => row['provider:network_type'] === null).map(row => String(row['id']))
  if (ids.length === 0) return new Map()
  const stored = await read.list(kind('Segment'), { filter: { attribute: 'network_id', in: ids } })
  return Map.groupBy(inOrder(stored.map(({ row }) => row)), segment => segment.network_id)
}

/** Without an agent a network is in the zones that it should be in, or in those of the cloud, once it has a subnet. */
function zonesOf(row: Row, { default_availability_zones: usual }: Settings) {
  const hints = (row['availability_zone_hints'] ?? []) as readonly string[]
  const isServed = (row['subnets'] as readonly string[]).length > 0
  return isServed ? (hints.length > 0 ? hints : usual) : []
}

const isTrue = (text: string) => ['true', '1'].includes(text.toLowerCase())

function externalFilter(values: readonly string[]): Filter {
  const external: Filter = { list: 'external_for', where: { all: [] } }
  const wanted = new Set(values.map(isTrue))
  if (wanted.size !== 1) return wanted.size > 0 ? { all: [] } : { any: [] }
  return wanted.has(true) ? external : { not: external }
}

const provider = ['provider:network_type', 'provider:physical_network', 'provider:segmentation_id']

/** A network inside is never the default one; what a network of several segments is made of, these say. */
function hidden(row: NetworkRow): readonly string[] {
  const names = row.external_for.length > 0 ? [] : ['is_default']
  return row['provider:network_type'] === null ? [...names, ...provider] : names
}

/** What a network shows beside what is stored. */
export const networkDerivation = (settings: Settings): Derivation => {
  const simple = (row: Row, { caller }: Sight) => ({
    shared: isShared(row, caller),
    'router:external': (row as NetworkRow).external_for.length > 0,
  })
  return {
    async load(rows, sight, wanted) {
      const zones = wanted.has('availability_zones') ? await servedZones(rows, dhcp, sight) : undefined
      const several = wanted.has('segments') ? await severalSegments(rows, sight) : undefined
      return rows.map(row => {
        const id = String(row['id'])
        const segments = several?.get(id)?.map(providerOf)
        const availability_zones = zones?.get(id) ?? zonesOf(row, settings)
        return { ...simple(row, sight), availability_zones, ...(segments === undefined ? {} : { segments }) }
      })
    },
    hides: row => hidden(row as NetworkRow),
    filters: { shared: sharedFilter, 'router:external': externalFilter },
  }
}
