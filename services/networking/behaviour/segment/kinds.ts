import type { Kinds } from '../kinds.ts'

export const segmentKinds: Kinds = () => ({})
