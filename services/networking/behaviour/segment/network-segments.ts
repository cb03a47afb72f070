import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { SegmentFacts } from './network-types.ts'

export interface SegmentRow extends Row, SegmentFacts {
  readonly id: string
  readonly network_id: string
  readonly network_type: string
  readonly physical_network: string | null
  readonly segmentation_id: number | null
  readonly position: number
}

export const inOrder = (rows: readonly Row[]): SegmentRow[] =>
  (rows as readonly SegmentRow[]).toSorted((left, right) => left.position - right.position)

/** The segments of a network, in order. */
export async function segmentsOf(network: string, work: Work): Promise<readonly SegmentRow[]> {
  const stored = await work.list('Segment', { attribute: 'network_id', in: [network] })
  return inOrder(stored.map(({ row }) => row))
}

/** How a network or an item of its segments shows a segment. */
export const providerOf = ({ network_type, physical_network, segmentation_id }: SegmentFacts) => ({
  'provider:network_type': network_type,
  'provider:physical_network': physical_network,
  'provider:segmentation_id': segmentation_id,
})

/** What provider attributes ask for; undefined when they ask for nothing. */
export function factsOf(row: Row): SegmentFacts | undefined {
  const facts = {
    network_type: (row['provider:network_type'] ?? null) as string | null,
    physical_network: (row['provider:physical_network'] ?? null) as string | null,
    segmentation_id: (row['provider:segmentation_id'] ?? null) as number | null,
  }
  const { network_type } = facts
  const isAsked = network_type !== null || facts.physical_network !== null || facts.segmentation_id !== null
  return isAsked ? { ...facts, network_type: network_type ?? '' } : undefined
}

const none = { 'provider:network_type': null, 'provider:physical_network': null, 'provider:segmentation_id': null }

/** Keeps the provider attributes of a network in step: those of its only segment, or none. */
export async function showSegments(network: string, work: Work) {
  if ((await work.get('Network', network)) === undefined) return
  const [only, ...others] = await segmentsOf(network, work)
  await work.update('Network', network, only === undefined || others.length > 0 ? none : providerOf(only))
}
