/** The subports of trunks: what they may be. */
import type { Work } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { found } from '../found.ts'
import { pythonic } from '../python.ts'
import { refuse } from '../refuse.ts'
import { trunkOfParent, trunkOfSubport } from './use.ts'

export type Subport = {
  readonly port_id: string
  readonly segmentation_type: string | null
  readonly segmentation_id: number | null
}

export const subportsOf = (value: Json | undefined): readonly Subport[] => (value ?? []) as readonly Subport[]

/** `inherit` takes the tag of the port's network. */
function inherited(subport: Subport, network: Row): Subport {
  if (subport.segmentation_type !== 'inherit') return subport
  return {
    port_id: subport.port_id,
    segmentation_type: (network['provider:network_type'] ?? null) as string | null,
    segmentation_id: (network['provider:segmentation_id'] ?? null) as number | null,
  }
}

function requireTag({ segmentation_type: type, segmentation_id: tag, port_id }: Subport) {
  if (type === null || tag === null) {
    const given = pythonic({
      port_id,
      ...(type === null ? {} : { segmentation_type: type }),
      ...(tag === null ? {} : { segmentation_id: tag }),
    })
    refuse('trunk.segmentation', {
      reason: `Invalid subport details '${given}': missing segmentation information. Must specify both segmentation_id and segmentation_type`,
    })
  }
  if (type !== 'vlan') refuse('trunk.segmentation', { reason: `Unknown segmentation_type '${type}'` })
  if (tag < 1 || tag > 4094) refuse('trunk.segmentation', { reason: `Segmentation ID '${tag}' is not in range` })
}

async function requireFree(port: Row, work: Work) {
  const id = String(port['id'])
  if ((await trunkOfSubport(work, id)) !== undefined) refuse('trunk.subport_taken', { port: id })
  if ((await trunkOfParent(work, id)) !== undefined) refuse('trunk.parent_taken', { port: id })
  if (port['device_id'] !== '')
    refuse('trunk.port_used', { port: id, network: port['network_id'], device: port['device_id'] })
}

/**
 * Subports as they are stored: with the tags of their traffic.
 * @param parent the row of the parent port
 */
export async function checkedSubports(asked: readonly Subport[], parent: Row, work: Work): Promise<Subport[]> {
  const own = await found(work, 'Network', String(parent['network_id']))
  const checked: Subport[] = []
  for (const one of asked) {
    if (one.port_id === parent['id']) refuse('trunk.parent_taken', { port: one.port_id })
    const port = await found(work, 'Port', one.port_id)
    const network = await found(work, 'Network', String(port['network_id']))
    const [mtu, parentMtu] = [Number(network['mtu']), Number(own['mtu'])]
    if (mtu > parentMtu) refuse('trunk.mtu', { mtu, port: one.port_id, parentMtu, parent: parent['id'] })
    const subport = inherited(one, network)
    requireTag(subport)
    await requireFree(port, work)
    checked.push(subport)
  }
  return checked
}

/** No two subports of a trunk have the same tag, nor is one there twice. */
export function requireDistinct(subports: readonly Subport[], trunk: string) {
  const tags = new Set<string>()
  const ports = new Set<string>()
  for (const { port_id, segmentation_type: type, segmentation_id: tag } of subports) {
    if (ports.has(port_id)) refuse('trunk.subport_taken', { port: port_id })
    if (tags.has(`${type} ${tag}`)) refuse('trunk.tag_taken', { type, tag, trunk })
    ports.add(port_id)
    tags.add(`${type} ${tag}`)
  }
}
