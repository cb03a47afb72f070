import type { Behaviour, Work } from '@baryon/decide'
import type { Filter, Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import { greatestId } from './network-types.ts'
import { usage } from './range-usage.ts'
import { rangesOf, type SegmentRangeRow } from './ranges.ts'

const idsBetween = (range: SegmentRangeRow, from: number, to: number): Filter => ({
  all: [
    { attribute: 'network_type', in: [range.network_type] },
    { attribute: 'physical_network', in: [range.physical_network] },
    { attribute: 'segmentation_id', from, to },
  ],
})

async function requireUnused(range: SegmentRangeRow, from: number, to: number, work: Work) {
  if (from > to) return
  const used = await work.tx.count(work.kind('Segment'), idsBetween(range, from, to))
  if (used > 0) refuse('segment_range.in_use', { range: range.id })
}

function requireBounds({ network_type: type, minimum, maximum }: SegmentRangeRow) {
  const code = type === 'vlan' ? 'segment_range.vlan_bounds' : 'segment_range.tunnel_bounds'
  const range = `${minimum}:${maximum}`
  const wrong = [minimum, maximum].find(id => id < 1 || id > greatestId[type])
  if (wrong !== undefined) {
    const reason = type === 'vlan' ? `${wrong} is not a valid VLAN tag` : `${wrong} is not a valid ${type} identifier`
    refuse(code, { range, reason })
  }
  const noun = type === 'vlan' ? 'VLAN' : 'tunnel'
  if (maximum < minimum) refuse(code, { range, reason: `End of ${noun} range is less than start of ${noun} range` })
}

/** Ranges that administrators make have no id in common. */
async function requireApart(range: SegmentRangeRow, work: Work) {
  const others = (await rangesOf(range.network_type, work)).filter(
    other =>
      !other.default &&
      other.id !== range.id &&
      other.physical_network === range.physical_network &&
      other.minimum <= range.maximum &&
      other.maximum >= range.minimum,
  )
  if (others.length > 0) refuse('segment_range.overlap', { ranges: others.map(({ id }) => id).join(', ') })
}

export const segmentRangeBehaviour = (settings: Settings): Behaviour => ({
  async create(row, _given, work) {
    const range = row as unknown as SegmentRangeRow
    if (work.asked) row['default'] = false
    if (range.shared) row['project_id'] = null
    if (!settings.network_types.includes(range.network_type)) refuse('segment_range.type', { type: range.network_type })
    if (range.network_type !== 'vlan') row['physical_network'] = null
    else if (range.physical_network === null) refuse('segment_range.physical_network')
    requireBounds(range)
    if (!range.default) await requireApart(range, work)
  },
  async update(row, before, _given, work) {
    const [range, old] = [row as unknown as SegmentRangeRow, before as SegmentRangeRow]
    if (old.default && work.asked) refuse('segment_range.default', { range: old.id })
    if (range.minimum === old.minimum && range.maximum === old.maximum) return
    requireBounds(range)
    await requireUnused(old, old.minimum, Math.min(old.maximum, range.minimum - 1), work)
    await requireUnused(old, Math.max(old.minimum, range.maximum + 1), old.maximum, work)
    await requireApart(range, work)
  },
  async remove(row: Row, work) {
    const range = row as SegmentRangeRow
    if (!work.asked) return
    if (range.default) refuse('segment_range.default', { range: range.id })
    await requireUnused(range, range.minimum, range.maximum, work)
  },
  derived: { load: usage },
})
