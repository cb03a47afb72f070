import type { FaultRow } from '@baryon/kit'

export const agentErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
