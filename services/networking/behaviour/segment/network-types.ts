/** What types of networks there are, and what a segment of each has to say. */
import type { Settings } from '../settings.ts'

export const networkTypes = ['local', 'flat', 'vlan', 'vxlan', 'geneve', 'gre'] as const
export type NetworkType = (typeof networkTypes)[number]

/** Types whose segments have an id. */
export type NumberedType = Exclude<NetworkType, 'local' | 'flat'>

/** Bytes that a packet on the wire needs beside the packet of the network. */
const overhead: Readonly<Record<NetworkType, number>> = { local: 0, flat: 0, vlan: 0, vxlan: 50, geneve: 58, gre: 42 }

/** The greatest id of each type; the least is 1. */
export const greatestId: Readonly<Record<NumberedType, number>> = {
  vlan: 4094,
  vxlan: 2 ** 24 - 1,
  geneve: 2 ** 24 - 1,
  gre: 2 ** 32 - 1,
}

export const isNumbered = (type: string): type is NumberedType => Object.hasOwn(greatestId, type)

/** The greatest packet that segments of all these types carry. */
export const greatestMtu = (types: readonly string[], { physical_mtu }: Settings): number =>
  Math.min(physical_mtu, ...types.map(type => physical_mtu - (overhead[type as NetworkType] ?? 0)))

/** What is asked of a segment, or what one has. */
export interface SegmentFacts {
  readonly network_type: string
  readonly physical_network: string | null
  readonly segmentation_id: number | null
}

/** What no two segments share; null where nothing is shared. */
export function allocationOf({ network_type, physical_network, segmentation_id }: SegmentFacts): string | null {
  if (network_type === 'local') return null
  return [network_type, physical_network ?? '', segmentation_id ?? ''].join(':')
}
