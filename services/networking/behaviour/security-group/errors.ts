import type { FaultRow } from '@baryon/kit'

export const securityGroupErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
