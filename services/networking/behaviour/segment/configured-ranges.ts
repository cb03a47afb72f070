import type { Work } from '@baryon/decide'
import type { Settings } from '../settings.ts'
import { configuredRanges, isSameRange, type SegmentRangeRow } from './ranges.ts'

/** Makes the default segment ranges those of the settings. One that stays keeps its id. */
export async function keepConfiguredRanges(settings: Settings, work: Work): Promise<void> {
  const stored = await work.list('NetworkSegmentRange', { attribute: 'default', in: [true] })
  const before = stored.map(({ row }) => row as SegmentRangeRow)
  const wanted = configuredRanges(settings)
  for (const range of before)
    if (!wanted.some(one => isSameRange(one, range))) await work.remove('NetworkSegmentRange', range.id)
  for (const range of wanted)
    if (!before.some(one => isSameRange(one, range)))
      await work.create('NetworkSegmentRange', { ...range, default: true, shared: true })
}
