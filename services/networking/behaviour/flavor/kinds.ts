import type { Kinds } from '../kinds.ts'

export const flavorKinds: Kinds = () => ({})
