import type { Kinds } from '../kinds.ts'

export const qosKinds: Kinds = () => ({})
