import type { Kinds } from '../kinds.ts'

export const trunkKinds: Kinds = () => ({})
