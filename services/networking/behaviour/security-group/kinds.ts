import type { Kinds } from '../kinds.ts'

export const securityGroupKinds: Kinds = () => ({})
