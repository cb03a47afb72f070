import type { Kinds } from '../kinds.ts'
import { FreeIds } from './free-id.ts'
import { segmentBehaviour } from './segment.ts'
import { segmentRangeBehaviour } from './segment-range.ts'

export const segmentKinds: Kinds = settings => ({
  Segment: segmentBehaviour(settings, new FreeIds()),
  NetworkSegmentRange: segmentRangeBehaviour(settings),
})
