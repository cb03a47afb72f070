import type { FaultRow } from '@baryon/kit'

export const floatingIpErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
