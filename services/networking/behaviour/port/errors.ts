import type { FaultRow } from '@baryon/kit'

export const portErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
