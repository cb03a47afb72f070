import type { Kinds } from '../kinds.ts'

export const agentKinds: Kinds = () => ({})
