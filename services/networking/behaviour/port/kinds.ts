import type { Kinds } from '../kinds.ts'

export const portKinds: Kinds = () => ({})
