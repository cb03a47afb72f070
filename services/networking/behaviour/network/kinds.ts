import type { Kinds } from '../kinds.ts'

export const networkKinds: Kinds = () => ({})
