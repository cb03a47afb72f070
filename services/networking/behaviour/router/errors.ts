import type { FaultRow } from '@baryon/kit'

export const routerErrors = {} as const satisfies Readonly<Record<string, FaultRow>>
