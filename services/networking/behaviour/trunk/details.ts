/** The attribute `trunk_details` of the parent port of a trunk. */
import type { Sight } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { subportsOf } from './subports.ts'

async function detailsOf(trunk: Row, sight: Sight): Promise<Json> {
  const sub_ports: Json[] = []
  for (const subport of subportsOf(trunk['sub_ports'])) {
    const port = await sight.read.get(sight.kind('Port'), subport.port_id)
    sub_ports.push({ ...subport, mac_address: port?.row['mac_address'] ?? null })
  }
  return { trunk_id: trunk['id'] ?? null, sub_ports }
}

/** By id of the port, for those of these ports that are parents. For the derived attributes of Port. */
export async function trunkDetails(ports: readonly string[], sight: Sight): Promise<ReadonlyMap<string, Json>> {
  const trunks = await sight.read.list(sight.kind('Trunk'), { filter: { attribute: 'port_id', in: ports } })
  const details = new Map<string, Json>()
  for (const { row } of trunks) details.set(String(row['port_id']), await detailsOf(row, sight))
  return details
}
