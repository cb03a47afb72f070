import type { FaultRow } from '@baryon/kit'

export const quotaErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
