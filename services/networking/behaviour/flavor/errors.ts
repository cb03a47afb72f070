import type { FaultRow } from '@baryon/kit'

export const flavorErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
