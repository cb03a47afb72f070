/** Where a port is: its network's subnets and its host. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { Place } from '../addresses/candidates.ts'
import { type Subnet, subnetOf } from '../addresses/subnet.ts'
import type { NetworkRow } from '../rows.ts'
import type { Settings } from '../settings.ts'
import { isOffered } from './offer.ts'
import { asPort, hostOf } from './row.ts'

async function subnetsOf({ subnets }: NetworkRow, work: Work): Promise<Subnet[]> {
  const found: Subnet[] = []
  for (const id of subnets) {
    const stored = await work.get('Subnet', id)
    if (stored !== undefined) found.push(subnetOf(stored.row))
  }
  return found
}

/** A host that ports can be bound to is connected to all segments. */
export async function placeOf(port: Row, network: Row, settings: Settings, work: Work): Promise<Place> {
  const host = hostOf(port)
  const { network_id, device_owner } = asPort(port)
  return {
    network: network_id,
    subnets: await subnetsOf(network as NetworkRow, work),
    owner: device_owner,
    host,
    reaches: () => isOffered(host, settings, work.hosts),
  }
}
