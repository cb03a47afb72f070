/** The ids that networks get: of the settings, and those that administrators add. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { Settings } from '../settings.ts'
import type { IdRange } from './free-id.ts'
import type { NumberedType } from './network-types.ts'

export interface SegmentRangeRow extends Row, IdRange {
  readonly id: string
  readonly project_id: string | null
  readonly default: boolean
  readonly shared: boolean
  readonly network_type: NumberedType
  readonly physical_network: string | null
  readonly minimum: number
  readonly maximum: number
}

const parsed = (texts: readonly string[], network_type: NumberedType, physical_network: string | null): IdRange[] =>
  texts.map(text => {
    const [minimum = 0, maximum = 0] = text.split(':').map(Number)
    return { network_type, physical_network, minimum, maximum }
  })

/** The ranges of the settings. */
export function configuredRanges({ vlan_ranges, vni_ranges, network_types }: Settings): IdRange[] {
  const vlans = Object.entries(vlan_ranges).flatMap(([physical, texts]) => parsed(texts, 'vlan', physical))
  const tunnels = (['vxlan', 'geneve', 'gre'] as const).flatMap(type => parsed(vni_ranges[type], type, null))
  return [...vlans, ...tunnels].filter(range => network_types.includes(range.network_type))
}

export const isSameRange = (left: IdRange, right: IdRange): boolean =>
  left.network_type === right.network_type &&
  left.physical_network === right.physical_network &&
  left.minimum === right.minimum &&
  left.maximum === right.maximum

/** All ranges of a type, those of the settings first. */
export async function rangesOf(type: NumberedType, work: Work): Promise<readonly SegmentRangeRow[]> {
  const stored = await work.list('NetworkSegmentRange', { attribute: 'network_type', in: [type] })
  const rows = stored.map(({ row }) => row as SegmentRangeRow)
  return [...rows].sort((left, right) => Number(right.default) - Number(left.default) || left.minimum - right.minimum)
}

/** Those that networks of the project get ids of: its own first. */
export const forProject = (ranges: readonly SegmentRangeRow[], project: string): readonly SegmentRangeRow[] => [
  ...ranges.filter(range => !range.shared && range.project_id === project),
  ...ranges.filter(range => range.shared),
]

/** The physical networks that have VLANs. */
export async function vlanNetworks(settings: Settings, work: Work): Promise<ReadonlySet<string>> {
  const ranges = await rangesOf('vlan', work)
  return new Set([...Object.keys(settings.vlan_ranges), ...ranges.flatMap(range => range.physical_network ?? [])])
}
