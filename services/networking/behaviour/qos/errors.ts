import type { FaultRow } from '@baryon/kit'

export const qosErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
