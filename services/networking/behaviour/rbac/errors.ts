import type { FaultRow } from '@baryon/kit'

export const rbacErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
