import type { Sight } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { SegmentRow } from './network-segments.ts'
import type { SegmentRangeRow } from './ranges.ts'

async function segmentsIn(
  { network_type, physical_network, minimum, maximum }: SegmentRangeRow,
  { read, kind }: Sight,
) {
  const stored = await read.list(kind('Segment'), {
    filter: {
      all: [
        { attribute: 'network_type', in: [network_type] },
        { attribute: 'physical_network', in: [physical_network] },
        { attribute: 'segmentation_id', from: minimum, to: maximum },
      ],
    },
  })
  return stored.map(({ row }) => row as SegmentRow)
}

/** Projects of networks, by id. */
async function projectsOf(
  segments: readonly SegmentRow[],
  { read, kind }: Sight,
): Promise<ReadonlyMap<string, string>> {
  if (segments.length === 0) return new Map()
  const ids = [...new Set(segments.map(segment => segment.network_id))]
  const networks = await read.list(kind('Network'), { filter: { attribute: 'id', in: ids } })
  return new Map(networks.map(({ row }) => [String(row['id']), String(row['project_id'])]))
}

function free(range: SegmentRangeRow, segments: readonly SegmentRow[]): number[] {
  const taken = new Set(segments.map(segment => segment.segmentation_id))
  const ids: number[] = []
  for (let id = range.minimum; id <= range.maximum; id += 1) if (!taken.has(id)) ids.push(id)
  return ids
}

/** Which ids of segment ranges are free, and whose networks have the others. */
export async function usage(rows: readonly Row[], sight: Sight, wanted: ReadonlySet<string>): Promise<readonly Row[]> {
  const answers: Row[] = []
  for (const row of rows) {
    const range = row as SegmentRangeRow
    const segments = await segmentsIn(range, sight)
    const projects = wanted.has('used') ? await projectsOf(segments, sight) : new Map<string, string>()
    const used = segments.map(({ segmentation_id, network_id }) => [
      String(segmentation_id),
      projects.get(network_id) ?? '',
    ])
    answers.push({ used: Object.fromEntries(used), available: wanted.has('available') ? free(range, segments) : [] })
  }
  return answers
}
