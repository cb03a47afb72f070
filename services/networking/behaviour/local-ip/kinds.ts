import type { Kinds } from '../kinds.ts'

export const localIpKinds: Kinds = () => ({})
