import type { Kinds } from '../kinds.ts'

export const quotaKinds: Kinds = () => ({})
