import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'
import type { PortForwardingRow } from '../rows.ts'
import { collides, rangeOf, spanOf } from './port-range.ts'

type Side = 'external_port_range' | 'internal_port_range'

function refuseOthers(
  { id, protocol, ...own }: PortForwardingRow,
  side: Side,
  others: readonly PortForwardingRow[],
): void {
  const text = own[side] as string
  const range = rangeOf(text, side)
  const other = others.find(
    one => one.id !== id && one.protocol === protocol && collides(rangeOf(one[side], side), range),
  )
  if (other !== undefined) refuse('port_forwarding.collision', { side, other: other[side], range: text }, `/${side}`)
}

const listed = async (work: Work, attribute: string, id: string) =>
  (await work.list('PortForwarding', { attribute, in: [id] })).map(({ row }) => row as PortForwardingRow)

/** Refuses ports that lead somewhere already, inside or outside, and ranges that do not fit each other. */
export async function refuseCollisions(forwarding: PortForwardingRow, work: Work): Promise<void> {
  const inside = spanOf(rangeOf(forwarding.internal_port_range, 'internal_port_range'))
  const outside = spanOf(rangeOf(forwarding.external_port_range, 'external_port_range'))
  if (inside > 0 && inside !== outside) refuse('port_forwarding.ranges', {}, '/internal_port_range')
  const samePort = await listed(work, 'internal_port_id', forwarding.internal_port_id)
  const sameAddress = samePort.filter(one => one.internal_ip_address === forwarding.internal_ip_address)
  refuseOthers(forwarding, 'internal_port_range', sameAddress)
  refuseOthers(forwarding, 'external_port_range', await listed(work, 'floatingip_id', forwarding.floatingip_id))
}
