import type { FaultRow } from '@baryon/kit'

export const trunkErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
