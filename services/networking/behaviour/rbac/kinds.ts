import type { Kinds } from '../kinds.ts'

export const rbacKinds: Kinds = () => ({})
