import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Filter } from '@baryon/model'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import type { FreeIds } from './free-id.ts'
import { type SegmentRow, segmentsOf, showSegments } from './network-segments.ts'
import { allocationOf, type SegmentFacts } from './network-types.ts'
import { reserve } from './reserve.ts'

/** Completes a segment that an administrator adds to a network. */
async function addTo(row: Draft, settings: Settings, ids: FreeIds, work: Work) {
  const network = await found(work, 'Network', String(row['network_id']))
  const asked = row as unknown as SegmentFacts
  Object.assign(row, await reserve(asked, String(network['project_id']), settings, ids, work))
  const before = await segmentsOf(String(row['network_id']), work)
  row['position'] = (before.at(-1)?.position ?? -1) + 1
  row['description'] ??= ''
}

async function requireNoSubnets({ id }: SegmentRow, work: Work) {
  const subnets = await work.list('Subnet', { attribute: 'segment_id', in: [id] })
  if (subnets.length === 0) return
  refuse('segment.in_use', { segment: id, subnets: subnets.map(({ row }) => row['id']).join(', ') })
}

const unbound = ['unbound', 'binding_failed']

/** Ports are bound by way of the first segment. */
async function requireNoBoundPorts({ id, network_id }: SegmentRow, work: Work) {
  const [first] = await segmentsOf(network_id, work)
  if (first?.id !== id) return
  const isBound: Filter = { not: { attribute: 'binding:vif_type', in: unbound } }
  const ports = await work.tx.count(work.kind('Port'), {
    all: [{ attribute: 'network_id', in: [network_id] }, isBound],
  })
  if (ports > 0) refuse('segment.bound', { segment: id, ports })
}

/** Segments that come and go with their network are made by the network; what it asks for is complete. */
export const segmentBehaviour = (settings: Settings, ids: FreeIds): Behaviour => ({
  async create(row, _given, work) {
    if (work.asked) await addTo(row, settings, ids, work)
    row['allocation'] = allocationOf(row as unknown as SegmentFacts)
  },
  async created({ row }, _given, work) {
    if (work.asked) await showSegments(String(row['network_id']), work)
  },
  update(row) {
    row['allocation'] = allocationOf(row as unknown as SegmentFacts)
  },
  async remove(row, work) {
    if (!work.asked) return
    await requireNoSubnets(row as SegmentRow, work)
    await requireNoBoundPorts(row as SegmentRow, work)
  },
  async removed(row, work) {
    if (work.asked) await showSegments(String(row['network_id']), work)
  },
})
