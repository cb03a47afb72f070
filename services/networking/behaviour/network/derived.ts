import type { Derivation, Sight } from '@baryon/decide'
import type { Filter, Row } from '@baryon/model'
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

/** What a network shows beside what is stored. */
export const networkDerivation = (settings: Settings): Derivation => {
  const simple = (row: Row, { caller }: Sight) => ({
    shared: isShared(row, caller),
    'router:external': (row as NetworkRow).external_for.length > 0,
    availability_zones: zonesOf(row, settings),
  })
  return {
    load(rows, sight, wanted) {
      if (!wanted.has('segments')) return rows.map(row => simple(row, sight))
      return severalSegments(rows, sight).then(several =>
        rows.map(row => {
          const segments = several.get(String(row['id']))?.map(providerOf)
          return { ...simple(row, sight), ...(segments === undefined ? {} : { segments }) }
        }),
      )
    },
    filters: { shared: sharedFilter, 'router:external': externalFilter },
  }
}
