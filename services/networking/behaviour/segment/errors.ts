import type { FaultRow } from '@baryon/kit'

export const segmentErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
