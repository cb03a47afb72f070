import type { Kinds } from '../kinds.ts'

export const subnetKinds: Kinds = () => ({})
