import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import { type FreeIds, isFree } from './free-id.ts'
import { allocationOf, isNumbered, type NumberedType, type SegmentFacts } from './network-types.ts'
import { forProject, rangesOf, vlanNetworks } from './ranges.ts'
import { validateSegment } from './validate.ts'

/** A free id of the ranges of a project; of VLANs, on one physical network or on any. */
async function anyOf(
  type: NumberedType,
  physical: string | null,
  project: string,
  ids: FreeIds,
  work: Work,
): Promise<SegmentFacts | undefined> {
  for (const range of forProject(await rangesOf(type, work), project)) {
    if (physical !== null && range.physical_network !== physical) continue
    const segmentation_id = await ids.of(range, work)
    if (segmentation_id !== undefined)
      return { network_type: type, physical_network: range.physical_network, segmentation_id }
  }
  return undefined
}

async function requireFree(facts: SegmentFacts, work: Work) {
  const { network_type: type, physical_network: physical, segmentation_id: id } = facts
  if (type === 'local') return
  if (!isNumbered(type)) {
    const taken = await work.tx.count(work.kind('Segment'), { attribute: 'allocation', in: [allocationOf(facts)] })
    if (taken > 0) refuse('segment.flat_in_use', { physical })
  } else if (id !== null && !(await isFree({ network_type: type, physical_network: physical }, id, work))) {
    refuse(type === 'vlan' ? 'segment.vlan_in_use' : 'segment.tunnel_in_use', { id, physical })
  }
}

/**
 * The segment that is asked for, with an id of the project's ranges where it needs one and has none.
 * @throws Refusal when it cannot be, or is in use
 */
export async function reserve(
  asked: SegmentFacts,
  project: string,
  settings: Settings,
  ids: FreeIds,
  work: Work,
): Promise<SegmentFacts> {
  const vlans = asked.network_type === 'vlan' ? await vlanNetworks(settings, work) : new Set<string>()
  validateSegment(asked, settings, vlans)
  const type = asked.network_type
  if (isNumbered(type) && asked.segmentation_id === null) {
    const found = await anyOf(type, asked.physical_network, project, ids, work)
    return found ?? refuse('segment.exhausted')
  }
  await requireFree(asked, work)
  return asked
}

/** A segment of the first type that projects get and that has one left. @throws Refusal `segment.exhausted` */
export async function reserveUsual(
  project: string,
  settings: Settings,
  ids: FreeIds,
  work: Work,
): Promise<SegmentFacts> {
  for (const type of settings.tenant_network_types) {
    if (type === 'local') return { network_type: type, physical_network: null, segmentation_id: null }
    const found = isNumbered(type) ? await anyOf(type, null, project, ids, work) : undefined
    if (found !== undefined) return found
  }
  return refuse('segment.exhausted')
}
