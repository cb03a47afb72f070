import type { FaultRow } from '@baryon/kit'

export const localIpErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
