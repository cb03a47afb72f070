import type { Kinds } from '../kinds.ts'

export const meteringKinds: Kinds = () => ({})
