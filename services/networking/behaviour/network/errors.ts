import type { FaultRow } from '@baryon/kit'

export const networkErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
