import type { FaultRow } from '@baryon/kit'

export const subnetErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
