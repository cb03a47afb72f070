import type { FaultRow } from '@baryon/kit'

export const meteringErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
