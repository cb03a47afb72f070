import type { Kinds } from '../kinds.ts'

export const floatingIpKinds: Kinds = () => ({})
