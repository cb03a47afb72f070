import type { Kinds } from '../kinds.ts'

export const routerKinds: Kinds = () => ({})
