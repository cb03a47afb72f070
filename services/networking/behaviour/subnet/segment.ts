/** Subnets of a routed network are each on a segment. */
import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'
import type { SubnetRow } from '../rows.ts'
import { segmentsOf } from '../segment/network-segments.ts'

/** Subnets for addresses that are routed to the network, which are on no segment. */
const isRoutedTo = ({ service_types }: SubnetRow) => service_types.includes('network:routed')

const relevant = (subnets: readonly SubnetRow[]) => subnets.filter(subnet => !isRoutedTo(subnet))

/** @param others the other subnets of the network */
export async function requireSegment(subnet: SubnetRow, others: readonly SubnetRow[], work: Work) {
  const { segment_id: id, network_id: network } = subnet
  if (id !== null) {
    // One that the caller does not see is refused as a reference, or by the policy of the attribute.
    const segment = await work.visible('Segment', id)
    if (segment !== undefined && segment.row['network_id'] !== network)
      refuse('subnet.segment_elsewhere', { network, segment: id })
  }
  if (isRoutedTo(subnet)) return
  const isMixed = relevant(others).some(other => (other.segment_id === null) !== (id === null))
  if (isMixed) refuse('subnet.not_all_on_segments', { network })
}

/** A subnet comes to a segment later when it is the only one of a network with one segment. */
export async function requireSegmentChange(
  subnet: SubnetRow,
  old: SubnetRow,
  others: readonly SubnetRow[],
  work: Work,
) {
  const { network_id: network } = subnet
  if (relevant(others).length > 0) refuse('subnet.not_all_on_segments', { network })
  if (old.segment_id !== null) refuse('subnet.segment_fixed')
  if ((await segmentsOf(network, work)).length > 1) refuse('subnet.several_segments', { network })
  await requireSegment(subnet, others, work)
}
